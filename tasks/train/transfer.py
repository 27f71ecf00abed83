"""Let the names component start from what the syntax run learnt about words.

Both have a tok2vec of the same shape; the names component gets a copy of the trained one and goes on learning.
"""

from collections.abc import Callable
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.util import registry


def copied_tok2vec(source: str | None, component: str) -> Callable[[Language], Language]:
    """Return the callback that copies the tok2vec weights of the pipeline at path `source` into `component`.

    Without a source it changes nothing. It raises ValueError when the two differ in shape.
    """

    def copy(nlp: Language) -> Language:
        if source is not None:
            trained = _model(spacy.load(source), "tok2vec")
            layer = next(node for node in _model(nlp, component).walk() if node.name == trained.name)
            layer.from_bytes(trained.to_bytes())
        return nlp

    return copy


def _model(nlp: Language, component: str) -> Any:
    return cast("Any", nlp.get_pipe(component)).model


registry.callbacks("depeche.copied_tok2vec.v1", func=copied_tok2vec)
