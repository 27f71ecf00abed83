"""The one loader of a French pipeline: the embedded model, or any installed spaCy pipeline by name or path."""

from functools import cache

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from tasks.annotate import names, sentences  # noqa: F401  (registers the components)
from tasks.annotate.inference import quicken
from tasks.annotate.version import BLANK, EMBEDDED, MODEL


@cache
def load_pipeline(model: str) -> Language:
    """The pipeline with the names component at its end. The result is shared.

    Its matrix products go through NumPy, whose library is nearly twice as fast here as thinc's own.

    `model` is `embedded` or what `spacy.load` takes. Without an embedded model on disk a blank French pipeline that
    splits sentences by punctuation stands in, and its meta name says so. Raises OSError if there is no such pipeline.
    """
    set_current_ops(NumpyOps(use_blis=False))
    nlp = _embedded() if model == EMBEDDED else spacy.load(model)
    quicken(nlp)
    return with_components(nlp)


def with_components(nlp: Language) -> Language:
    """The same pipeline with paragraph starts before, and the names component behind, what it holds."""
    if "depeche_paragraphs" not in nlp.pipe_names:
        nlp.add_pipe("depeche_paragraphs", first=True)
    if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer", after="depeche_paragraphs")
    if "depeche_names" not in nlp.pipe_names:
        nlp.add_pipe("depeche_names", last=True)
    return nlp


def _embedded() -> Language:
    if (MODEL / "config.cfg").is_file():
        return spacy.load(MODEL)
    blank = spacy.blank("fr")
    blank.meta["name"] = BLANK
    return blank
