"""What speaks against a span that the statistical model takes for a name: grammar, functions, inhabitants, subheads."""

import re
from collections.abc import Sequence

from tasks.annotate.candidates import Candidate
from tasks.annotate.knowledge import NamesKnowledge
from tasks.annotate.page import Page

VERBAL = frozenset({"VERB", "AUX"})
PARTICIPLE = re.compile(r"ée?s?$")
VERBAL_ENDING = re.compile(r"(?:ée?s?|ez|ants?)$")
OF = r"(?:de la |de l['’]|du |des |d['’]|à la |à l['’]|aux? )"
OFFICE = re.compile(rf"\b[Mm]inist(?:re|res|ère|ères)(?: \w+)? {OF}(?:[A-ZÀ-ÖØ-Þ]\w+(?: [a-zé]+)?(?:,| et) {OF}){{0,3}}$")
OFFICE_REACH = 80
LONGEST_ARTICLE = 8
STATE = "etat"
RANKED = frozenset({"premier", "premiers", "premiere", "premieres"})
MINISTERS = frozenset({"ministre", "ministres"})


def is_plausible(page: Page, first: int, last: int, knowledge: NamesKnowledge, certain: Sequence[Candidate]) -> bool:
    """Whether the words can be a name: a capital that grammar doesn't ask for, no verb inside, no common acronym."""
    words, inner = page.words[first : last + 1], range(first, last + 1)
    if first == last:
        return _plausible_word(page, first, knowledge)
    if _is_inhabitant(page, first, last, knowledge) or all(word.folded in knowledge.never for word in words):
        return False
    portfolio = words[0].folded in knowledge.portfolios and _is_portfolio(page, first, knowledge)
    if portfolio or "\n" in page.quote(first, last) or any(_is_verb(page, i, head=first) for i in inner):
        return False
    if all(not page.words[i].upper or page.opens[i] for i in inner):
        return words[0].folded in page.capital or (page.pos[first] == "PROPN" and words[0].folded not in knowledge.common_words)
    if not words[0].upper or (page.opens[first] and page.pos[first] != "PROPN"):
        return words[0].folded in knowledge.lower_heads or not _inner_names(page, first, last, certain)
    return True


def is_function(page: Page, first: int, last: int, label: str, knowledge: NamesKnowledge) -> bool:
    """Whether the model takes a function for a name: « le Haut-Commissaire de l'ONU », « les Premiers ministres de X »."""
    if label != "PER" and first < last and page.words[first].folded in RANKED and page.words[first + 1].folded in MINISTERS:
        return True
    compound = page.compound(first)
    whole = "-" in compound or (label == "ORG" and first < last)
    return whole and label != "PER" and compound in knowledge.people.titles


def _is_inhabitant(page: Page, first: int, last: int, knowledge: NamesKnowledge) -> bool:
    """Whether the words are one hyphenated name of inhabitants: « Nord-Coréen », « Afro-Américain »."""
    compound = page.compound(first)
    if compound != page.compound(last) or len(compound.split("-")) != last - first + 1:
        return False
    demonyms = knowledge.gazetteer.demonyms
    return compound in demonyms or (first < last and page.words[last].folded in demonyms)


def _is_verb(page: Page, index: int, *, head: int) -> bool:
    """Whether the word is a verb in lower case, and no participle behind a complement: « affaire des marchés truqués »."""
    word = page.words[index]
    return page.pos[index] in VERBAL and not word.upper and (index == head + 1 or not PARTICIPLE.search(word.text))


def _plausible_word(page: Page, index: int, knowledge: NamesKnowledge) -> bool:
    word = page.words[index]
    if word.text in knowledge.common_acronyms or word.folded in knowledge.never or word.text.isdigit():
        return False
    if _is_portfolio(page, index, knowledge) or (_alone_on_line(page, index) and word.folded not in page.capital):
        return False
    if page.opens[index] and (word.folded in knowledge.common_words or word.folded in page.lower):
        return word.folded in page.capital
    verbal = VERBAL_ENDING.search(word.text) is not None and word.folded not in knowledge.people.given_names
    if page.opens[index] and (verbal or page.pos[index] not in {"PROPN", "X", ""}):
        return word.folded in page.capital
    inhabitants = word.folded in knowledge.gazetteer.demonyms and word.text.endswith(("s", "e", "n", "i"))
    if inhabitants or knowledge.inhabitants.search(page.text, max(0, word.start - LONGEST_ARTICLE), word.end):
        return False
    return word.upper


def _is_portfolio(page: Page, index: int, knowledge: NamesKnowledge) -> bool:
    """Whether the word says what a minister is in charge of: « ministre de l'Électricité »."""
    word = page.words[index]
    return OFFICE.search(page.text, max(0, word.start - OFFICE_REACH), word.start) is not None or (
        word.folded in knowledge.portfolios and bool(index) and page.words[index - 1].folded in {"des", "a", "aux"}
    )


def _alone_on_line(page: Page, index: int) -> bool:
    """Whether the word is a subhead, with or without dashes: « - Revers - »."""
    word = page.words[index]
    start, end = page.text.rfind("\n", 0, word.start) + 1, page.text.find("\n", word.end)
    line = page.text[start : end if end >= 0 else len(page.text)]
    return line.strip(" -–—\u00a0") == word.text


def _inner_names(page: Page, first: int, last: int, certain: Sequence[Candidate]) -> bool:
    """Whether every capitalised word within the span but « d'État » belongs to a name that another voice is sure of."""
    inner = (page.words[i] for i in range(first, last + 1) if page.words[i].upper and not page.opens[i])
    capitals = [word for word in inner if word.folded != STATE]
    return all(any(c.start <= w.start and w.end <= c.end for c in certain) for w in capitals)
