"""Where the clause of some words begins and ends, by the words and commas that part clauses.

What belongs here: the bounds. What does not: what a clause hangs on in the parse (relations.py).
"""

from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.load import Lexicon


def clause_around(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """The words [start, end) around the words `first` to `last` up to the next comma or word that parts clauses."""
    words, ends = sentence.words, lexicon.cues["boundaries"] | {","}
    start = next((i + 1 for i in range(first - 1, -1, -1) if words[i].low in ends), 0)
    return start, next((i for i in range(last + 1, len(words)) if words[i].low in ends), len(words))
