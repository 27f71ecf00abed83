import pytest

from tasks.annotate.candidates import Candidate
from tasks.annotate.persons import after_title, civil_names, name_end, named_persons, ranked_names, with_particles


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
        ("La famille Le Tarvek a parlé.", "Le Tarvek", "family_before"),
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le général de Tarvek dort.", ["de Tarvek"]),
        ("L'amiral de Grasse et le colonel d'Ombuline dorment.", ["de Grasse", "d'Ombuline"]),
        ("Le marquis de La Tarvek dort.", ["de La Tarvek"]),
        ("Le lieutenant-colonel van der Tarvek dort.", ["van der Tarvek"]),
        ("Le maréchal de France, l'amiral de la flotte et le capitaine de Lens dorment.", []),
        ("Le directeur général de Tarvek et le secrétaire général de la CGT dorment.", []),
        ("Le commandant des Eaux et le général de la Santé dorment.", []),
        ("Le général d'armée Tarvek et le comte de Paris dorment.", []),
    ],
)
def test_a_rank_shows_a_name_with_its_particle(page, knowledge, quoted, text, names):
    assert quoted(text, ranked_names(page(text), knowledge)) == [(name, "PER") for name in names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jean de Tarvek dort. De Tarvek rêve.", "De Tarvek"),
        ("Jean de Tarvek dort. Les amis de Tarvek rêvent.", "Tarvek"),
        ("Omar ben Tarvek dort. Hier, ben Tarvek rêvait.", "ben Tarvek"),
        ("Jean Tarvek dort. De Tarvek à Lens, on rêve.", "Tarvek"),
    ],
)
def test_a_family_name_alone_keeps_the_particle_that_the_article_tells(page, knowledge, text, name):
    read = page(text)
    full, short = text.index(" dort"), text.rindex("Tarvek")
    candidates = [
        Candidate(start=start, end=end, label="PER", form="name", voice="model", rank=20)
        for start, end in ((0, full), (short, short + len("Tarvek")))
    ]
    assert [text[c.start : c.end] for c in with_particles(read, candidates, knowledge)][1] == name


def test_a_town_that_is_a_particle_is_none(page, knowledge):
    text = "Jan van der Tarvek dort. Van der Tarvek rêve."
    spans = {"Jan van der Tarvek": "PER", "Van": "LOC", "Tarvek": "PER"}
    candidates = [
        Candidate(start=text.rindex(name), end=text.rindex(name) + len(name), label=label, form="name", voice="model", rank=20)
        for name, label in spans.items()
    ]
    grown = with_particles(page(text), candidates, knowledge)
    assert [text[c.start : c.end] for c in grown] == ["Jan van der Tarvek", "Van der Tarvek"]


def test_what_opens_a_sentence_behind_a_preposition_of_place_is_nobody(page, knowledge):
    assert list(named_persons(page("Hier tout allait. À Tarvek Ombuline, un homme dort."), knowledge, [])) == []
