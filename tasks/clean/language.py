"""The language of an article.

What belongs here: identification. What does not: which languages are curated (settings).
"""

from collections.abc import Sequence
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

HEAD_CHARACTERS = 600
"""Characters of headline and beginning that identification looks at."""


def identify_language(title: str | None, text: str, *, languages: Sequence[str]) -> tuple[str, float]:
    """The language (ISO 639-1) of the headline and the beginning of the text among `languages`, and its probability."""
    language, score = _identifier(tuple(languages)).classify(f"{title or ''}\n{text[:HEAD_CHARACTERS]}")
    return str(language), float(score)


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(languages)
    return identifier
