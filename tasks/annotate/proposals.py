"""The rows of the tables proposed_acts and proposed_arguments for one text: what the network sees among its tokens."""

from collections.abc import Iterator, Sequence
from typing import Any

from tasks.annotate.candidates import Candidate
from tasks.annotate.tokens import Columns
from tasks.proposals.acts import ProposedAct, propose
from tasks.proposals.network import Network
from tasks.proposals.traits import Reading
from tasks.proposals.windows import Span

Row = dict[str, Any]


def proposed(text: str, tokens: Columns, names: Sequence[Candidate], network: Network) -> tuple[list[Row], list[Row]]:
    """The acts that the network sees in a text and their arguments, without article_id, in the order of the text."""
    if not tokens["start"]:
        return [], []
    words: list[Span] = list(zip(tokens["start"], tokens["end"], strict=True))
    numbers = tokens["sentence"]
    starts = [place for place, number in enumerate(numbers) if not place or number != numbers[place - 1]]
    spans: list[Span] = list(zip(starts, [*starts[1:], len(words)], strict=True))
    place = {token: number for number, token in enumerate(tokens["token"])}
    reading = Reading(
        lemmas=tokens["lemma"],
        tags=tokens["pos"],
        relations=tokens["dep"],
        heads=[place.get(head, number) for number, head in enumerate(tokens["head"])],
        names=[(name.start, name.end, name.label) for name in names],
    )
    acts = propose(text, words, spans, reading, network=network)
    return [_act(act, text, words, numbers) for act in acts], [row for act in acts for row in _arguments(act, words)]


def _act(act: ProposedAct, text: str, words: list[Span], numbers: list[int]) -> Row:
    start, end = words[act.first][0], words[act.last - 1][1]
    return {
        "sentence": numbers[act.first],
        "start": start,
        "end": end,
        "text": text[start:end],
        "event_type": act.event_type,
        "type_score": act.type_score,
        "score": act.score,
        "realis": act.realis,
        "realis_score": act.realis_score,
        "hedged_score": act.hedged,
    }


def _arguments(act: ProposedAct, words: list[Span]) -> Iterator[Row]:
    for argument in act.arguments:
        yield {
            "act_start": words[act.first][0],
            "role": argument.role,
            "start": words[argument.first][0],
            "end": words[argument.last - 1][1],
            "sector": argument.sector,
            "score": argument.score,
        }
