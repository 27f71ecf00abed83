"""A spaCy component that gives the names of a document their identity, for those who work with spaCy rather than with tables.

    from tasks.annotate import names
    from tasks.link import component

    nlp = spacy.load("tasks/annotate/model")
    nlp.add_pipe(names.COMPONENT)
    nlp.add_pipe(component.COMPONENT)
    doc = nlp(text)

What belongs here: laying links on a Doc. What does not: the links themselves (entities.py).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from tasks.gazetteer import load_gazetteer
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.link.descriptions import describe
from tasks.link.entities import Article, link_article

COMPONENT = "depeche_links"
NAMES = "depeche_names"
COUNTRIES = "depeche_countries"
COREFERENCE = "coref"
UNKNOWN_ARTICLE = "0" * 20


@dataclass(frozen=True)
class LinksComponent:
    """Sets `ent.kb_id_`, `ent._.country` and `doc.spans["coref"]`: names and titles; those of one entity share its kb_id_.

    The day of publication and the country of the outlet, which tell who holds an office and which namesake is meant, are read
    from `doc.user_data["depeche_links"]`, an Article; a Doc without one is linked by its text alone.
    """

    gazetteer: Gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its links."""
        given = doc.user_data.get(COMPONENT)
        article = given if isinstance(given, Article) else Article(text=doc.text)
        rows, setting = link_article(article, list(_mentions(doc)), self.gazetteer)
        links = {row["start"]: row for row in rows}
        doc.set_ents([_span(doc, links[ent.start_char], ent.label_) for ent in doc.ents])
        titles = [_span(doc, row, "title") for row in describe(setting, rows, self.gazetteer) if row["entity_id"]]
        doc.spans[COREFERENCE] = sorted([*doc.ents, *titles], key=lambda span: (span.start, span.end))
        return doc


@Language.factory(COMPONENT)
def make_links_component(nlp: Language, name: str) -> LinksComponent:  # noqa: ARG001 - the signature is spaCy's
    """The component with the gazetteer as shipped."""
    if not Span.has_extension("country"):
        Span.set_extension("country", getter=_country)
    return LinksComponent(load_gazetteer())


def _mentions(doc: Doc) -> Iterator[Mapping[str, Any]]:
    """The names of the document as rows of MENTIONS, with the form that the names component gave them."""
    forms = {c.start: c.form for c in doc.user_data.get(NAMES, ())}
    starts = [sentence.start_char for sentence in doc.sents] if doc.has_annotation("SENT_START") else [0]
    for ent in doc.ents:
        yield {
            "article_id": UNKNOWN_ARTICLE, "sentence": bisect_right(starts, ent.start_char) - 1, "start": ent.start_char,
            "end": ent.end_char, "text": ent.text, "label": ent.label_, "form": forms.get(ent.start_char, "name"),
            "decision": NAMES,
        }  # fmt: skip


def _span(doc: Doc, row: Mapping[str, Any], label: str) -> Span:
    span = doc.char_span(row["start"], row["end"], label=label, kb_id=row["entity_id"], alignment_mode="expand")
    if span is None:
        raise ValueError(f"found no tokens at characters {row['start']} to {row['end']}, expected those of {row['entity_id']}")
    doc.user_data.setdefault(COUNTRIES, {})[span.start_char] = row["country"]
    return span


def _country(span: Span) -> str | None:
    """ISO alpha-3 of a linked span; None where the text tells none."""
    country = span.doc.user_data.get(COUNTRIES, {}).get(span.start_char)
    return country if isinstance(country, str) else None
