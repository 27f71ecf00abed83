"""Articles on sport, markets and invented worlds tell no public acts; news with such words does."""

import pytest

from tasks.code_events.acts.genre import genre_of, is_private
from tasks.code_events.lexicon.genres import load_genres

GENRES = load_genres().genres


@pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.name)
def test_the_example_is_of_the_genre_and_the_counter_example_of_none(read, genre):
    of, none = read([genre.match, genre.avoid])
    assert (genre_of(of), genre_of(none)) == (genre.name, None)


@pytest.mark.parametrize(
    "text",
    [
        "Troyes a bombardé le but de Sedan en première mi-temps. Le gardien a arrêté deux tirs. L'arbitre a expulsé Muller.",
        "L'entraîneur lorrain a promis la guerre aux Bretons en finale. Son équipe a exécuté ses adversaires. Le buteur frappe.",
        "L'indice a capitulé en clôture. Le dollar attaque un nouveau seuil. Les investisseurs ont sanctionné l'action.",
        "Le baril a reculé après une offensive des vendeurs. L'euro menace le dollar. Les taux et les indices se replient.",
        "Dans ce film, un héros attaque la Maison Blanche. Le scénario fait arrêter le président. Les acteurs sont justes.",
        "Le roman raconte la guerre entre deux villes. Le romancier y fait assassiner le roi. Les personnages se menacent.",
    ],
)
def test_acts_of_a_match_of_markets_and_of_invented_worlds_are_none(code, text):
    assert code(text) == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        (
            "Après le match, la police a interpellé douze supporters. Le gardien et l'arbitre ont fui la finale.",
            "COERCE",
        ),
        (
            "Le ministre de la Culture a condamné le film. Le réalisateur se tait. Les acteurs de la série tournent.",
            "ACCUSE",
        ),
    ],
)
def test_what_public_bodies_do_there_is_an_event(code, text, event_type):
    assert event_type in {row["event_type"] for row in code(text)}


def test_a_sentence_of_public_life_is_none_of_the_genre(read):
    (article,) = read(["La police a interpellé un homme. Le but était beau."])
    assert [is_private(sentence, "sport") for sentence in article.sentences] == [False, True]
    assert not any(is_private(sentence, None) for sentence in article.sentences)
