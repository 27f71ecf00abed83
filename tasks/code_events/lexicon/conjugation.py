"""French verb forms from infinitives, so that a trigger is recognised whatever the lemmatiser makes of it.

What belongs here: inflection. What does not: which verbs matter (lexicon/triggers) or what a tense means (realis.py).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

ER_MUTE = re.compile(r"e([^aeiouyéèê]+)$")
ER_ACUTE = re.compile(r"é((?:[^aeiouyéèê]|qu|gu)+)$")
DOUBLING = ("el", "et")

FormTable = Mapping[str, Sequence[tuple[str, str]]]


def form_table(lemmas: Iterable[str], model: Mapping[str, Any]) -> FormTable:
    """Form → (lemma, tag) pairs for infinitives such as « menacer »; `model` is the content of conjugation.yaml."""
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for lemma in sorted(set(lemmas)):
        for tag, forms in conjugate(lemma, model).items():
            for form in forms:
                if (lemma, tag) not in table[form]:
                    table[form].append((lemma, tag))
    return dict(table)


def conjugate(lemma: str, model: Mapping[str, Any]) -> Mapping[str, set[str]]:
    """Tag → forms of one infinitive. Persons are not told apart; a rare variant too many does no harm."""
    fitting = (e for e in model["third"] if lemma.endswith(e) and (lemma == e or e not in model["whole"]))
    ending = max(fitting, key=len, default=None)
    if ending is not None:
        forms = _third(lemma.removesuffix(ending), model["third"][ending], model["endings"])
    elif lemma.endswith("er"):
        forms = _first(lemma[:-2], model)
    else:
        forms = _second(lemma[:-2], model)
    forms["inf"] = {lemma}
    return forms


def _third(prefix: str, row: Mapping[str, str], endings: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    forms = {tag: {prefix + form for form in row[tag].split()} for tag in ("ind", "subj", "past", "part", "ger")}
    forms["impf"] = {prefix + row["impf"] + e for e in endings["impf"]}
    forms["fut"] = {prefix + row["fut"] + e for e in endings["fut"]}
    forms["cond"] = {prefix + row["fut"] + e for e in endings["cond"]}
    return forms


def _second(stem: str, model: Mapping[str, Any]) -> dict[str, set[str]]:
    endings, own = model["endings"], model["second"]
    return {
        "ind": {stem + e for e in own["ind"]},
        "subj": {stem + "isse", stem + "issent"},
        "past": {stem + e for e in own["past"]},
        "impf": {stem + "iss" + e for e in endings["impf"]},
        "fut": {stem + "ir" + e for e in endings["fut"]},
        "cond": {stem + "ir" + e for e in endings["cond"]},
        "part": {stem + "i" + e for e in endings["part"]},
        "ger": {stem + "issant"},
    }


def _first(stem: str, model: Mapping[str, Any]) -> dict[str, set[str]]:
    endings, own = model["endings"], model["first"]
    soft = _softened(stem)
    mutes = _mute_stems(stem)
    return {
        "ind": {s + e for s in mutes for e in ("e", "es", "ent")} | {soft + "ons", stem + "ez"},
        "subj": {s + e for s in mutes for e in ("e", "es", "ent")},
        "past": {soft + e for e in own["past"][:-1]} | {stem + own["past"][-1]},
        "impf": {(stem if e.startswith("i") else soft) + e for e in endings["impf"]},
        "fut": {s + "er" + e for s in mutes for e in endings["fut"]},
        "cond": {s + "er" + e for s in mutes for e in endings["cond"]},
        "part": {stem + "é" + e for e in endings["part"]},
        "ger": {soft + "ant"},
    }


def _softened(stem: str) -> str:
    """The stem as written before a and o: « annonç- », « engage- »."""
    if stem.endswith("c"):
        return stem[:-1] + "ç"
    return stem + "e" if stem.endswith("g") else stem


def _mute_stems(stem: str) -> set[str]:
    """The stem, and as it may be written before a mute e: « lèv- », « appell- », « libèr- », « emploi- »."""
    stems = {stem}
    if stem.endswith("y"):
        stems.add(stem[:-1] + "i")
    if stem.endswith(DOUBLING):
        stems.add(stem + stem[-1])
    for pattern in (ER_MUTE, ER_ACUTE):
        stems.add(pattern.sub(r"è\1", stem))
    return stems
