"""The pretrained encoder is read as its file says, and the pieces that French text uses are kept."""

import numpy as np
import pytest
import sentencepiece as spm
from tiny_network import NEVER, PIECES, PORT, SIZES, encoder_bytes, pretrained

from schemas.errors import SettingsError
from tasks.train.acts import pretrained as module
from tasks.train.acts.pretrained import find_pretrained
from tasks.train.acts.vocabulary import SPECIAL, piece_model, pieces_in_use


def test_sizes_and_pieces_are_those_of_the_file():
    read = pretrained()
    assert {name: getattr(read.sizes, name) for name in SIZES} == SIZES
    assert read.pieces == PIECES
    assert len(read.scores) == len(PIECES)


def test_a_block_of_four_bits_holds_its_low_halves_first():
    read = pretrained()
    offset, size = read.directory["l0.q.w"]
    packed = np.frombuffer(encoder_bytes(), np.uint8, size, offset)[2:18].astype(int)
    scale = np.float32(np.float16(0.05))
    row = read.layer(0)["query.weight"][0]
    np.testing.assert_array_equal(row, np.concatenate([packed % 16 - 8, packed // 16 - 8]).astype(np.float32) * scale)
    assert read.layer(1)["widen.weight"].shape == (SIZES["inner"], SIZES["hidden"])


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(module, "PACKAGE", "no_such_package")
    with pytest.raises(SettingsError, match="no_such_package"):
        find_pretrained()


def test_pieces_that_no_text_uses_go_and_the_text_is_spelled_as_before():
    read = pretrained()
    kept = pieces_in_use(read, [PORT])
    assert [read.pieces[number] for number in kept[: len(SPECIAL)]] == list(SPECIAL)
    names = {read.pieces[number] for number in kept}
    assert "▁dockers" in names
    assert not {NEVER, "▁syndicat"} & names
    spelled = [
        spm.SentencePieceProcessor(model_proto=piece_model(read, numbers)).encode(PORT, out_type=str)
        for numbers in (kept, range(len(PIECES)))
    ]
    assert spelled[0] == spelled[1]
    assert "▁dockers" in spelled[0]
