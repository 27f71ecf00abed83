"""PLOVER contexts of a sentence, by its words."""

from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.load import Lexicon
from tasks.code_events.lexicon.words import stem


def contexts_of(sentence: Sentence, lexicon: Lexicon) -> list[str]:
    """The contexts whose words the sentence uses, sorted."""
    stems = {stem(w.low) for w in sentence.words} | {stem(w.lemma) for w in sentence.words if w.lemma}
    return sorted(context for context, words in lexicon.contexts.items() if not words.isdisjoint(stems))
