"""Corpora in, spaCy DocBins out: what is trained on, what is held out, and nothing else.

Reading of one format is in `treebank`, `names` and `names_annotation`, variants in `augment` and `name_variants`;
here the sets are put together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from spacy.language import Language
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from tasks.train.augment import PARAGRAPH_BREAK, AugmentationLevels, documents, with_break
from tasks.train.name_variants import is_readable, repeated, varied
from tasks.train.names import (
    NamedText,
    joined_texts,
    read_bio,
    read_hipe,
    read_sequoia_names,
    to_names_doc,
    with_civilities,
)
from tasks.train.names_annotation import READERS, read_annotated_names
from tasks.train.recipe import NamesRecipe
from tasks.train.treebank import Sentence, read_conllu, to_doc, with_blank

HELD_OUT_GROUP = 10  # sentences per document, as `spacy convert -n 10` makes them for the published French models
NEWSEYE = ("newseye_fr/newseye-dev-fr.tsv", "newseye_fr/newseye-dev2-fr.tsv", "newseye_fr/newseye-test-fr.tsv")
QUESTIONS = "ud_french_fqb"
SPLITS = ("train", "dev", "test")


def read_treebank(corpora: Path, name: str) -> list[Sentence]:
    """Return the sentences of one treebank file below the corpora folder."""
    return read_conllu((corpora / name).read_text(encoding="utf-8"))


def training_set(
    vocab: Vocab, treebanks: Iterable[tuple[Sequence[Sentence], float]], levels: AugmentationLevels, *, passes: int, seed: int
) -> DocBin:
    """Return `passes` differently augmented copies of the treebanks, cut into documents differently each time.

    With each treebank comes the share of its documents that one pass keeps.
    """
    chance = Random(seed)  # noqa: S311 - reproducible variation, not cryptography
    docs = DocBin()
    for treebank, share in [*treebanks] * passes:
        for document in documents(treebank, levels, chance):
            if chance.random() < share:
                docs.add(to_doc(vocab, document))
    return docs


def held_out_set(
    vocab: Vocab, sentences: Sequence[Sentence], *, headings_apart: bool = False, group: int = HELD_OUT_GROUP
) -> DocBin:
    """Return a treebank as documents of `group` sentences in their order, all in one line as the published figures have it.

    With `headings_apart`, a paragraph break follows each sentence without final punctuation, as in our articles.
    """
    chunks = (sentences[start : start + group] for start in range(0, len(sentences), group))
    placed = partial(_placed, headings_apart=headings_apart)
    return DocBin(docs=[to_doc(vocab, map(placed, chunk)) for chunk in chunks])


def read_name_corpora(
    corpora: Path, annotation: Path, *, civilities: Sequence[str], known_words: frozenset[str], recipe: NamesRecipe
) -> dict[str, list[NamedText]]:
    """Return the named texts by corpus: sequoia_train, _dev and _test, newseye, europeana, hand, hand_dev and questions.

    OCR text is kept where enough of its words are among `known_words`; civilities join the person's span everywhere.
    """
    sets = {f"sequoia_{split}": texts for split, texts in _sequoia_splits(corpora).items()}
    sets |= _annotated(corpora, annotation, held_out=recipe.held_out)
    newseye = [named for name in NEWSEYE for named in read_hipe((corpora / name).read_text(encoding="utf-8"))]
    europeana = read_bio((corpora / "europeana_enp_fr/enp_FR.bnf.bio").read_text(encoding="utf-8"))
    for name, texts in (("newseye", newseye), ("europeana", europeana)):
        sets[name] = [named for named in texts if is_readable(named, known_words, share=recipe.readable_share)]
    return {name: [with_civilities(named, civilities) for named in texts] for name, texts in sets.items()}


def names_training_set(
    nlp: Language, sets: Mapping[str, Sequence[NamedText]], parts: dict[str, Any], recipe: NamesRecipe, *, seed: int
) -> DocBin:
    """Return `passes` varied copies of the named texts, each corpus as often as its weight says."""
    chance = Random(seed)  # noqa: S311 - reproducible variation, not cryptography
    docs = DocBin()
    for corpus, weight in [*recipe.weights.items()] * recipe.passes:
        texts = [varied(named, parts, recipe.levels, chance) for named in repeated(sets[corpus], weight, chance)]
        for passage in _passages(texts, recipe, chance):
            docs.add(to_names_doc(nlp, passage))
    return docs


def names_held_out_set(nlp: Language, texts: Sequence[NamedText], *, group: int = HELD_OUT_GROUP) -> DocBin:
    """Return named texts as documents of `group` neighbours, without any change."""
    chunks = (texts[start : start + group] for start in range(0, len(texts), group))
    return DocBin(docs=[to_names_doc(nlp, joined_texts(chunk, [" "] * len(chunk))) for chunk in chunks])


def known_words(treebanks: Iterable[Sequence[Sentence]]) -> frozenset[str]:
    """Return the lower-cased word forms of the treebanks."""
    return frozenset(word.text.lower() for treebank in treebanks for sentence in treebank for word in sentence)


def _placed(sentence: Sentence, *, headings_apart: bool) -> Sentence:
    if not headings_apart or sentence[-1].pos == "PUNCT":
        return with_blank(sentence)
    *words, blank_line = with_break(sentence)
    return (*words, replace(blank_line, pos="", lemma="", dep="punct"))  # so that the scorer leaves it out


def _passages(texts: Sequence[NamedText], recipe: NamesRecipe, chance: Random) -> Iterator[NamedText]:
    position = 0
    while position < len(texts):
        chunk = texts[position : position + chance.randint(1, recipe.longest_document)]
        separators = [PARAGRAPH_BREAK if chance.random() < recipe.paragraph_break else " " for _ in chunk]
        yield joined_texts(chunk, separators)
        position += len(chunk)


def _sequoia_splits(corpora: Path) -> dict[str, list[NamedText]]:
    """Part the Sequoia names as the treebank is parted."""
    by_id = read_sequoia_names((corpora / "sequoia_ner/seq_ner.json").read_text(encoding="utf-8"))
    return {
        split: [by_id[key] for key in _sentence_ids(corpora / f"ud_french_sequoia/sequoia-{split}.conllu") if key in by_id]
        for split in SPLITS
    }


def _sentence_ids(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.partition("=")[2].strip() for line in lines if line.startswith("# sent_id")]


def _annotated(corpora: Path, annotation: Path, *, held_out: int) -> dict[str, list[NamedText]]:
    """Part the hand-annotated passages by document: one document in `held_out`, by the hash of its name, is held out.

    The questions serve for measuring only: trained on, they changed no figure on press (docs/model.md).
    """
    sets: dict[str, list[NamedText]] = {"hand": [], "hand_dev": [], "questions": []}
    for corpus in READERS:
        for key, named in read_annotated_names(corpora, annotation, corpus).items():
            is_held_out = int(sha256(key.document.encode()).hexdigest(), 16) % held_out == 0
            name = "questions" if corpus == QUESTIONS else "hand_dev" if is_held_out else "hand"
            sets[name].append(named)
    return sets
