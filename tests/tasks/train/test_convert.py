import pytest
from spacy.vocab import Vocab

from tasks.train.augment import AugmentationLevels
from tasks.train.convert import held_out_set, known_words, names_held_out_set, read_treebank, training_set
from tasks.train.names import NamedText, Span
from tasks.train.recipe import load_corpus_list, load_recipe
from tasks.train.tokenizer import blank_pipeline, load_tokenizer_rules
from tasks.train.treebank import Word

STILL = AugmentationLevels(
    curly_apostrophe=0,
    french_quotes=0,
    unbreakable_space=0,
    bare_capitals=0,
    upper_case=0,
    headline=0,
    bare_end=0,
    paragraph_break=0,
    longest_document=2,
)


def sentence(*forms):
    """A made-up sentence: the first word is the root, all others hang on it; a point is punctuation."""
    return tuple(
        Word(
            text=form,
            space=True,
            pos="PUNCT" if form == "." else "X",
            morph="",
            lemma=form,
            dep="dep" if at else "ROOT",
            head=0,
        )
        for at, form in enumerate(forms)
    )


def texts(docs):
    vocab = Vocab()
    return [doc.text for doc in docs.get_docs(vocab)]


def test_each_pass_reads_every_sentence_of_a_whole_treebank():
    bank = [sentence("Un", "."), sentence("Deux", "."), sentence("Trois", ".")]
    docs = training_set(Vocab(), [(bank, 1.0)], STILL, passes=3, seed=1)
    assert " ".join(texts(docs)).split().count("Deux") == 3


def test_share_of_a_treebank_thins_its_documents():
    bank = [sentence("Un", ".")] * 400
    docs = training_set(Vocab(), [(bank, 0.25)], STILL, passes=1, seed=1)
    assert 60 < " ".join(texts(docs)).split().count("Un") < 140


def test_same_seed_gives_the_same_training_set():
    bank = [sentence("Un", "mot", ".")] * 20
    first, second = (training_set(Vocab(), [(bank, 0.5)], load_recipe().syntax.levels, passes=2, seed=9) for _ in range(2))
    assert texts(first) == texts(second)


def test_held_out_set_groups_ten_sentences_unchanged():
    docs = held_out_set(Vocab(), [sentence("Un", ".")] * 12)
    assert [len(text.split()) for text in texts(docs)] == [20, 4]


def test_headings_stand_apart_only_on_demand():
    bank = [sentence("Titre"), sentence("Un", ".")]
    assert texts(held_out_set(Vocab(), bank)) == ["Titre Un . "]
    assert texts(held_out_set(Vocab(), bank, headings_apart=True)) == ["Titre\n\nUn . "]


def test_names_keep_their_spans_in_grouped_documents():
    nlp = blank_pipeline(load_tokenizer_rules())
    docs = names_held_out_set(nlp, [NamedText("À Lens.", (Span(2, 6, "LOC"),))] * 3)
    (doc,) = docs.get_docs(nlp.vocab)
    assert [entity.text for entity in doc.ents] == ["Lens"] * 3


def test_known_words_are_lower_case():
    assert known_words([[sentence("Un", "Mot")]]) == {"un", "mot"}


@pytest.mark.shared
def test_listed_corpora_are_there_and_readable(shared):
    corpora = shared / "corpora"
    assert all((corpora / corpus.file).exists() for corpus in load_corpus_list())
    for name in load_recipe().syntax.tests.values():
        assert len(read_treebank(corpora, name)) > 400
