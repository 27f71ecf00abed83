"""The coder's knowledge, loaded: trigger rules by word form, verb forms, cue words, sectors, contexts, countries.

What belongs here: loading and indexing of lexicon/. What does not: rules about sentences.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from schemas.vocabularies import check_code
from schemas.yaml_text import load_yaml
from tasks.code_events.lexicon.conjugation import FormTable, form_table
from tasks.code_events.lexicon.inflection import adjective_forms, noun_forms
from tasks.code_events.lexicon.rules import Rule, read_rules
from tasks.code_events.lexicon.words import normal, stem
from tasks.gazetteer.gazetteer import Gazetteer
from tasks.gazetteer.load import load_gazetteer

VERB_CUES = (
    "planned_verbs", "hypothetical_verbs", "literary_negation", "duty_verbs", "attempt_verbs", "ongoing_verbs", "said",
    "support_verbs", "said_plain", "opinion_infinitives", "be_verbs", "never_negates",
)  # fmt: skip
"""Lists of verbs whose forms are known beside those of the triggers."""

NO_LEMMAS: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """What the coder knows. The indexes map a word form, as words.normal writes it, to the rules it may trigger."""

    rules: Sequence[Rule]
    verbs: Mapping[str, Sequence[Rule]]
    nouns: Mapping[str, Sequence[Rule]]
    adjectives: Mapping[str, Sequence[Rule]]
    forms: FormTable
    cues: Mapping[str, frozenset[str]]
    sectors: Mapping[str, str]
    contexts: Mapping[str, frozenset[str]]
    parents: Mapping[str, str]
    gazetteer: Gazetteer

    def lemmas(self, form: str) -> frozenset[str]:
        """The infinitives that a form may belong to."""
        return self._lemmas.get(form, NO_LEMMAS)

    @cached_property
    def country_ids(self) -> frozenset[str]:
        """The identifiers of the countries."""
        return frozenset(country.entity_id for country in self.gazetteer.countries.values())

    @cached_property
    def _lemmas(self) -> Mapping[str, frozenset[str]]:
        return {form: frozenset(lemma for lemma, _ in readings) for form, readings in self.forms.items()}

    def tags(self, form: str, lemma: str) -> frozenset[str]:
        """The tenses that a form of that verb may stand in."""
        return frozenset(tag for one, tag in self.forms.get(form, ()) if one == lemma)

    def is_verb(self, form: str, cue: str) -> bool:
        """Whether the form belongs to a verb of that list of cues."""
        return any(lemma in self.cues[cue] for lemma, _ in self.forms.get(form, ()))


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the package with the shared gazetteer. Read-only. Raises SettingsError, UnknownCode."""
    rules = read_rules()
    cues = {name: frozenset(map(normal, words)) for name, words in _read("cues").items()}
    heads = {rule.words[0] for rule in rules if rule.kind == "verb"}
    lemmas = heads.union(*(cues[name] for name in VERB_CUES))
    forms = form_table((w for w in lemmas if w.endswith(("er", "ir", "re"))), _read("conjugation"))
    return Lexicon(
        rules=rules,
        verbs=_verb_index(rules, forms),
        nouns=_form_index(rules, "noun", noun_forms),
        adjectives=_form_index(rules, "adj", adjective_forms),
        forms=forms,
        cues=cues,
        sectors={
            form: check_code("sector", sector)
            for sector, words in _read("sectors").items()
            for w in words
            for form in noun_forms(normal(w))
        },
        contexts={check_code("context", context): frozenset(map(stem, words)) for context, words in _read("contexts").items()},
        parents={check_code("sector", sector): body for sector, body in _read("bodies")["parents"].items()},
        gazetteer=load_gazetteer(),
    )


def _verb_index(rules: Iterable[Rule], forms: FormTable) -> Mapping[str, Sequence[Rule]]:
    by_head: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule.kind == "verb":
            by_head[rule.words[0]].append(rule)
    index: dict[str, list[Rule]] = defaultdict(list)
    for form, readings in forms.items():
        for lemma in dict.fromkeys(lemma for lemma, _ in readings):
            index[form] += by_head.get(lemma, [])
    return {form: tuple(found) for form, found in index.items() if found}


def _form_index(rules: Iterable[Rule], kind: str, inflect: Any) -> Mapping[str, Sequence[Rule]]:
    index: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule.kind == kind:
            for form in inflect(rule.words[0]):
                index[form].append(rule)
    return dict(index)


def _read(name: str) -> Any:
    return load_yaml(files("tasks.code_events").joinpath("lexicon", f"{name}.yaml").read_text(encoding="utf-8"))
