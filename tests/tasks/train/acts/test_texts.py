"""Each corpus is cut into the documents that its rows name."""

import json
from datetime import date

from tasks.train.acts.texts import SENTENCES_A_DOCUMENT, texts_of

TIMEBANK = """<TimeML><DCT><TIMEX3 value="2002-01-02"/></DCT><TEXT>
Le maire a <EVENT>reçu</EVENT> le préfet.

Il a promis   une aide.
</TEXT></TimeML>"""


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_document_of_the_time_bank_has_its_lines_and_its_day(tmp_path):
    write(tmp_path / "fr_timebank/2002-01-02-0117b.tml", TIMEBANK)
    text = "Le maire a reçu le préfet.\nIl a promis une aide."
    assert texts_of("fr_timebank", tmp_path, tmp_path) == {"ftb-2002-01-02-0117b": (text, date(2002, 1, 2))}


def test_sentences_of_the_daily_stand_in_the_order_of_their_numbers_in_whichever_file(tmp_path):
    count = SENTENCES_A_DOCUMENT + 2
    files = {"train": [], "dev": [], "test": []}
    for number in range(count):
        files[list(files)[number % 3]].append(f"# sent_id = annodis.er_{number:05d}\n# text = Phrase {number}.\n")
    files["train"].append("# sent_id = Europar.550_00001\n# text = Merci.\n")
    for part, lines in files.items():
        write(tmp_path / f"ud_french_sequoia/sequoia-{part}.conllu", "".join(lines))
    found = texts_of("annodis", tmp_path, tmp_path)
    assert list(found) == ["annodis-00000-25", f"annodis-{SENTENCES_A_DOCUMENT:05d}-25"]
    assert found[f"annodis-{SENTENCES_A_DOCUMENT:05d}-25"] == (f"Phrase {count - 2}.\nPhrase {count - 1}.", None)


def test_translations_and_reports_keep_their_text_as_it_is(tmp_path):
    write(tmp_path / "news_text_free/ntrex_fr_FR.jsonl", json.dumps({"id": "ntrex-1", "text": "Un  titre\nUn texte."}) + "\n")
    write(tmp_path / "popcorn/train.json", json.dumps({"4_15": {"text": "Une grève.\n"}}))
    assert texts_of("ntrex", tmp_path, tmp_path) == {"ntrex-1": ("Un  titre\nUn texte.", None)}
    assert texts_of("popcorn", tmp_path, tmp_path) == {"popcorn-4_15": ("Une grève.\n", None)}
