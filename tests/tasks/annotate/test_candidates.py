import itertools

from hypothesis import given
from hypothesis import strategies as st

from tasks.annotate.candidates import Candidate, free_of, settle, without_bracket


def candidate(start, end, *, label="ORG", rank=10, voice="rule:x", form="name"):
    return Candidate(start=start, end=end, label=label, form=form, voice=voice, rank=rank)


def test_the_better_rank_wins_then_the_longer_span():
    short, long, late = candidate(0, 4), candidate(0, 9), candidate(2, 20, rank=11)
    assert settle([short, late, long]) == [long]


def test_equal_spans_keep_every_voice_that_agreed():
    found = settle(
        [candidate(0, 4, voice="rule:a"), candidate(0, 4, rank=12, voice="rule:b"), candidate(0, 4, rank=13, voice="rule:b")]
    )
    assert [c.voice for c in found] == ["rule:a+rule:b"]


def test_a_gazetteer_that_knows_the_name_outweighs_the_label_of_the_model():
    model, city = (
        candidate(0, 5, label="PER", rank=20, voice="model"),
        candidate(0, 5, label="LOC", rank=30, voice="gazetteer:city"),
    )
    assert [(c.label, c.voice) for c in settle([model, city])] == [("LOC", "gazetteer:city+model")]


def test_a_function_behind_the_name_outweighs_the_label_of_the_model():
    model, rule = (
        candidate(0, 5, label="LOC", rank=20, voice="model"),
        candidate(0, 5, label="PER", rank=25, voice="rule:function_behind"),
    )
    assert [(c.label, c.voice) for c in settle([model, rule])] == [("PER", "rule:function_behind+model")]


def test_a_rule_does_not_outweigh_the_label_of_the_model():
    model, rule = candidate(0, 5, label="PER", rank=20, voice="model"), candidate(0, 5, label="LOC", rank=30, voice="rule:y")
    assert [(c.label, c.voice) for c in settle([model, rule])] == [("PER", "model+rule:y")]


def test_free_of_touches_no_character():
    taken = [candidate(3, 6)]
    assert free_of(taken, 0, 3)
    assert free_of(taken, 6, 9)
    assert not free_of(taken, 5, 9)


spans = st.tuples(
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(["PER", "LOC"]),
    st.integers(5, 30),
    st.sampled_from(["model", "rule:a"]),
)


@given(st.lists(spans, max_size=12), st.randoms(use_true_random=False))
def test_what_is_settled_never_overlaps_and_does_not_depend_on_the_order(rows, chance):
    given_order = [candidate(s, s + n, label=label, rank=rank, voice=voice) for s, n, label, rank, voice in rows]
    shuffled = chance.sample(given_order, len(given_order))
    settled = settle(given_order)
    assert settled == settle(shuffled)
    assert all(a.end <= b.start for a, b in itertools.pairwise(settled))


SPANS = st.builds(
    lambda start, size, rank, voice: Candidate(start=start, end=start + size, label="LOC", form="name", voice=voice, rank=rank),
    st.integers(0, 40),
    st.integers(1, 8),
    st.integers(0, 3),
    st.sampled_from("abc"),
)


@given(st.lists(SPANS, max_size=25), st.integers(0, 45), st.integers(1, 6))
def test_the_settled_are_those_that_nothing_better_touches(candidates, start, size):
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.rank, c.start - c.end, c.start, c.voice)):
        if all(c.end <= candidate.start or candidate.end <= c.start for c in chosen):
            chosen.append(candidate)
    settled = settle(candidates)
    assert [(c.start, c.end, c.rank) for c in settled] == sorted((c.start, c.end, c.rank) for c in chosen)
    assert free_of(settled, start, start + size) == all(c.end <= start or start + size <= c.start for c in chosen)


def test_a_bracket_that_does_not_close_is_outside():
    text = "Tarvek Travaux[1], Ombuline (Loiret) et Union (Tarvek"
    cut = [without_bracket(text, candidate(start, end)) for start, end in ((0, 16), (19, 36), (40, len(text)))]
    assert [text[c.start : c.end] for c in cut] == ["Tarvek Travaux", "Ombuline (Loiret)", "Union"]
