"""Settings: typed, frozen, unknown keys refused. A profile (flows/profiles/*.yaml) names what differs from these defaults."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

MEBIBYTE = 1 << 20


class Section(BaseModel):
    """Base of every part of the settings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class FieldMapping(Section):
    """What the fields of a record mean. A field is a key, or a dotted path into objects; the first that holds something counts."""

    name: str
    """Name of the mapping."""
    meaning: str = ""
    """Whose records these are."""
    requires: tuple[str, ...] = ()
    """Fields that a record must have for this mapping to be used."""
    items: str | None = None
    """Field that holds the list of records where a file is an envelope around them."""
    text: tuple[str, ...] = ()
    """Body as plain text (or HTML, found by content); strings in lists and objects become paragraphs."""
    html: tuple[str, ...] = ()
    """Body as an HTML page or fragment; it has precedence over text."""
    title: tuple[str, ...] = ()
    """Headline."""
    url: tuple[str, ...] = ()
    """Web address."""
    outlet: tuple[str, ...] = ()
    """Name of the outlet."""
    authors: tuple[str, ...] = ()
    """Authors: a string, a list of strings, or a list of objects with a name."""
    agencies: tuple[str, ...] = ()
    """Agencies, in the same forms."""
    published: tuple[str, ...] = ()
    """Publication date."""
    section: tuple[str, ...] = ()
    """Section."""
    example: dict[str, Any] = Field(default_factory=dict)
    """`record` and what the mapping must make of it."""
    counter_example: dict[str, Any] = Field(default_factory=dict)
    """A record that the mapping must not accept."""


class IngestSettings(Section):
    """Limits of what is read."""

    max_document_bytes: int = Field(default=16 * MEBIBYTE, gt=0)
    """Largest payload of one article (a whole .txt or .html file, one record), in bytes."""
    field_mappings: tuple[FieldMapping, ...] = ()
    """Field mappings for records, tried before those that ship with the project."""
    max_expanded_bytes: int = Field(default=64 * 1024 * MEBIBYTE, gt=0)
    """Most bytes that one raw file may decompress to."""
    max_ratio: int = Field(default=200, gt=0)
    """Most times its own size that one raw file may decompress to, beyond free_expanded_bytes."""
    free_expanded_bytes: int = Field(default=64 * MEBIBYTE, ge=0)
    """Bytes that any raw file may decompress to whatever the ratio."""
    max_archive_depth: int = Field(default=3, gt=0)
    """Most archives around one another."""
    max_members: int = Field(default=100_000, gt=0)
    """Most members of the archives in one raw file."""
    batch_documents: int = Field(default=256, gt=0)
    """Documents handed over at a time."""
    batch_bytes: int = Field(default=32 * MEBIBYTE, gt=0)
    """Bytes of documents after which a batch is handed over early."""


class CleanSettings(Section):
    """Limits and languages of cleaning."""

    html_seconds: float = Field(default=10.0, gt=0)
    """Time limit for the extraction of one page, in seconds."""
    languages: tuple[str, ...] = ("fr", "en", "es", "it", "pt", "ca", "oc", "br", "ro", "de", "nl")
    """Languages the identifier chooses among (ISO 639-1)."""
    keep: tuple[str, ...] = ("fr",)
    """Languages that are curated; others go to quarantine."""


class DeduplicateSettings(Section):
    """Thresholds of deduplication."""

    min_containment: float = Field(default=0.6, gt=0, le=1)
    """Least share of the smaller article's shingles in the larger for a repetition."""
    sample_one_in: int = Field(default=16, ge=1)
    """One shingle in so many is sampled to find candidates (FracMinHash)."""
    short_shingles: int = Field(default=400, ge=0)
    """A text with fewer shingles is sampled whole."""


class AnnotateSettings(Section):
    """The French pipeline."""

    model: str = "embedded"
    """`embedded`: the model that ships with the project; else the name or path of an installed spaCy pipeline."""


class Settings(Section):
    """All settings of a run."""

    batch_size: int = Field(default=256, gt=0)
    """Articles in a batch, the unit of heavy work."""
    ingest: IngestSettings = IngestSettings()
    clean: CleanSettings = CleanSettings()
    deduplicate: DeduplicateSettings = DeduplicateSettings()
    annotate: AnnotateSettings = AnnotateSettings()
