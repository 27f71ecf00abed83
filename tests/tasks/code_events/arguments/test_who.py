"""Who acts and who is acted on: order of words, passive, prepositions, relative clauses, adjectives, reference."""

import pytest


def countries(parties):
    return [party["country"] or party["entity_id"] or party["sector"] for party in parties]


def roles(code, text, rule_id):
    rows = [row for row in code(text) if row["rule_id"].startswith(rule_id)]
    assert len(rows) == 1, [row["rule_id"] for row in code(text)]
    return countries(rows[0]["actors"]), countries(rows[0]["recipients"])


@pytest.mark.parametrize(
    ("text", "rule_id", "actors", "recipients"),
    [
        ("La France a accusé le Mali de mensonge.", "ACCUSE:accuser", ["FRA"], ["MLI"]),
        ("Le Mali a été accusé de mensonge par la France.", "ACCUSE:accuser", ["FRA"], ["MLI"]),
        ("Le Mali, que la France accuse de mensonge, a répondu.", "ACCUSE:accuser", ["FRA"], ["MLI"]),
        ("Le Mali, accusé de mensonge par la France, a répondu.", "ACCUSE:accuser", ["FRA"], ["MLI"]),
        ("L'armée russe a bombardé un port ukrainien.", "ASSAULT:bombarder", ["RUS"], ["UKR"]),
        ("Les frappes israéliennes contre la Syrie ont repris.", "ASSAULT:frappe", ["ISR"], ["SYR"]),
        ("L'invasion russe de l'Ukraine a commencé en février.", "ASSAULT:invasion", ["RUS"], ["UKR"]),
        ("L'arrestation d'un opposant russe par la police serbe a surpris.", "COERCE:arrestation", ["SRB"], ["RUS"]),
        ("Moscou a menacé Kiev de représailles.", "THREATEN:menacer", ["RUS"], ["UKR"]),
        ("Le Kremlin a menacé Kiev de représailles.", "THREATEN:menacer", ["RUS"], ["UKR"]),
        ("Le ministre turc des Affaires étrangères a reçu son homologue grec.", "CONSULT:recevoir", ["GRC"], ["TUR"]),
        ("La Turquie dénonçait à l'ONU les propos du président grec.", "ACCUSE:dénoncer", ["TUR"], ["GRC"]),
        ("L'Iran a accusé samedi Bahreïn de mensonge.", "ACCUSE:accuser", ["IRN"], ["BHR"]),
        ("Harare amnistie les opposants zambiens.", "CONCEDE:amnistier", ["ZWE"], ["ZMB"]),
        ("La Suisse et la Norvège ont condamné la Birmanie.", "ACCUSE:condamner", ["CHE", "NOR"], ["MMR"]),
        ("Arrêté en 2018, l'opposant turc a parlé.", "COERCE:arrêter", [], ["TUR"]),
        ("La Chine et la Russie s'y sont opposées.", "REJECT:s'opposer", ["CHN", "RUS"], []),
        ("La Chine et la Russie se sont opposées à un nouveau projet de sanctions.", "REJECT:s'opposer", ["CHN", "RUS"], []),
        ("Deux soldats libanais ont été tués par des tirs syriens à Tripoli.", "ASSAULT:tuer", ["SYR"], ["LBN"]),
        ("Des combats ont opposé l'armée malienne à des rebelles tchadiens.", "ASSAULT:opposer", ["MLI", "TCD"], ["MLI", "TCD"]),
        ("Dix soldats maliens ont péri dans un attentat.", "ASSAULT:périr", [], ["MLI"]),
        ("L'attaque par l'Iran d'un pétrolier saoudien a été condamnée par Paris.", "ASSAULT:attaque", ["IRN"], ["SAU"]),
        ("L'arrestation d'un opposant russe a été dénoncée par la Suède.", "COERCE:arrestation", [], ["RUS"]),
        ("Des frappes attribuées à Israël ont visé Damas.", "ASSAULT:frappe", ["ISR"], ["SYR"]),
        ("Le bombardement d'un hôpital a été dénoncé par l'ONU.", "ASSAULT:bombardement", [], ["MED"]),
        ("Deux journalistes libanais ont été tués dans des frappes israéliennes.", "ASSAULT:tuer", ["ISR"], ["LBN"]),
        ("L'opposant grec a été arrêté lors d'une opération de la police turque.", "COERCE:arrêter", ["TUR"], ["GRC"]),
        ("Trois soldats maliens ont été tués à Kaboul.", "ASSAULT:tuer", [], ["MLI"]),
        ("Le gouvernement malien a expulsé l'ambassadeur de France.", "SANCTION:expulser", ["MLI"], ["FRA"]),
        ("Riyad et Téhéran ont rétabli leurs relations sous l'égide de Pékin.", "SUPPORT:rétablir", ["SAU", "IRN"], []),
        ("La Norvège a annoncé l'envoi de renforts en Roumanie.", "MOBILIZE:envoi", ["NOR"], ["ROU"]),
        ("La Chine réitère sa menace de bombarder Taïwan.", "THREATEN:menace", ["CHN"], ["TWN"]),
        ("Des milliers d'arrestations ont eu lieu en Turquie.", "COERCE:arrestation", ["TUR"], []),
        ("Le tir d'un missile nord-coréen a inquiété.", "MOBILIZE:tir", ["PRK"], []),
        ("L'Union européenne a décidé de geler les avoirs de six généraux birmans.", "SANCTION:geler", ["Q458"], ["MMR"]),
        ("La Grèce et la Turquie s'accusent mutuellement.", "ACCUSE:s'accuser", ["GRC", "TUR"], ["GRC", "TUR"]),
    ],
)
def test_grammar_tells_who_acts(code_by_grammar, text, rule_id, actors, recipients):
    assert roles(code_by_grammar, text, rule_id) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "rule_id", "actors", "recipients"),
    [
        ("La Norvège a abattu des roquettes tirées par la Suède depuis la Finlande.", "ASSAULT:tirer", ["SWE"], ["NOR"]),
        ("Des tirs suédois depuis la Finlande ont visé la Norvège.", "ASSAULT:viser", ["SWE"], ["NOR"]),
        ("La Suède a bombardé la Norvège depuis la Finlande.", "ASSAULT:bombarder", ["SWE"], ["NOR"]),
        ("La Suède a bombardé la Norvège à partir de la Finlande.", "ASSAULT:bombarder", ["SWE"], ["NOR"]),
        ("Depuis la Finlande, le ministre suédois a accusé la Norvège de mensonge.", "ACCUSE:accuser", ["SWE"], ["NOR"]),
        ("Depuis mardi, la Suède bombarde la Norvège.", "ASSAULT:bombarder", ["SWE"], ["NOR"]),
    ],
)
def test_from_where_something_is_done_is_nobody(code_by_grammar, text, rule_id, actors, recipients):
    assert roles(code_by_grammar, text, rule_id) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Nous sommes en Turquie.",
        "Le virus a fait dix morts en Turquie.",
        "La Cisjordanie occupée est calme.",
        "L'opposition turque se réunit.",
    ],
)
def test_states_and_groups_are_no_acts(code, text):
    assert code(text) == []


def test_parties_that_meet_are_on_both_sides(code):
    actors, recipients = roles(code, "La rencontre entre le Japon et la Chine a duré une heure.", "CONSULT:rencontre")
    assert set(actors) == set(recipients) == {"JPN", "CHN"}


def test_a_pronoun_is_the_last_subject_and_not_whom_the_verb_names(code):
    text = "Le président turc est arrivé à Rome.\n\nIl a ensuite accusé l'Italie."
    assert roles(code, text, "ACCUSE:accuser") == (["TUR"], ["ITA"])


def test_an_object_pronoun_before_the_verb_is_acted_on(code):
    text = "Le président turc a parlé à la presse.\n\nLa Grèce lui a demandé de s'excuser."
    assert roles(code, text, "REQUEST:demander") == (["GRC"], ["TUR"])


def test_a_subject_may_stand_behind_its_verb(code):
    assert roles(code, "« La Syrie ment », a dénoncé l'ambassadeur turc.", "ACCUSE:dénoncer")[0] == ["TUR"]
    assert roles(code, "Le texte sera revu, comme le demandaient le Pérou et le Chili.", "REQUEST:demander")[0] == ["PER", "CHL"]


def test_a_participle_at_the_opening_has_the_subject_that_follows(code):
    text = "Ayant condamné la Birmanie, les États-Unis attendent."
    assert roles(code, text, "ACCUSE:condamner") == (["USA"], ["MMR"])


def test_the_own_country_of_a_speaker_is_not_addressed(code):
    actors, recipients = roles(code, "La Russie a rejeté ces accusations et dit que Moscou ne vise personne.", "REJECT:rejeter")
    assert (actors, recipients) == (["RUS"], [])


def test_an_organ_names_its_organisation_too(code):
    rows = code("Le Conseil de sécurité de l'ONU a condamné la Corée du Nord.")
    assert {party["entity_id"] for party in rows[0]["actors"]} == {"Q37470", "Q1065"}


def test_who_heads_a_body_acts_for_it_while_in_office(code):
    from datetime import date

    text = "Jens Stoltenberg a condamné la Russie."
    during = code(text, published=date(2021, 3, 10))[0]["actors"]
    after = code(text, published=date(2026, 3, 10))[0]["actors"]
    assert "Q7184" in [party["entity_id"] for party in during]
    assert "Q7184" not in [party["entity_id"] for party in after]


def test_a_possessive_before_a_noun_is_the_subject_of_its_sentence(code):
    text = "Le président turc a salué son entretien avec Vladimir Poutine."
    assert roles(code, text, "CONSULT:entretien") == (["TUR"], ["RUS"])


@pytest.mark.parametrize(
    "text",
    [
        "La sénatrice socialiste a interpellé la ministre sur la fermeture des lits.",
        "L'ONU interpelle le Mali sur ses obligations.",
        "Les associations interpellent le président de la République.",
        "Des syndicalistes ont interpellé le préfet dans une lettre.",
    ],
)
def test_who_questions_somebody_arrests_nobody(code, text):
    assert "COERCE" not in {row["event_type"] for row in code(text)}


@pytest.mark.parametrize("text", ["La gendarmerie a interpellé deux élus.", "Deux élus ont été interpellés par les policiers."])
def test_police_that_does_so_arrests(code, text):
    assert "COERCE" in {row["event_type"] for row in code(text)}


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Le Mali a bombardé jeudi une base rebelle avec des drones turcs.", "TUR"),
        ("L'Ukraine a frappé le territoire russe avec des missiles américains et britanniques.", "USA"),
        ("La Syrie a abattu des roquettes iraniennes tirées par des rebelles.", "IRN"),
        ("Le Burkina Faso a bombardé un marché malien avec une dizaine de drones turcs.", "TUR"),
        ("La Birmanie a attaqué une école avec des hélicoptères d'attaque russes.", "RUS"),
        ("L'armée soudanaise a bombardé Nyala à l'aide d'avions chinois.", "CHN"),
        ("Des F-35 américains de l'armée israélienne ont frappé le sud du Liban.", "USA"),
        ("L'Inde a abattu deux avions chinois de l'armée pakistanaise.", "CHN"),
        ("La Russie a frappé Odessa avec des drones de fabrication iranienne.", "IRN"),
        ("Kiev a frappé lundi un dépôt à Toropets avec des drones de conception ukrainienne et des missiles tchèques.", "CZE"),
        ("La police togolaise a tiré des grenades lacrymogènes françaises sur des manifestants à Lomé.", "FRA"),
    ],
)
def test_where_a_weapon_is_from_makes_nobody_a_party(code, text, foreign):
    rows = [row for row in code(text) if row["event_type"] == "ASSAULT"]
    assert rows
    assert all(foreign not in countries([*row["actors"], *row["recipients"]]) for row in rows)


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Des drones ukrainiens ont frappé une raffinerie russe.", ["UKR"], ["RUS"]),
        ("L'Iran a abattu un drone américain.", ["IRN"], ["USA"]),
        ("L'Inde a abattu deux avions chinois de l'armée pakistanaise.", ["IND"], ["PAK"]),
        ("Deux avions Su-34 russes ont été abattus par l'armée ukrainienne.", ["UKR"], ["RUS"]),
        ("Des F-35 américains de l'armée israélienne ont frappé le sud du Liban.", ["ISR"], ["LBN"]),
    ],
)
def test_whose_weapons_are_hit_or_act_takes_part(code, text, actors, recipients):
    row = next(row for row in code(text) if row["event_type"] == "ASSAULT")
    assert (countries(row["actors"]), countries(row["recipients"])) == (actors, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "L'Arménie a riposté avec des missiles russes Iskander contre une base azerbaïdjanaise.",
        "La junte birmane a bombardé vendredi un village karen avec des chasseurs chinois.",
        "Le Maroc a tué dimanche trois civils algériens avec un drone chinois, selon Alger.",
    ],
)
def test_a_weapon_that_somebody_uses_is_nobody(code, text):
    (row,) = code(text)
    assert not {"missiles", "chasseurs", "drone"} & {party["name"].split()[0] for party in row["recipients"] if party["name"]}


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Les salarié·es de l'usine ont manifesté mardi devant la mairie.", "LAB"),
        ("Les employé(e)s de la poste ont manifesté mardi à Lens.", "LAB"),
        ("Les ouvrier.ère.s du port ont manifesté mardi à Brest.", "LAB"),
        ("Les agriculteur·rices ont manifesté mardi à Gand.", "CVL"),
        ("Les étudiant.e.s ont manifesté mardi à Lyon.", "EDU"),
    ],
)
def test_inclusive_writing_names_who_acts(code, text, sector):
    (row,) = code(text)
    assert row["event_type"] == "PROTEST"
    assert [party["sector"] for party in row["actors"]] == [sector]


PLAIN = "Trois manifestants maliens ont été arrêtés mardi par les policiers. Ils ont été libérés par un juge."


@pytest.mark.parametrize(
    "text",
    [
        "Trois manifestant·es malien·nes ont été arrêté·es mardi par les policier·ères. Iels ont été libéré·es par un·e juge.",
        "Trois manifestant.e.s malien.ne.s ont été arrêté.e.s mardi par les policier.e.s. Iels ont été libéré.e.s par un.e juge.",
        "Trois manifestant(e)s malien(ne)s ont été arrêté(e)s mardi par la police. Ils/elles ont été libéré(e)s par un(e) juge.",
        "Trois manifestant-e-s malien-ne-s ont été arrêté-e-s mardi par la police. Elles et ils ont été libéré-es par un juge.",
    ],
)
def test_inclusive_writing_tells_what_the_masculine_tells(code, text):
    def told(rows):
        return [
            (r["event_mode"], *([(p["country"], p["sector"]) for p in r[role]] for role in ("actors", "recipients")))
            for r in rows
        ]

    assert [row["event_mode"] for row in code(PLAIN)] == ["COERCE/arrest", "RETREAT/release"]
    assert told(code(text)) == told(code(PLAIN))


@pytest.mark.parametrize("all_of_them", ["Tous", "Toustes", "Toutes et tous", "Tou·te·s", "Ils"])
def test_all_of_them_are_those_told_last(code, all_of_them):
    rows = code(f"Les lycéens ont manifesté lundi à Rennes. {all_of_them} ont été reçus mardi par le préfet.")
    assert [[party["sector"] for party in row["recipients"]] for row in rows if row["event_type"] == "CONSULT"] == [["CVL"]]


def test_a_deed_told_again_hits_whom_another_telling_names(code):
    rows = code("Une bombe a tué trois soldats libanais à Tripoli. L'attentat reste obscur. Le bilan de l'attaque s'alourdit.")
    assert {tuple(countries(row["recipients"])) for row in rows if row["event_type"] == "ASSAULT"} == {("LBN",)}
    assert len(rows) > 1


def test_a_deed_whose_sentence_names_whom_it_hits_hits_nobody_else(code):
    rows = code("L'armée russe a détruit lundi des chars ukrainiens. Le Mali a bombardé jeudi une base jihadiste.")
    assert [countries(row["recipients"]) for row in rows if row["trigger"] == "bombardé"] == [["ISM"]]
