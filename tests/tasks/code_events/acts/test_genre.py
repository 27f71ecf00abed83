"""Articles on sport, markets and invented worlds tell no public acts; news with such words does."""

from dataclasses import replace

import pytest

from tasks.code_events.acts.genre import reading_of
from tasks.code_events.lexicon.genres import load_genres
from tasks.code_events.lexicon.words import normal

GENRES = load_genres().genres


@pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.name)
def test_the_example_is_of_the_genre_and_the_counter_example_of_none(read, genre):
    of, none = read([genre.match, genre.avoid])
    assert (reading_of(of).genre, reading_of(none).genre) == (genre.name, None)


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


def test_a_scene_fits_its_example(read):
    for scene in load_genres().scenes:
        assert scene.pattern.search(normal(scene.match))
        assert not scene.pattern.search(normal(scene.avoid))


@pytest.mark.parametrize(
    "text",
    [
        "Le XV de France a pilonné la défense écossaise samedi. Les Bleus ont pris d'assaut l'en-but. La mêlée a attaqué.",
        "L'Irlande menace l'Angleterre pour le Grand Chelem. Le Japon a riposté par un essai. L'arbitre a expulsé le XV.",
        "Le Belge Wim Daeninck a attaqué dans le col et piégé le leader. Les Danois ont abandonné l'échappée. Le peloton arrive.",
        "Lyon a rejeté l'offre d'Arsenal. Le Bayern a libéré son latéral pour la saison. La Fifa a suspendu le club.",
        "Le yen, attaqué par les spéculateurs, a cédé 2 %.",
        "Tokyo a capitulé et Séoul résiste. Le Nasdaq a cédé 2 %. Le Brent menace les 80 dollars en séance.",
        "Le blé a attaqué la séance en repli à Chicago. Le boisseau cède 4 cents. La Chine boude le soja sur le marché.",
    ],
)
def test_a_match_and_a_market_of_other_words_tell_no_acts(code, text):
    assert code(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Le pitch ? L'armée russe bombarde Helsinki, la police arrête les élus. Le long-métrage sort mercredi. L'actrice brille.",
        "Dans sa pièce, au théâtre, la metteuse en scène fait emprisonner les ministres. Le roi attaque la Norvège.",
        "L'armée fédérale bombarde Boston, le président fait arrêter des juges. Un film glaçant, en salles, au scénario sûr.",
        "Un roman haletant où la Chine a envahi Taïwan et bombardé Séoul.",
        "Dès le premier épisode de la série, Pékin coule un porte-avions américain.",
        "La romancière imagine l'invasion de la Finlande. L'armée russe bombarde Helsinki.",
    ],
)
def test_what_is_told_of_an_invented_world_is_no_act(code, text):
    assert code(text) == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        (
            "Le baril de Brent a bondi lundi. L'Iran a menacé de fermer le détroit. Le Nasdaq, le CAC 40 et l'euro reculent.",
            "THREATEN",
        ),
        (
            "Le rouble et le Nikkei ont cédé 2 %. Les États-Unis ont imposé des sanctions contre Moscou. Le dollar monte.",
            "SANCTION",
        ),
        ("Le gouvernement grec a cédé 2 % de hausse aux syndicats.", "CONCEDE"),
        (
            "Le romancier algérien a été poignardé jeudi à Oran. Son roman et son film ont été interdits. L'écrivain résiste.",
            "ASSAULT",
        ),
        ("Dans son film, une cinéaste raconte Kharkiv. Jeudi, l'armée russe a bombardé Kharkiv, tuant six civils.", "ASSAULT"),
        (
            "La victoire est nette. L'opposition accuse le président sénégalais. Les adversaires ont un score de défaite.",
            "ACCUSE",
        ),
        (
            "Le maillot de football du député a fait du bruit. L'Assemblée a sanctionné le député pour ce maillot du club.",
            "SANCTION",
        ),
    ],
)
def test_public_acts_beside_such_words_are_events(code, text, event_type):
    assert event_type in {row["event_type"] for row in code(text)}


def test_headline_and_section_tell_the_genre_too(read):
    (article,) = read(["Miami a capitulé à domicile (121-94). Le leader Dwan Parker a mitraillé à trois points."])
    assert reading_of(article).genre is None
    assert reading_of(replace(article, title="NBA : Boston exécute Miami")).genre == "sport"
    assert reading_of(replace(article, url="https://www.exemple.fr/sport/basket/121.html")).genre == "sport"


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        (
            "Le Nikkei et le rouble ont cédé 2 %. Washington a menacé Pékin de représailles. L'indice baisse en séance.",
            "THREATEN",
        ),
        (
            "L'Iran a interdit à deux cinéastes de partir. Le film et la série déçoivent. À l'écran, le scénario lasse.",
            "COERCE",
        ),
        ("La Turquie a interdit la série. Netflix se tait. Le film, le réalisateur et l'actrice sont visés.", "COERCE"),
    ],
)
def test_governments_among_prices_and_those_who_ban_a_work_act(code, text, event_type):
    assert event_type in {row["event_type"] for row in code(text)}


def test_what_stands_before_a_colon_in_the_headline_is_the_section(read):
    (article,) = read(["La Pologne a puni la Serbie (3-0). L'Italie a écarté le Brésil en quarts."])
    assert reading_of(article).genre is None
    assert reading_of(replace(article, title="Volley : la Pologne punit la Serbie")).genre == "sport"


def test_a_sentence_of_an_invented_world_is_one_in_news_too(read):
    text = "La France réagit. La série imagine la chute de Rome. Les chars entrent dans la ville.\n\nLa Chine proteste."
    (article,) = read([text])
    assert reading_of(article).invented == {1, 2}
