"""Which model annotates: its name and version, told without loading it."""

import json
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

EMBEDDED = "embedded"
MODEL = Path(str(resources.files("tasks.annotate").joinpath("model")))
"""The folder of the model that ships with the project."""
BLANK = "blank_without_model"


def model_version(model: str) -> str:
    """Name and version of the pipeline, for caches and the manifest.

    `model` is `embedded`, or the name or path of an installed spaCy pipeline. Raises OSError if there is none.
    """
    folder = MODEL if model == EMBEDDED else _folder(model)
    if model == EMBEDDED and not (folder / "meta.json").is_file():
        return f"{model}:fr_{BLANK}-0.0.0"
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return f"{model}:{meta['lang']}_{meta['name']}-{meta['version']}"


def _folder(model: str) -> Path:
    """The folder that describes a pipeline. Raises OSError."""
    if Path(model).is_dir():
        return Path(model)
    spec = find_spec(model)
    if spec is None or spec.origin is None:
        raise OSError(f"no pipeline {model!r} is installed")
    return Path(spec.origin).parent
