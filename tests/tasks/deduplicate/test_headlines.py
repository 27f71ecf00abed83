"""Headlines that say the same of another name, and short fillings of one template that nothing else tells apart."""

import numpy as np
import pytest

from tasks.deduplicate.headlines import parallel
from tasks.deduplicate.knowledge import load_knowledge

WARNING = (
    "Météo-France place {} en vigilance orange aux orages ce jeudi de 14 heures à 22 heures. Évitez les déplacements, ne vous "
    "abritez pas sous les arbres, protégez vos biens exposés au vent, n'utilisez pas votre téléphone et éloignez-vous des eaux."
)
PLACES = ("l'Allier", "le Cantal", "la Loire")


@pytest.mark.parametrize(
    ("one", "other", "are_parallel"),
    [
        ("Vigilance orange dans l'Allier", "Vigilance orange dans le Cantal", True),
        ("Pollens : risque élevé en Dordogne", "Pollens : risque moyen en Corrèze", True),
        ("Verchaix : un homme arrêté", "Morzelle : un homme arrêté", True),
        ("Tarvisse : une explosion fait trois morts", "Tarvisse : une explosion fait quatre morts", False),
        ("Vigilance orange dans l'Allier", "Vigilance orange maintenue dans l'Allier", False),
        ("Explosion à Tarvisse : trois morts", "Le ministre Bellanger attendu à Tarvisse", False),
        ("Positif, Lormeau hospitalisé à Tarvisse", "Le député Alain Lormeau hospitalisé en urgence à Tarvisse", False),
        ("Municipales à Bormelle : Alain Castel s'allie à la droite", "Bormelle : à la droite, Castel s'allie au Centre", False),
        ("Vigilance orange dans l'Allier", None, False),
        ("", "", False),
    ],
)
def test_parallel_headlines(one: str | None, other: str | None, are_parallel: bool) -> None:
    ends = np.array([0, 1]), np.array([1, 0])
    assert parallel([one, other], *ends, load_knowledge().folding).tolist() == [are_parallel] * 2


def test_a_short_filling_is_a_story_of_its_own_by_its_headline(articles):
    for place in PLACES:
        articles.add(place, WARNING.format(place), title=f"Vigilance orange dans {place}")
    assert not articles.repeats()


def test_headlines_of_another_wording_tell_no_copies_apart(articles):
    for number, title in enumerate(("Vigilance orange dans l'Allier", "Orages : l'Allier en alerte", None)):
        articles.add(str(number), WARNING.format("l'Allier"), title=title, outlet=f"Journal {number}")
    assert len(articles.repeats()) == 2


def test_a_corrected_name_in_text_and_headline_stays_a_copy_where_the_rest_is_kept(articles):
    told = (
        "L'écrivain {} a reçu lundi le prix de la ville de Tarvisse. Né en 1954 à Bormelle, il a publié douze romans, dont La "
        "Rive, traduit en 14 langues. Le jury, présidé par Odile Fargeau, l'a préféré à Marc Lobry et à Inès Castel. Il lui sera "
        "remis le 12 octobre au théâtre Garnaud, en présence du maire, Paul Quercy, et de la ministre Hélène Vasseur."
    )
    for name in ("Jean Dormelle", "Jean Darmelle"):
        articles.add(name, told.format(name), title=f"L'écrivain {name} couronné à Tarvisse")
    assert len(articles.repeats()) == 1
