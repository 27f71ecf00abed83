"""The tokenizer of the shipped pipeline: spaCy's French one, brought to the tokens of the French UD treebanks.

Only standard `spacy.Tokenizer` parts are changed (suffixes, infixes, special cases), so that the saved model
loads anywhere. What is split and what is kept stands in knowledge/tokenizer.yaml.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import Any

import spacy
import yaml
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, get_lang_class, registry

HYPHENS_BETWEEN_LETTERS = "(?:-|–|—|--|---|——|~)"
DASHES_BETWEEN_LETTERS = "(?:–|—|--|---|——|~)"


@dataclass(frozen=True)
class TokenizerRules:
    """What knowledge/tokenizer.yaml holds: affix patterns, words to keep or split, special cases to drop."""

    suffixes: tuple[str, ...]
    infixes: tuple[str, ...]
    whole_patterns: tuple[str, ...]
    opening_dash: str
    whole_words: tuple[str, ...]
    split_words: dict[str, tuple[str, ...]]
    dropped: tuple[str, ...]


def read_tokenizer_knowledge() -> dict[str, Any]:
    """Return the parsed knowledge file, with the examples of each rule."""
    text = resources.files("tasks.train").joinpath("knowledge/tokenizer.yaml").read_text(encoding="utf-8")
    knowledge: dict[str, Any] = yaml.safe_load(text)
    return knowledge


def load_tokenizer_rules() -> TokenizerRules:
    """Return the rules without their examples."""
    knowledge = read_tokenizer_knowledge()
    return TokenizerRules(
        suffixes=tuple(rule["pattern"] for rule in knowledge["clitic_suffixes"]),
        infixes=tuple(rule["pattern"] for rule in knowledge["inner_cuts"]),
        whole_patterns=tuple(rule["pattern"] for rule in knowledge["whole_patterns"]),
        opening_dash=knowledge["opening_dash"],
        split_words={word: tuple(parts) for word, parts in knowledge["split_words"].items()},
        whole_words=tuple(knowledge["whole_words"]),
        dropped=tuple(knowledge["dropped_special_cases"]),
    )


def blank_pipeline(rules: TokenizerRules) -> Language:
    """Return an empty pipeline with the tokenizer of the shipped model.

    Its language class is "xx", not "fr": importing spaCy's French class compiles a pattern that takes about four
    seconds, at every start, and serves only to keep hyphenated words whole, which this tokenizer does by itself.
    """
    nlp = spacy.blank("xx")
    nlp.tokenizer = ud_tokenizer(nlp, rules)
    return nlp


def ud_tokenizer(nlp: Language, rules: TokenizerRules) -> Tokenizer:
    """Return a tokenizer for `nlp` with French affixes that keeps hyphenated words whole and splits inverted pronouns."""
    defaults = get_lang_class("fr").Defaults
    suffixes = [entry for entry in map(str, defaults.suffixes or []) if "|clés|" not in entry]
    return Tokenizer(
        nlp.vocab,
        rules=_special_cases(dict(defaults.tokenizer_exceptions or {}), rules),
        prefix_search=compile_prefix_regex([*(defaults.prefixes or []), rules.opening_dash]).search,
        suffix_search=compile_suffix_regex([*suffixes, *rules.suffixes]).search,
        infix_finditer=compile_infix_regex([*_infixes(list(map(str, defaults.infixes or []))), *rules.infixes]).finditer,
        token_match=re.compile(rf"(?:{'|'.join(rules.whole_patterns)})$").match,
        url_match=defaults.url_match,
    )


def _special_cases(cases: dict[str, Any], rules: TokenizerRules) -> dict[str, Any]:
    dropped = re.compile("|".join(rules.dropped))
    kept = {form: parts for form, parts in cases.items() if not dropped.search(form)}
    split = {word: [{ORTH: part} for part in parts] for word, parts in rules.split_words.items()}
    return kept | split | {word: [{ORTH: word}] for word in rules.whole_words}


def _infixes(infixes: list[str]) -> list[str]:
    return [entry.replace(HYPHENS_BETWEEN_LETTERS, DASHES_BETWEEN_LETTERS) for entry in infixes]


def ud_tokenizer_callback() -> Callable[[Language], Language]:
    """Return the callback that the training configs name: it puts the tokenizer in before the weights are made."""

    def set_tokenizer(nlp: Language) -> Language:
        nlp.tokenizer = ud_tokenizer(nlp, load_tokenizer_rules())
        return nlp

    return set_tokenizer


registry.callbacks("depeche.ud_tokenizer.v1", func=ud_tokenizer_callback)
