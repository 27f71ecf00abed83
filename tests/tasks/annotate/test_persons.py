import pytest

from tasks.annotate.persons import after_title, civil_names, name_end, named_persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hier, M. Kim a parlé.", ["M. Kim"]),
        ("Mme Le Goff et M. de la Tour ont signé.", ["Mme Le Goff", "M. de la Tour"]),
        ("Selon V. Poutine, rien ne presse.", ["V. Poutine"]),
        ("Selon J.-P. Tarvek et F.L. Ombuline, rien ne presse.", ["J.-P. Tarvek", "F.L. Ombuline"]),
        ("Le sigle T.K.V. ne dit rien.", []),
        ("Tarvek H. Ombuline ne dit rien.", []),  # the middle of a name
        ("MM. Durand, Petit et Leroy ont voté.", ["Durand", "Petit", "Leroy"]),
        ("Le point M. est resté vide.", []),
        ("Il a 3 M. Euros.", []),
    ],
)
def test_civilities_and_initials(page, knowledge, quoted, text, names):
    assert (
        quoted(text, civil_names(page(text), knowledge))[: len(names) or None] == [(name, "PER") for name in names] or not names
    )


def test_a_civility_is_part_of_the_mention_and_makes_its_form(page, knowledge):
    assert [c.form for c in civil_names(page("Hier, Mme Roy a parlé."), knowledge)] == ["title"]


def test_several_behind_one_civility_are_plain_names(page, knowledge):
    assert {c.form for c in civil_names(page("MM. Durand et Petit ont voté."), knowledge)} == {"name"}


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("Hier, Claire Vasseur a parlé.", "Claire Vasseur", "given_name"),
        ("Selon le ministre russe Kovaltchenko, tout va bien.", "Kovaltchenko", "function_before"),
        ("Hier Zhou Weiming a parlé.", "Zhou Weiming", "family_name_first"),
        ("Hier Tarvek Ombuline, ministre de la Santé, a parlé.", "Tarvek Ombuline", "function_behind"),
        ("Hier Tarvek Ombuline, 45 ans, a parlé.", "Tarvek Ombuline", "function_behind"),
        ("Rien ne presse, a déclaré Tarvek Ombuline.", "Tarvek Ombuline", "speech_before"),
        ("Il vient avec son avocat Me Claire Vasseur.", "Claire Vasseur", "given_name"),
        ("Hier Tarveline Jean-Philippe a parlé.", "Tarveline Jean-Philippe", "given_name"),
        ("Hier le Président Claire Vasseur a parlé.", "Claire Vasseur", "given_name"),
        ("Hier la préfète de Lozère Claire Vasseur a parlé.", "Claire Vasseur", "given_name"),
        ("Hier le sénateur du Haut-Tarvek Claire Vasseur a parlé.", "Claire Vasseur", "given_name"),
    ],
)
def test_what_shows_a_person(page, knowledge, text, name, rule):
    found = [(text[c.start : c.end], c.voice) for c in named_persons(page(text), knowledge, [])]
    assert found == [(name, f"rule:{rule}")]


@pytest.mark.parametrize("text", ["Le chiffre Tarvek a plu.", "Hier le Relais a fermé.", "Il visite Le Relais."])
def test_what_shows_none(page, knowledge, text):
    assert list(named_persons(page(text), knowledge, [])) == []


def test_a_title_reaches_over_adjectives_and_not_over_a_sentence(page, knowledge):
    read = page("Le président russe Ivanov dort. Ministre. Petrov aussi.")
    at = {w.text: i for i, w in enumerate(read.words)}
    assert after_title(read, at["Ivanov"], knowledge)
    assert not after_title(read, at["Petrov"], knowledge)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Robert B. Abrams dort", "Robert B. Abrams"),
        ("Charles de Gaulle dort", "Charles de Gaulle"),
        ("Moon Jae-in dort", "Moon Jae-in"),
        ("Anna et Paul", "Anna"),
    ],
)
def test_a_name_goes_on_over_particles_initials_and_hyphens(page, knowledge, text, name):
    read = page(text)
    assert read.quote(0, name_end(read, 0, knowledge)) == name
