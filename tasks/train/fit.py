"""One training run of spaCy: a config of configs/, converted data and a seed in, a trained pipeline on disk out.

What is trained on is decided in `convert`, how in the config. A run that is already there is not done again.
"""

import json
import sys
from collections.abc import Mapping
from hashlib import sha256
from importlib import resources
from pathlib import Path

from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, require_gpu, set_current_ops

from tasks.train import tokenizer, transfer  # noqa: F401 - register the callbacks that the configs name
from tasks.train.package import file_checksums

CPU = -1
STAMP = "fit.json"
LAST = "model-last"


def fit(config: Path, *, train_data: Path, dev_data: Path, output: Path, overrides: Mapping[str, object], gpu: int = CPU) -> Path:
    """Train for the steps of the config and return the folder of the last model, with averaged weights.

    Nothing is chosen by the scores on `dev_data`: they only show how the run goes.

    `overrides` are dotted config keys ("training.max_steps"); `gpu` is a device number, CPU by default. The run is skipped
    when `output` holds one of the same config, data and overrides. The matrix products go through NumPy, whose library
    is two to three times as fast here as thinc's own; set OMP_NUM_THREADS=1 before Python starts where cores are shared.
    """
    stamp = fit_stamp(config, train_data, dev_data, overrides)
    done = output / STAMP
    if done.is_file() and json.loads(done.read_text(encoding="utf-8")) == stamp:
        return output / LAST
    if gpu == CPU:
        set_current_ops(NumpyOps(use_blis=False))
    else:
        require_gpu(gpu)
    paths = {"paths.train": str(train_data), "paths.dev": str(dev_data)}
    nlp = init_nlp(load_config(config, overrides={**paths, **overrides}, interpolate=False), use_gpu=gpu)
    output.mkdir(parents=True, exist_ok=True)
    train(nlp, output, use_gpu=gpu, stdout=sys.stdout, stderr=sys.stderr)
    done.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    return output / LAST


def fit_stamp(config: Path, train_data: Path, dev_data: Path, overrides: Mapping[str, object]) -> dict[str, object]:
    """Return what decides a run: the overrides, checksums of config, data, tokenizer rules, and pipelines begun from."""
    rules = Path(str(resources.files("tasks.train").joinpath("knowledge/tokenizer.yaml")))
    files = {"config": config, "train": train_data, "dev": dev_data, "tokenizer": rules}
    checksums: dict[str, object] = {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    begun_from = {key: file_checksums(Path(str(value))) for key, value in overrides.items() if key.startswith("paths.")}
    return {**checksums, "begun_from": begun_from, "overrides": {key: overrides[key] for key in sorted(overrides)}}
