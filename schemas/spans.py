"""Columns that several tables share: where something stands in the text."""

import pyarrow as pa

from schemas.column import Column

SENTENCE = Column(name="sentence", type=pa.int32(), minimum=0, meaning="Number of the sentence in the article, counted from 0.")
START = Column(
    name="start", type=pa.int32(), unit="characters", minimum=0, meaning="Offset of the first character in articles.text."
)
END = Column(
    name="end", type=pa.int32(), unit="characters", minimum=0, meaning="Offset behind the last character in articles.text."
)
TEXT = Column(name="text", type=pa.string(), meaning="The quoted characters: exactly articles.text[start:end].")
SPAN = (SENTENCE, START, END, TEXT)
