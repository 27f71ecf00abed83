import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.proposals.network import load_network, network_folder
from tasks.proposals.windows import BEGIN, END, windows_of

WORD = re.compile(r"\w+['’]?|[^\w\s]")
FRENCH = st.text(alphabet="abcdeéèàçœ’' ,.«»–ÉÀ\u00a0\u202f€ß漢😀", min_size=1, max_size=80)


@pytest.fixture(scope="module")
def pieces():
    return load_network(network_folder()).pieces


def words_of(text):
    return [(match.start(), match.end()) for match in WORD.finditer(text)]


def test_each_word_is_read_at_its_own_first_piece(pieces):
    text = "L’été dernier, à Pékin, le président « Émile » déclara\u00a0: l'évènement coûte 3\u202f€ aujourd'hui."
    words = words_of(text)
    (window,) = windows_of(text, words, [(0, len(words))], pieces=pieces, limit=220)
    firsts = [pieces.id_to_piece(window.pieces[place]).lstrip("▁") for place in window.words]
    assert all(text[start:end].replace("’", "'").startswith(first) for (start, end), first in zip(words, firsts, strict=True))


@given(FRENCH)
def test_every_word_has_a_piece_of_its_window_whatever_the_characters(pieces, text):
    words = words_of(text)
    if not words:
        return
    for window in windows_of(text, words, [(0, len(words))], pieces=pieces, limit=40):
        assert window.pieces[0] == BEGIN
        assert window.pieces[-1] == END
        assert all(0 < place < len(window.pieces) for place in window.words)
        assert window.words == sorted(window.words)
        assert len(window.pieces) <= 40


def test_windows_hold_whole_sentences_in_order(pieces):
    text = "Le maire a démissionné. " * 30
    words = words_of(text)
    ends = [place + 1 for place, (start, end) in enumerate(words) if text[start:end] == "."]
    sentences = list(zip([0, *ends[:-1]], ends, strict=True))
    windows = windows_of(text, words, sentences, pieces=pieces, limit=60)
    placed = [(w.first_word + a, w.first_word + b) for w in windows for a, b in w.sentences]
    assert placed == sentences
    assert len(windows) > 1
