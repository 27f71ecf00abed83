"""Settings: typed, frozen, unknown keys refused. A profile (flows/profiles/*.yaml) names what differs from these defaults."""

from pydantic import BaseModel, ConfigDict, Field

MEBIBYTE = 1 << 20


class Section(BaseModel):
    """Base of every part of the settings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class IngestSettings(Section):
    """Limits of what is read."""

    max_document_bytes: int = Field(default=16 * MEBIBYTE, gt=0)
    """Largest payload of one article (a whole .txt or .html file, one record), in bytes."""


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
