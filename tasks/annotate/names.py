"""The names component: the statistical model, the gazetteer, rules and the document itself, settled into one list of names.

What belongs here: the order of the voices. What does not: the voices themselves (lexical, persons, bodies, consistency).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from tasks.annotate.acronyms import bracketed_acronyms
from tasks.annotate.bodies import described_names, short_bodies
from tasks.annotate.candidates import Candidate, settle, without_bracket
from tasks.annotate.consistency import agreed, repeated_names
from tasks.annotate.document import tags_of, text_of
from tasks.annotate.knowledge import NamesKnowledge, load_names_knowledge
from tasks.annotate.lexical import SURE, WEAK, known_names, weak_names
from tasks.annotate.metonymy import with_metonyms
from tasks.annotate.model_voice import model_names
from tasks.annotate.page import HYPHENS, Page, read_page
from tasks.annotate.persons import civil_names, named_persons, ranked_names, with_particles
from tasks.annotate.quoted import quoted_titles
from tasks.annotate.runs import unlisted_names
from tasks.annotate.sentences import sentence_spans
from tasks.gazetteer.words import split_words

COMPONENT = "depeche_names"
LONGEST_PREFIX = 8
LONGEST_SIGNATURE = 8
INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ÿ]?\.[ -]?)+(?:[A-ZÀ-Þ][a-zà-ÿ]?\.?)")


@dataclass(frozen=True)
class NamesComponent:
    """Sets `doc.ents`, and leaves every name with its decision in `doc.user_data["depeche_names"]`."""

    knowledge: NamesKnowledge

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its names."""
        names = find_names(doc, self.knowledge)
        doc.user_data[COMPONENT] = names
        doc.set_ents(list(_spans(doc, names)))
        return doc


@Language.factory(COMPONENT)
def make_names_component(nlp: Language, name: str) -> NamesComponent:  # noqa: ARG001 - the signature is spaCy's
    """The component with the knowledge as shipped."""
    return NamesComponent(load_names_knowledge())


def find_names(doc: Doc, knowledge: NamesKnowledge) -> list[Candidate]:
    """The names of the document in text order, none overlapping. `voice` says which voices agreed."""
    page = read_page(text_of(doc), sentence_spans(doc), tags_of(doc))
    known = list(known_names(page, knowledge))
    described = [
        *known,
        *described_names(page, knowledge),
        *civil_names(page, knowledge),
        *ranked_names(page, knowledge),
        *quoted_titles(page, knowledge),
    ]
    described = [without_bracket(page.text, name) for name in described]
    certain = settle(c for c in described if c.rank <= SURE)
    proposed = [without_bracket(page.text, name) for name in model_names(doc, page, knowledge, certain)]
    voices = [*certain, *(c for c in described if SURE < c.rank < WEAK), *proposed]
    voices += [*named_persons(page, knowledge, certain)]
    names = settle([*voices, *bracketed_acronyms(page, knowledge, settle(voices))])
    names = settle([*names, *short_bodies(page, knowledge, names)])
    names = settle([*names, *unlisted_names(page, knowledge, names)])
    names = settle([*names, *repeated_names(page, knowledge, names), *weak_names(page, knowledge, known, names)])
    names = agreed(page, [c for c in names if not (_is_adjective(page, c, knowledge) or _is_signature(page, c))])
    return with_metonyms(doc, page, with_particles(page, names, knowledge), knowledge)


def _is_adjective(page: Page, name: Candidate, knowledge: NamesKnowledge) -> bool:
    """Whether a prefix makes an adjective of the name: « anti-Poutine »."""
    before = page.text[max(0, name.start - LONGEST_PREFIX) : name.start]
    return before[-1:] in HYPHENS and any(
        w.end == len(before) - 1 and w.folded in knowledge.adjective_prefixes for w in split_words(before)
    )


def _is_signature(page: Page, name: Candidate) -> bool:
    """Whether the name is all that its line holds, and initials only: « G.La », « J.-P. D. »."""
    line = page.text[page.text.rfind("\n", 0, name.start) + 1 :].partition("\n")[0].strip()
    return name.start < name.end <= name.start + LONGEST_SIGNATURE and INITIALS.fullmatch(line) is not None


def _spans(doc: Doc, names: Sequence[Candidate]) -> Iterator[Span]:
    end = 0
    for name in names:
        span = doc.char_span(name.start, name.end, label=name.label)
        if span is not None and span.start >= end:
            end = span.end
            yield span
