from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tasks.train import augment
from tasks.train.augment import AugmentationLevels
from tasks.train.treebank import Word, sentence_text


def source(seed):
    return Random(seed)  # noqa: S311 - reproducible variation


def words(*forms):
    """A made-up sentence: the first word is the root, all others hang on it."""
    return tuple(
        Word(text=form, space=True, pos="X", morph="", lemma=form, dep="dep" if at else "ROOT", head=0)
        for at, form in enumerate(forms)
    )


ALL = AugmentationLevels(
    curly_apostrophe=1,
    french_quotes=1,
    unbreakable_space=1,
    bare_capitals=1,
    upper_case=0,
    headline=0,
    bare_end=0,
    paragraph_break=1,
    longest_document=3,
)
FORMS = st.lists(st.sampled_from(["L'", "État", "dit", '"', ":", "?", "«", "»", "mot", "."]), min_size=1, max_size=12)


def test_straight_apostrophes_become_curly():
    assert sentence_text(augment.with_curly_apostrophes(words("l'", "accord"))) == "l’ accord "


def test_straight_quotes_open_and_close_by_turns():
    quoted = augment.with_french_quotes(words("Il", "dit", '"', "non", '"'), spaced=False)
    assert [word.text for word in quoted] == ["Il", "dit", "«", "non", "»"]
    assert sentence_text(quoted) == "Il dit «non» "


def test_capitals_lose_accents_and_small_letters_keep_them():
    assert sentence_text(augment.with_bare_capitals(words("À", "l'", "État", "décidé"))) == "A l' Etat décidé "


def test_unbreakable_space_is_a_token_on_its_left_neighbour():
    sentence = augment.with_unbreakable_spaces(words("Pourquoi", "?"), "\u00a0")
    assert sentence_text(sentence) == "Pourquoi\u00a0? "
    assert (sentence[1].pos, sentence[1].dep, sentence[1].head) == ("SPACE", "dep", 0)
    assert sentence[2].head == 0


def test_final_stop_stays_when_something_hangs_on_it():
    sentence = words("Oui", ".")
    assert augment.without_final_stop(sentence) == sentence[:1]
    assert augment.without_final_stop(words("Oui")) == words("Oui")


def test_capitals_keep_the_number_of_letters():
    assert sentence_text(augment.in_upper_case(words("Straße", "à", "louer"))) == "STRAßE À LOUER "


@given(FORMS, st.randoms(use_true_random=False))
def test_variants_keep_words_relations_and_order(forms, chance):
    sentence = words(*forms)
    varied = augment.augmented(sentence, ALL, chance)
    visible = [word for word in varied if word.pos != "SPACE"]
    assert [word.lemma for word in visible] == forms
    assert [word.dep for word in visible] == [word.dep for word in sentence]
    assert all(varied[word.head].lemma == forms[0] for word in visible)


@given(st.lists(FORMS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_documents_hold_every_sentence_once_in_order(many, chance):
    sentences = [words(*forms) for forms in many]
    documents = list(augment.documents(sentences, ALL, chance))
    flat = [[word.lemma for word in sentence if word.pos != "SPACE"] for document in documents for sentence in document]
    assert flat == many
    assert all(len(document) <= ALL.longest_document for document in documents)


def test_paragraph_break_ends_the_sentence():
    (document,) = augment.documents([words("Fin", ".")], ALL, source(1))
    assert document[0][-1].text == "\n\n"
    assert document[0][-1].head == 1
