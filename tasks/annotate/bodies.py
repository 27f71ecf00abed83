"""The voice of described names: a head noun with the complement that makes it the name of a body or a place."""

import re
from collections.abc import Iterator, Sequence

from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page
from tasks.gazetteer.words import fold

RULE, GRAMMAR, LATE, SHORT = 10, 14, 19, 35
LONGEST = 14
COMPLEMENTS = 4
ARTICLES = frozenset({"la", "le", "les", "l"})
PREPOSITIONS = frozenset({"de", "du", "des", "d", "pour", "aux", "au", "a", "contre", "sur"})
NOMINAL = frozenset({"NOUN", "PROPN"})


def described_names(page: Page, knowledge: NamesKnowledge) -> Iterator[Candidate]:
    """A candidate for each body or place that a pattern of knowledge/bodies.yaml or the grammar of bodies describes."""
    for number, match in knowledge.body_scanner.matches(page.text):
        rule = knowledge.body_rules[number]
        yield Candidate(
            start=_behind_article(match, knowledge),
            end=match.end(),
            label=rule.label,
            form="name",
            voice=f"rule:{rule.rule_id}",
            rank=LATE if rule.late else RULE,
        )
    grammar = knowledge.body_grammar
    for first, word in enumerate(page.words):
        if word.upper and (word.folded in grammar.heads or word.folded in grammar.meetings):
            last = body_end(page, first, knowledge)
            if (
                last > first
                and fold(page.quote(first, last)) not in grammar.generic
                and not _any_of_kind(page, first, last, knowledge)
            ):
                yield Candidate(
                    start=word.start,
                    end=page.words[last].end,
                    label="ORG" if word.folded in grammar.heads else "MISC",
                    form="name",
                    voice="rule:named_body",
                    rank=GRAMMAR,
                )


def _any_of_kind(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> bool:
    """Whether an indefinite article stands before a body without a name of its own: « une Commission d'enquête »."""
    behind = first > 0 and page.spaced(first - 1) and page.words[first - 1].folded in knowledge.body_grammar.not_behind
    return behind and not any(word.upper for word in page.words[first + 1 : last + 1])


def _behind_article(match: re.Match[str], knowledge: NamesKnowledge) -> int:
    """Where the name starts: « Le FC Dole » and « ONG X Foundation » open with what is no part of it."""
    first, gap, _ = match.group().partition(" ")
    opens = match.start() == 0 or match.string[: match.start()].rstrip(" ")[-1:] in {"", ".", "\n", "!", "?"}
    outside = first in knowledge.common_acronyms or (opens and fold(first) in knowledge.articles)
    return match.start() + len(first) + 1 if gap and outside else match.start()


def body_end(page: Page, first: int, knowledge: NamesKnowledge) -> int:
    """The last word of the body whose capitalised head is word `first`: adjectives and complements.

    `first` itself where nothing behind makes it a name. Needs parts of speech: without a tagger only capitalised
    complements and national adjectives count.
    """
    at = _adjectives(page, first, knowledge)
    if page.opens[first] and at == first and not _named_complement(page, first, knowledge):
        return first
    if page.opens[first] and at > first and page.words[first + 1].folded not in knowledge.body_grammar.openers:
        return first
    with_a = page.words[first].folded in knowledge.body_grammar.heads_with_a
    for number in range(COMPLEMENTS):
        noun = _complement(page, at, knowledge, with_a=with_a)
        two = not number and noun is not None and page.words[at + 1].folded == "et"  # « à la Commission et au Conseil »
        if noun is None or two or noun - first > LONGEST:
            break
        at = _adjectives(page, noun, knowledge)
    return at


def _adjectives(page: Page, at: int, knowledge: NamesKnowledge) -> int:
    """The last of the adjectives right behind word `at` (or the word itself)."""
    grammar = knowledge.body_grammar
    while at + 1 < len(page.words) and page.tight(at):
        folded, tag = page.words[at + 1].folded, page.pos[at + 1]
        hyphenated = page.gap(at) not in {" ", "\u00a0", "\u202f"}
        fitting = folded in grammar.openers or hyphenated or (tag == "ADJ" and folded not in knowledge.people.speech)
        if not fitting or (folded in grammar.stops and not hyphenated):
            break
        at += 1
    return at


def _complement(page: Page, at: int, knowledge: NamesKnowledge, *, with_a: bool = True) -> int | None:
    """The noun of the complement that starts behind word `at`: « de la sécurité », « des droits », « et du travail ».

    « à » and « au » start one only `with_a`.
    """
    index = _behind_links(page, at, knowledge)
    if index is None or (page.words[at + 1].folded in {"a", "au"} and not with_a):
        return None
    word, tag = page.words[index], page.pos[index]
    if word.folded in knowledge.body_grammar.stops or word.text[0].isdigit():
        return None
    if page.words[at + 1].folded == "et":
        repeated = page.words[index - 1].folded != "et"  # « d'Asile et de Refuge »
        return index if tag in NOMINAL and (repeated or not word.upper) and at > 0 else None
    return index if word.upper or tag in NOMINAL else None


def _behind_links(page: Page, at: int, knowledge: NamesKnowledge) -> int | None:
    """The word behind the prepositions and articles that follow word `at`; None without a preposition, or behind « et le »."""
    index, seen = at + 1, False
    while index < len(page.words) and page.tight(index - 1) and page.words[index].folded in knowledge.body_grammar.links:
        word = page.words[index]
        if word.upper or (word.folded in ARTICLES and (not seen or page.words[index - 1].folded == "et")):
            return None
        seen = seen or word.folded in PREPOSITIONS or word.folded == "et"
        index += 1
    return index if seen and index < len(page.words) and page.tight(index - 1) else None


def _named_complement(page: Page, first: int, knowledge: NamesKnowledge) -> bool:
    noun = _complement(page, first, knowledge)
    return noun is not None and (page.words[noun].upper or page.words[first].folded in page.capital)


def short_bodies(page: Page, knowledge: NamesKnowledge, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """« Sénat », « Cour suprême » written with a capital outside other names; « Chambre », « Cour » behind a longer form."""
    for _, match in knowledge.body_grammar.short.matches(page.text):
        yield _short(match.start(), match.end(), "rule:national_body")
    longer = {
        page.text[c.start : c.end].split(maxsplit=1)[0] for c in names if c.label == "ORG" and " " in page.text[c.start : c.end]
    }
    shortened = knowledge.body_grammar.after_longer & longer
    for index, word in enumerate(page.words):
        if word.text in shortened and not page.opens[index]:
            yield _short(word.start, word.end, "document:short_form")


def _short(start: int, end: int, voice: str) -> Candidate:
    return Candidate(start=start, end=end, label="ORG", form="name", voice=voice, rank=SHORT)
