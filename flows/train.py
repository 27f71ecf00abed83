"""Licensed corpora in, the French model out: `depeche train`. Resumable: a step whose result is there is skipped.

The network that proposes acts is a flow of its own: it needs packages that serving doesn't.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prefect import flow

from tasks.train.steps import Runs, Workplace
from tasks.train.task import (
    convert_corpora,
    fit_acts_network,
    fit_names,
    fit_names_again,
    fit_sentences,
    fit_sentences_again,
    fit_syntax,
    fit_syntax_again,
    package_model,
)


@flow(name="train")
def train(corpora: str, annotation: str, work: str, out: str, gpu: int = -1) -> Mapping[str, Any]:
    """Train the pipeline and write it with its lock to `out`; return the lock's content. `gpu` is a device number, -1 the CPU."""
    place = Workplace(corpora=Path(corpora), annotation=Path(annotation), work=Path(work))
    convert_corpora(place)
    sentences = fit_sentences(place, gpu)
    syntax = fit_syntax(place, gpu)
    names = fit_names(place, syntax, gpu)
    runs = Runs(
        sentences=fit_sentences_again(place, sentences, gpu),
        syntax=fit_syntax_again(place, syntax, gpu),
        names=fit_names_again(place, names, gpu),
    )
    return package_model(place, Path(out), runs)


@flow(name="train acts")
def train_acts(corpora: str, annotation: str, out: str, pipeline: str) -> Mapping[str, Any]:
    """Train what proposes acts and write it with its lock to `out`; `pipeline` is the packaged French model."""
    return fit_acts_network(Path(corpora), Path(annotation), Path(out), Path(pipeline))
