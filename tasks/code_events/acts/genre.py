"""Whether an article is one whose acts are no public ones: a match, the markets, an invented world.

What belongs here: that question, by the words of lexicon/genres.yaml. What does not: figurative use in other articles, which the
network and the rules' conditions tell apart.
"""

from collections.abc import Sequence

from tasks.code_events.grammar.sentence import Article, Sentence
from tasks.code_events.lexicon.genres import Genre, load_genres


def genre_of(article: Article) -> str | None:
    """The genre of an article, None for news of public life: the first whose words are many and in many of its sentences."""
    words = [{word.low for word in sentence.words} for sentence in article.sentences if sentence.words]
    return next((genre.name for genre in load_genres().genres if _is_of(genre, words)), None)


def is_private(sentence: Sentence, genre: str | None) -> bool:
    """Whether a sentence of an article of that genre tells nothing of public life."""
    return genre is not None and load_genres().public.isdisjoint(word.low for word in sentence.words)


def _is_of(genre: Genre, sentences: Sequence[set[str]]) -> bool:
    holding = [genre.words & words for words in sentences]
    many = len(frozenset[str]().union(*holding)) >= genre.least
    return many and sum(map(bool, holding)) >= genre.share * len(sentences)
