# ruff: noqa: E501  what programs write in one line stays in one
"""`depeche inspect`: what is said of files before a run."""

from flows.cli import main

TEXT = (
    "Le conseil de la Vallée a voté lundi la réfection du pont suspendu, fermé depuis la crue de février. Les travaux coûteront deux "
    "millions d'euros, et l'opposition a voté contre, après une heure de débat sur le prix."
)


def test_inspect_tells_format_columns_articles_and_quarantine(tmp_path, capsys):
    (tmp_path / "a.csv").write_text(
        f"Titre de l'article;Nom du journal;Auteur(s);Paru le;Contenu\nLe pont refait;L'Écho;Anne Roy;29/12/2011;\"{TEXT}\"\nVide;L'Écho;;30/12/2011;\n",
        encoding="utf-8",
    )
    (tmp_path / "b.csv").write_text("id;montant\n1;2\n", encoding="utf-8")
    assert main(["inspect", str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]) == 0
    told = capsys.readouterr().out
    assert "recognised: table, by its first rows" in told
    assert "guessed: columns guessed from their names and content: text = « Contenu »" in told
    assert "read: 1 article, 1 refused" in told
    assert "#1: Le pont refait · outlet: L'Écho · authors: Anne Roy · date: 2011-12-29 (metadata) · " in told
    assert "quarantine: a.csv#2: not_a_record" in told
    assert "quarantine: b.csv: unknown_columns: no column could be told to hold the text" in told


def test_inspect_tells_what_cleaning_would_refuse_and_stops_at_so_many_records(tmp_path, capsys):
    lines = [f'{{"title": "T{n}", "text": "{TEXT} {n}"}}' for n in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "en.txt").write_text(
        "The council voted on Monday to repair the bridge, which has been closed since the flood." * 3, encoding="utf-8"
    )
    assert main(["inspect", str(tmp_path), "--records", "2"]) == 0
    told = capsys.readouterr().out
    assert "… and 1 more (--records shows more)" in told
    assert "quarantine: en.txt: other_language, in cleaning" in told


def test_inspect_of_nothing_is_told_and_exits_with_2(tmp_path, capsys):
    assert main(["inspect", str(tmp_path / "absent.csv")]) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert main(["inspect", str(tmp_path)]) == 2
    assert "there is no file in it" in capsys.readouterr().err
