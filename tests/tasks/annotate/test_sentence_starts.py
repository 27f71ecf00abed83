"""Where no sentence may start, whatever the parser behind thinks."""

import spacy

from tasks.annotate.sentences import start_at_paragraphs


def starts(text):
    doc = start_at_paragraphs(spacy.blank("fr")(text))
    return {token.text: token.is_sent_start for token in doc if not token.is_space}


def test_no_sentence_starts_behind_a_plain_word_of_its_line():
    told = starts("Rome accuse Tunis.")
    assert (told["accuse"], told["Tunis"], told["."]) == (False, False, False)


def test_the_parser_may_start_one_behind_a_mark_or_at_a_new_line():
    told = starts("Elle accuse. Tunis\nrépond")
    assert told["Tunis"] is not False
    assert told["répond"] is not False
