"""Sentences read from the annotation tables: words quote the text, and heads stay within the sentence."""

from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = ("Le", "ministre", "turc", "a", "accusé", "mardi", "l'Italie", ".", "œuvre", "« ", " »", "\n\n")


@settings(max_examples=15)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map(" ".join))
def test_words_quote_the_text_and_hang_within_their_sentence(read, text):
    for sentence in read([text])[0].sentences:
        assert sentence.quote == text[sentence.start : sentence.end]
        for word in sentence.words:
            assert sentence.start <= word.start < word.end <= sentence.end
            assert 0 <= word.head < len(sentence.words)
