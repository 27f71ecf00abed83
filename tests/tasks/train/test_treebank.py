import pytest
from spacy.vocab import Vocab

from tasks.train.treebank import read_conllu, sentence_text, to_doc

ROWS = [
    "1\tLe\tle\tDET\t_\tDefinite=Def|Gender=Masc\t2\tdet\t_\t_",
    "2\tporte-parole\tporte-parole\tNOUN\t_\tGender=Masc\t5\tnsubj\t_\t_",
    "3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_",
    "3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_",
    "4\tle\tle\tDET\t_\tDefinite=Def|Gender=Masc\t5\tdet\t_\t_",
    "5\tport\tport\tNOUN\t_\tGender=Masc\t0\troot\t_\tSpaceAfter=No",
    "6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_",
]
CONLLU = "# sent_id = 1\n" + "\n".join(ROWS) + "\n\n"


def test_contraction_becomes_one_word_with_the_relation_of_its_preposition():
    (sentence,) = read_conllu(CONLLU)
    contraction = sentence[2]
    assert (contraction.text, contraction.pos, contraction.lemma, contraction.dep) == ("du", "ADP", "de", "case")
    assert contraction.morph == "Definite=Def|Gender=Masc"


def test_heads_are_renumbered_behind_a_contraction():
    (sentence,) = read_conllu(CONLLU)
    assert [word.head for word in sentence] == [1, 3, 3, 3, 3]
    assert sentence[3].dep == "ROOT"


def test_pronoun_inside_a_contraction_governs_it():
    rows = [
        "1-2\tauquel\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tà\tà\tADP\t_\t_\t2\tcase\t_\t_",
        "2\tlequel\tlequel\tPRON\t_\tPronType=Rel\t3\tobl:arg\t_\t_",
        "3\tpense\tpenser\tVERB\t_\t_\t0\troot\t_\t_",
    ]
    (sentence,) = read_conllu("\n".join(rows) + "\n\n")
    assert (sentence[0].lemma, sentence[0].pos, sentence[0].dep, sentence[0].head) == ("lequel", "PRON", "obl:arg", 1)


def test_text_keeps_the_blanks_of_the_treebank():
    (sentence,) = read_conllu(CONLLU)
    assert sentence_text(sentence) == "Le porte-parole du port. "


def test_several_sentences_make_one_doc_with_their_boundaries():
    sentence = read_conllu(CONLLU)[0]
    doc = to_doc(Vocab(), [sentence, sentence])
    assert [sent.text.strip() for sent in doc.sents] == ["Le porte-parole du port."] * 2
    assert doc[7].head.i == 8


def test_line_with_too_few_columns_is_refused_with_its_content():
    with pytest.raises(ValueError, match="3 columns, expected 10"):
        read_conllu("1\tLe\tle\n\n")
