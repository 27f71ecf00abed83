from tasks.annotate.candidates import Candidate
from tasks.annotate.consistency import repeated_names, surnames


def name(text, words, label):
    start = text.index(words)
    return Candidate(start=start, end=start + len(words), label=label, form="name", voice="rule:x", rank=12)


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
