"""UD treebanks (CoNLL-U) as plain sentences, and plain sentences as spaCy Docs.

Multi-word tokens (du = de + le) become one word, as in the tokens the pipeline sees. Nothing here changes the
annotation otherwise; augmentation is in `augment`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

COLUMN_COUNT = 10


@dataclass(frozen=True)
class Word:
    """One token: `head` is an index into its sentence (its own for the root), `space` says if a blank follows."""

    text: str
    space: bool
    pos: str
    morph: str
    lemma: str
    dep: str
    head: int


Sentence = tuple[Word, ...]


def read_conllu(text: str) -> list[Sentence]:
    """Return the sentences of a CoNLL-U file, with multi-word tokens merged into one word each.

    A merged word takes the relation and part of speech of its first part that is governed from outside ("du": de,
    ADP, case; "auquel": lequel, PRON) and the features of all its parts, as in spaCy's published French models.

    Raises:
        ValueError: a line has not ten tab-separated columns.
    """
    blocks = (block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip())
    return [_sentence([_columns(line) for line in block.splitlines() if line and line[0] != "#"]) for block in blocks]


def sentence_text(sentence: Sentence) -> str:
    """Return the raw text of a sentence, with the blank that follows its last word."""
    return "".join(word.text + " " * word.space for word in sentence)


def to_doc(vocab: Vocab, sentences: Iterable[Sentence]) -> Doc:
    """Return one gold Doc of several sentences in a row."""
    words: list[Word] = []
    heads: list[int] = []
    for sentence in sentences:
        heads += [word.head + len(words) for word in sentence]
        words += sentence
    return Doc(
        vocab,
        words=[word.text for word in words],
        spaces=[word.space for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        deps=[word.dep for word in words],
        heads=heads,
    )


def _columns(line: str) -> list[str]:
    columns = line.split("\t")
    if len(columns) != COLUMN_COUNT:
        message = f"CoNLL-U line with {len(columns)} columns, expected {COLUMN_COUNT}: {line[:60]!r}; check the treebank file"
        raise ValueError(message)
    return columns


def _sentence(rows: Sequence[list[str]]) -> Sentence:
    parts = {int(row[0]): row for row in rows if row[0].isdigit()}
    groups = _groups(rows)
    position = {part: index for index, (_, members) in enumerate(groups) for part in members}
    return tuple(_word(form, members, parts, position) for form, members in groups)


def _groups(rows: Sequence[list[str]]) -> list[tuple[list[str], tuple[int, ...]]]:
    """Pair each surface token's row with the ids of the syntactic words inside it."""
    groups: list[tuple[list[str], tuple[int, ...]]] = []
    covered: set[int] = set()
    for row in rows:
        if "-" in row[0]:
            first, last = (int(number) for number in row[0].split("-"))
            members = tuple(range(first, last + 1))
            covered.update(members)
            groups.append((row, members))
        elif row[0].isdigit() and int(row[0]) not in covered:
            groups.append((row, (int(row[0]),)))
    return groups


def _word(row: list[str], members: tuple[int, ...], parts: dict[int, list[str]], position: dict[int, int]) -> Word:
    root = next(parts[member] for member in members if int(parts[member][6]) not in members)
    head = int(root[6])
    return Word(
        text=row[1],
        space="SpaceAfter=No" not in row[9],
        pos=root[3],
        morph=_joined_features([parts[member][5] for member in members]),
        lemma=root[2],
        dep="ROOT" if root[7] == "root" else root[7],
        head=position[head] if head else position[members[0]],
    )


def _joined_features(columns: Sequence[str]) -> str:
    """Union of UD feature columns: "Definite=Def|Number=Sing" and "_" give "Definite=Def|Number=Sing"."""
    values: dict[str, set[str]] = {}
    for feature in (feature for column in columns if column != "_" for feature in column.split("|")):
        name, value = feature.split("=", 1)
        values.setdefault(name, set()).update(value.split(","))
    return "|".join(f"{name}={','.join(sorted(values[name]))}" for name in sorted(values, key=str.lower))


def with_blank(sentence: Sentence) -> Sentence:
    """Make sure that the last word is followed by a blank, so that the next sentence can follow."""
    return (*sentence[:-1], replace(sentence[-1], space=True))
