import pytest

from tasks.train.tokenizer import blank_pipeline, load_tokenizer_rules, read_tokenizer_knowledge

KNOWLEDGE = read_tokenizer_knowledge()
NLP = blank_pipeline(load_tokenizer_rules())


def tokens(text):
    return [token.text for token in NLP(text)]


RULES = [rule for kind in ("clitic_suffixes", "whole_patterns", "inner_cuts") for rule in KNOWLEDGE[kind]]


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_a_rule_splits_and_keeps_its_examples(rule):
    assert {word: tokens(word) for word in rule["splits"]} == rule["splits"]
    assert {word: tokens(word) for word in rule["keeps"]} == {word: [word] for word in rule["keeps"]}


def test_listed_words_are_kept_or_split_as_listed():
    for word in KNOWLEDGE["whole_words"]:
        assert tokens(word) == [word]
    for word, parts in KNOWLEDGE["split_words"].items():
        assert tokens(word) == parts


def test_hyphenated_names_and_adjectives_are_one_token():
    assert tokens("Saint-Brieuc et les sud-coréens") == ["Saint-Brieuc", "et", "les", "sud-coréens"]


def test_elision_is_split_with_either_apostrophe():
    assert tokens("L’ONU n'a") == ["L’", "ONU", "n'", "a"]


def test_tokens_of_a_saved_pipeline_are_the_same(tmp_path):
    import spacy

    NLP.to_disk(tmp_path)
    text = "«\u00a0Qu'en pense-t-elle\u00a0?\u00a0», demande M. Le Bihan, c'est-à-dire le porte-parole."
    assert [token.text for token in spacy.load(tmp_path)(text)] == tokens(text)


def test_offsets_rebuild_the_text():
    text = "Paris,\n\nle 3 mai : «L'accord (signé hier)», dit-il."
    assert "".join(token.text_with_ws for token in NLP(text)) == text
