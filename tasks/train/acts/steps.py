"""The steps of training what proposes acts: read the annotation, fit, export, measure. Each writes into a folder."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from importlib import metadata, resources
from itertools import chain
from pathlib import Path
from typing import Any

import sentencepiece as spm
import spacy
import torch
import yaml

from tasks.proposals.labels import labels_of_vocabularies
from tasks.proposals.network import load_network
from tasks.train.acts.annotation import AnnotatedDocument, documents_in, read_annotated_events
from tasks.train.acts.examples import examples_of
from tasks.train.acts.export import export_network
from tasks.train.acts.fit import ActsRecipe, fit_acts
from tasks.train.acts.measure import proposal_scores
from tasks.train.acts.network import network_from
from tasks.train.acts.pretrained import PACKAGE, find_pretrained, read_pretrained
from tasks.train.acts.texts import OWN
from tasks.train.acts.triggers import lexicon_triggers
from tasks.train.acts.vocabulary import piece_model, pieces_in_use
from tasks.train.names_annotation import read_treebank_texts
from tasks.train.package import write_lock

CONFIG = "acts.yaml"
TREEBANKS = {
    "ud_french_sequoia": ("sequoia-train.conllu", "sequoia-dev.conllu"),
    "ud_french_gsd": ("gsd-dev.conllu",),
    "ud_french_fqb": ("fqb.conllu",),
}
WIKINER = "wikiner_fr_part/wikiner_fr_part_bio.txt"
FREE_NEWS = ("wikinews_fr_2016_2018/articles.jsonl", "news_text_free/wikinews_fr_2005_sentences.jsonl")


def load_acts_recipe() -> ActsRecipe:
    """Return configs/acts.yaml."""
    text = resources.files("tasks.train").joinpath(f"configs/{CONFIG}").read_text(encoding="utf-8")
    return ActsRecipe(**yaml.safe_load(text))


def train_acts(
    corpora: Path,
    annotation: Path,
    output: Path,
    *,
    pipeline: Path,
    recipe: ActsRecipe,
    share: float = 1.0,
    threads: int = 2,
) -> dict[str, Any]:
    """Train on the part for training, write the served folder, and return recipe, losses and scores of the part for choosing.

    `pipeline`: the packaged French pipeline; `share`: of the training documents, for a learning curve.
    """
    torch.set_num_threads(threads)
    labels, pretrained = labels_of_vocabularies(), read_pretrained(find_pretrained())
    documents = read_annotated_events(corpora, annotation)
    kept = pieces_in_use(pretrained, chain(_texts(corpora), (document.text for document in documents)))
    model = piece_model(pretrained, kept)
    pieces = spm.SentencePieceProcessor(model_proto=model)
    triggers = lexicon_triggers()
    nlp = spacy.load(pipeline)
    training = [document for document in documents_in(documents, "training") if _place(document) < share]
    examples = examples_of(training, nlp=nlp, pieces=pieces, labels=labels, triggers=triggers)
    network = network_from(pretrained, labels, kept, layers=recipe.layers, dropout=recipe.dropout)
    losses = fit_acts(network, examples, recipe)
    export_network(network, model, triggers, output, examples=examples)
    others = [document for document in documents_in(documents, "choosing") if document.corpus != OWN]
    choosing = proposal_scores(others, nlp=nlp, network=load_network(output))
    return {
        "recipe": asdict(recipe),
        "documents": _counts(documents),
        "pieces": len(kept),
        "losses": losses,
        "scores": choosing,
    }


def package_acts(corpora: Path, annotation: Path, output: Path, *, pipeline: Path) -> dict[str, Any]:
    """Train by the recipe, write the served folder with its lock, and return the lock's content without checksums of files."""
    content = {
        **train_acts(corpora, annotation, output, pipeline=pipeline, recipe=load_acts_recipe()),
        "annotation": {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(annotation.glob("*.jsonl"))},
        "pretrained": {"package": f"{PACKAGE} {metadata.version(PACKAGE)}", "weights": "multilingual-e5-small", "licence": "MIT"},
        "versions": {name: metadata.version(name) for name in ("torch", "onnxruntime", "sentencepiece", "spacy", "numpy")},
    }
    write_lock(output, content)
    return content


def _place(document: AnnotatedDocument) -> float:
    """Where a document stands among all from 0 to 1, by the hash of its id: a share is a cut through all corpora."""
    return int(sha256(f"share {document.document}".encode()).hexdigest()[:8], 16) / 2**32


def _counts(documents: Iterable[AnnotatedDocument]) -> Mapping[str, Mapping[str, int]]:
    parts: dict[str, dict[str, int]] = {}
    for document in documents:
        part = parts.setdefault(document.part, {"documents": 0, "events": 0})
        part["documents"] += 1
        part["events"] += len(document.events)
    return dict(sorted(parts.items()))


def _texts(corpora: Path) -> Iterator[str]:
    """Free French text that tells which pieces are of use."""
    for name in FREE_NEWS:
        for line in (corpora / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    for folder, files in TREEBANKS.items():
        for file in files:
            yield from read_treebank_texts(corpora / folder, file).values()
    yield from _tagged((corpora / WIKINER).read_text(encoding="utf-8").split("\n\n"))


def _tagged(sentences: Sequence[str]) -> Iterator[str]:
    """The sentences of a file with one word and its tag a line."""
    for sentence in sentences:
        yield " ".join(line.split()[0] for line in sentence.splitlines() if line.split())
