from tasks.annotate.candidates import Candidate
from tasks.annotate.consistency import agreed, repeated_names, surnames


def name(text, words, label):
    start = text.index(words)
    return Candidate(start=start, end=start + len(words), label=label, form="name", voice="rule:x", rank=12)


def guessed(text, words, label, *, voice="model", after=0):
    start = text.index(words, after)
    return Candidate(start=start, end=start + len(words), label=label, form="name", voice=voice, rank=20)


def test_one_spelling_has_one_label_where_nothing_but_the_model_spoke(page):
    text = "Tarvek dort. Puis Tarvek dort. Enfin Tarvek dort."
    names = [guessed(text, "Tarvek", "LOC"), guessed(text, "Tarvek", "PER", after=7), guessed(text, "Tarvek", "LOC", after=30)]
    assert [c.label for c in agreed(page(text), names)] == ["LOC", "LOC", "LOC"]


def test_what_is_announced_once_holds_for_all(page):
    text = "Tarvek dort. Puis Tarvek dort. Le bourg de Tarvek dort."
    place = guessed(text, "Tarvek", "LOC", voice="rule:announced+model", after=30)
    names = [guessed(text, "Tarvek", "PER"), guessed(text, "Tarvek", "PER", after=7), place]
    assert [c.label for c in agreed(page(text), names)] == ["LOC", "LOC", "LOC"]


def test_what_a_rule_is_sure_of_stays(page):
    text = "Tarvek dort. Puis Tarvek dort."
    sure, other = name(text, "Tarvek", "PER"), guessed(text, "Tarvek", "LOC", after=7)
    assert [c.label for c in agreed(page(text), [sure, other])] == ["PER", "PER"]


def test_a_surname_stands_for_a_person_named_in_full(page, knowledge, quoted):
    text = "Claire Vasseur a signé. Puis Vasseur est partie."
    full = name(text, "Claire Vasseur", "PER")
    found = list(repeated_names(page(text), knowledge, [full]))
    assert quoted(text, found) == [("Vasseur", "PER")]
    assert [c.voice for c in found] == ["document:surname"]


def test_the_family_name_of_an_east_asian_person_comes_first(page, knowledge):
    text = "Zhou Weiming a signé."
    assert surnames(page(text), knowledge, [name(text, "Zhou Weiming", "PER")]) == {"zhou"}


def test_a_name_found_once_is_found_again_with_its_label(page, knowledge, quoted):
    text = "La société Tarvex ferme. Ses salariés quittent Tarvex."
    assert quoted(text, repeated_names(page(text), knowledge, [name(text, "Tarvex", "ORG")])) == [("Tarvex", "ORG")]


def test_a_common_word_that_opens_a_sentence_is_no_surname(page, knowledge):
    text = "Claire Petit a signé. Depuis rien. Petit pas."
    names = [name(text, "Claire Petit", "PER")]
    found = [text[c.start : c.end] for c in repeated_names(page(text), knowledge, names)]
    assert found == (["Petit"] if "petit" not in knowledge.common_words else [])


def test_nothing_is_repeated_from_nothing(page, knowledge):
    assert list(repeated_names(page("Tarvex ferme, dit Tarvex."), knowledge, [])) == []
