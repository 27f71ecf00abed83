import pytest

from tasks.train.package import LOCK, ModelMismatch, assembled, corpus_rows, file_checksums, verify_lock, write_lock
from tasks.train.recipe import CorpusFile, load_corpus_list, load_recipe
from tasks.train.tokenizer import blank_pipeline, load_tokenizer_rules


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ner").mkdir()
    (tmp_path / "ner" / "model").write_bytes(b"weights")
    (tmp_path / "meta.json").write_text("{}")
    return tmp_path


def test_untouched_folder_passes_its_lock(folder):
    write_lock(folder, {"seeds": [1]})
    assert verify_lock(folder)["seeds"] == [1]


@pytest.mark.parametrize("harm", ["changed", "missing", "added"])
def test_folder_that_differs_from_its_lock_is_named(folder, harm):
    write_lock(folder, {})
    path = folder / "ner" / ("extra" if harm == "added" else "model")
    path.unlink() if harm == "missing" else path.write_bytes(b"other")
    with pytest.raises(ModelMismatch, match=f"ner/{path.name}"):
        verify_lock(folder)


def test_checksums_leave_the_lock_itself_out(folder):
    write_lock(folder, {})
    assert LOCK not in file_checksums(folder)


def test_corpus_rows_carry_licence_and_checksum(folder):
    listed = [CorpusFile(file="ner", use="test", licence="CC0 1.0", origin="a/b", commit="c")]
    (row,) = corpus_rows(folder, listed)
    assert row["licence"] == "CC0 1.0"
    assert len(row["sha256"]) == 64


def test_recipe_trains_on_licensed_corpora_only():
    listed = {corpus.file: corpus for corpus in load_corpus_list()}
    recipe = load_recipe().syntax
    assert all(listed[name].use.startswith("syntax train") for name in recipe.train)
    assert all(listed[name].use == "syntax test" for name in recipe.tests.values())
    assert not any(name.startswith("press") for name in listed)


def test_packaged_pipeline_says_nothing_of_its_training(tmp_path):
    blank_pipeline(load_tokenizer_rules()).to_disk(tmp_path / "syntax")
    nlp = assembled(tmp_path / "syntax", sentences=None, names=None, meta={"name": "made_up"})
    nlp.to_disk(tmp_path / "out")
    assert "[corpora" not in (tmp_path / "out" / "config.cfg").read_text()
    assert nlp.meta["name"] == "made_up"
