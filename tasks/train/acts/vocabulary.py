"""The pieces of words that serving needs: those of the pretrained vocabulary that French text uses.

A piece that is left out is spelled by others, so no text is lost. The kept ones are written as a sentencepiece model.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import sentencepiece as spm
from sentencepiece import sentencepiece_model_pb2 as model_pb2

from tasks.train.acts.pretrained import Pretrained

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
NORMAL, UNKNOWN, CONTROL = 1, 2, 3
UNIGRAM = 1
TYPOGRAPHY = "–—‘’“”•…€™▁"


def pieces_in_use(pretrained: Pretrained, texts: Iterable[str]) -> list[int]:
    """The numbers of the pieces to keep, ascending: special ones, single French characters, and what the texts use."""
    whole = spm.SentencePieceProcessor(model_proto=piece_model(pretrained, range(len(pretrained.pieces))))
    used: Counter[int] = Counter()
    for text in texts:
        used.update(whole.encode(text))
    characters = {i for i, piece in enumerate(pretrained.pieces) if len(piece) == 1 and _is_french(piece)}
    return sorted({*range(len(SPECIAL)), *characters, *used})


def piece_model(pretrained: Pretrained, kept: Sequence[int]) -> bytes:
    """The sentencepiece model of the kept pieces, in their order."""
    model = model_pb2.ModelProto()  # type: ignore[attr-defined] # made when it is imported
    for number in kept:
        piece = model.pieces.add()
        piece.piece, piece.score = pretrained.pieces[number], pretrained.scores[number]
        piece.type = NORMAL if number >= len(SPECIAL) else UNKNOWN if SPECIAL[number] == "<unk>" else CONTROL
    trainer = model.trainer_spec
    trainer.model_type, trainer.vocab_size = UNIGRAM, len(kept)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = range(len(SPECIAL))
    trainer.bos_piece, trainer.pad_piece, trainer.eos_piece, trainer.unk_piece = SPECIAL
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = True
    model.normalizer_spec.escape_whitespaces = True
    return bytes(model.SerializeToString())


def _is_french(piece: str) -> bool:
    return piece.isascii() or "\u00a0" <= piece <= "\u017f" or piece in TYPOGRAPHY
