"""What the coder says of an event: whether it happened, whether somebody else claims it, and who vouches for it."""

import pytest


def told(code, text, rule_id):
    """The one mention of that rule, less any that the text tells beside it."""
    found = [row for row in code(text) if row["rule_id"].startswith(rule_id)]
    assert len(found) == 1, [row["rule_id"] for row in code(text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "rule_id", "realis"),
    [
        ("Ankara a condamné les frappes de Damas.", "ACCUSE:condamner", "actual"),
        ("La Turquie condamne les frappes syriennes.", "ACCUSE:condamner", "actual"),
        ("La Turquie condamnera cette décision de la Syrie.", "ACCUSE:condamner", "planned"),
        ("La Turquie veut sanctionner la Syrie.", "SANCTION:sanctionner", "planned"),
        ("La Turquie va sanctionner la Syrie.", "SANCTION:sanctionner", "planned"),
        ("La Turquie pourrait sanctionner la Syrie.", "SANCTION:sanctionner", "hypothetical"),
        ("Si la Turquie attaque la Syrie, tout changera.", "ASSAULT:attaquer", "hypothetical"),
        ("La Turquie n'a pas condamné la Syrie.", "ACCUSE:condamner", "negated"),
        ("La Turquie a décidé de sanctionner la Syrie.", "SANCTION:sanctionner", "actual"),
        ("La Turquie a décidé d'ouvrir des négociations avec la Syrie.", "CONSULT:ouvrir-négociations", "actual"),
        ("La Turquie décidera d'ouvrir des négociations avec la Syrie.", "CONSULT:ouvrir-négociations", "planned"),
        ("Tout allait bien jusqu'à ce qu'un soldat syrien tue un policier turc.", "ASSAULT:tuer", "actual"),
        ("« La Syrie le paiera, elle en paiera le prix », a dit le ministre turc.", "THREATEN:payer-le-prix", "actual"),
        ("La Turquie a refusé de rencontrer le président syrien.", "REJECT:refuser", "actual"),
        ("« Je voudrais remercier la Syrie », a dit le ministre turc.", "SUPPORT:remercier", "actual"),
        ("« Nous tenons à condamner la Syrie », a dit le ministre turc.", "ACCUSE:condamner", "actual"),
    ],
)
def test_tense_mood_and_governing_verb_decide(code, text, rule_id, realis):
    assert told(code, text, rule_id)["realis"] == realis


def test_a_conditional_of_the_press_is_somebody_elses_claim(code):
    row = told(code, "L'armée syrienne aurait bombardé un village turc.", "ASSAULT:bombarder")
    assert (row["realis"], row["hedged"]) == ("actual", True)


def test_a_conditional_with_its_condition_is_hypothetical(code):
    row = told(code, "La Turquie bombarderait la Syrie si elle se sentait menacée.", "ASSAULT:bombarder")
    assert (row["realis"], row["hedged"]) == ("hypothetical", False)


def test_the_future_of_the_past_is_planned(code):
    row = told(code, "Le ministre turc a annoncé que son armée bombarderait la Syrie.", "ASSAULT:bombarder")
    assert (row["realis"], row["hedged"]) == ("planned", False)


def test_cooperation_to_come_is_an_agreement(code):
    row = told(code, "Le président turc rencontrera le président syrien à Damas.", "CONSULT:rencontrer")
    assert (row["event_type"], row["event_mode"], row["realis"]) == ("AGREE", None, "planned")


def test_what_a_letter_does_is_done_by_sending_it(code):
    row = told(code, "Le président turc a envoyé une lettre pour féliciter le président syrien.", "SUPPORT:féliciter")
    assert (row["event_type"], row["realis"]) == ("SUPPORT", "actual")


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        ("Selon l'Otan, la Syrie a bombardé un village turc.", "ASSAULT:bombarder"),
        ("La Syrie a bombardé un village turc, a affirmé l'Otan.", "ASSAULT:bombarder"),
        ("L'Otan affirme que la Syrie a bombardé un village turc.", "ASSAULT:bombarder"),
    ],
)
def test_the_source_is_in_the_attribution(code, text, rule_id):
    assert told(code, text, rule_id)["attribution"] == ["Q7184"]


def test_nobody_is_made_a_source_where_none_is_named(code):
    assert told(code, "La Syrie a bombardé un village turc.", "ASSAULT:bombarder")["attribution"] == []
