"""Settings: typed, frozen, unknown keys refused. A profile (flows/profiles/*.yaml) names what differs from these defaults."""

from difflib import get_close_matches
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from schemas.vocabularies import vocabulary

MEBIBYTE = 1 << 20


class Section(BaseModel):
    """Base of every part of the settings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class FieldMapping(Section):
    """What the fields of a record mean. A field is a key, or a dotted path into objects; the first that holds a value counts."""

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
    lead: tuple[str, ...] = ()
    """Standfirst that stands beside the text and begins it."""
    trim: str | None = None
    """Regular expression of what stands in the text and is none of it, such as a count of characters cut off."""
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
    page: tuple[str, ...] = ()
    """Page of the printed edition."""
    example: dict[str, Any] = Field(default_factory=dict)
    """`record` and what the mapping must make of it."""
    counter_example: dict[str, Any] = Field(default_factory=dict)
    """A record that the mapping must not accept."""


class IngestSettings(Section):
    """Limits of what is read."""

    max_document_bytes: int = Field(default=16 * MEBIBYTE, gt=0)
    """Largest payload of one article (a whole .txt or .html file, one record), in bytes."""
    max_collection_bytes: int = Field(default=64 * MEBIBYTE, gt=0)
    """Largest file of several articles that has to be read whole (an export, XML, Word, RTF, PDF), in bytes."""
    document_seconds: int = Field(default=120, gt=0)
    """Seconds of the processor that reading one Word, RTF or PDF file may take."""
    document_memory_bytes: int = Field(default=2048 * MEBIBYTE, ge=256 * MEBIBYTE)
    """Memory that reading one Word, RTF or PDF file may take, in bytes."""
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
    max_refusals: int = Field(default=100_000, gt=0)
    """Most records of one file that are refused one by one; behind them the rest of the file is not read."""
    batch_documents: int = Field(default=256, gt=0)
    """Documents handed over at a time."""
    batch_bytes: int = Field(default=32 * MEBIBYTE, gt=0)
    """Bytes of documents after which a batch is handed over early."""


class CleanSettings(Section):
    """Limits and languages of cleaning."""

    html_seconds: float = Field(default=10.0, gt=0)
    """Time limit for the extraction of one page, in seconds of the processor."""
    max_article_characters: int = Field(default=250_000, gt=0)
    """Longest text of one article, about 40,000 words; a longer one is taken for a corpus and goes to quarantine."""
    languages: tuple[str, ...] = ("fr", "en", "es", "it", "pt", "ca", "oc", "br", "ro", "de", "nl")
    """Languages the identifier chooses among (ISO 639-1)."""
    keep: tuple[str, ...] = ("fr",)
    """Languages that are curated; others go to quarantine."""
    outlets: dict[str, str] = Field(default_factory=dict)
    """Hosts and spellings of outlets → the name to give them, before those that ship with the project:
    `{sud-atlas.example: Sud-Atlas}`."""

    def of_articles(self) -> str:
        """What the text of an article depends on, as JSON: all but the names of outlets, which are told apart in each run."""
        return self.model_dump_json(exclude={"outlets"})

    @model_validator(mode="after")
    def _kept_are_known(self) -> Self:
        if not self.keep or not set(self.keep) <= set(self.languages):
            raise ValueError("keep must name at least one language, and each of them must stand in languages")
        return self


class DeduplicateSettings(Section):
    """Thresholds of deduplication; docs/deduplication.md says how they were fitted. Shingles are five words."""

    min_containment: float = Field(default=0.6, gt=0, le=1)
    """Least share of the smaller article's shingles in the larger for a repetition, of articles of neighbouring days or where
    a day is not known."""
    min_same_day_containment: float = Field(default=0.5, gt=0, le=1)
    """The same for articles of one day."""
    min_later_containment: float = Field(default=0.7, gt=0, le=1)
    """The same for articles published two days apart or more."""
    min_shared_shingles: int = Field(default=20, ge=1)
    """Least shared shingles for a repetition, unless the articles are alike as wholes (Jaccard of min_containment)."""
    min_same_size: float = Field(default=0.8, gt=0, le=1)
    """Least ratio of the sizes of two articles of which one is the `same` as the other, not an excerpt or more."""
    min_near_containment: float = Field(default=0.3, gt=0, le=1)
    """Least containment between an article and the canonical one of its cluster: the guard against chains."""
    min_masked_shingles: int = Field(default=5, ge=1)
    """Passages alike but for numbers and dates from which on these decide whether two articles fill one template."""
    min_kept_marks: float = Field(default=0.5, ge=0, le=1)
    """Least share of such passages with the same numbers and dates, for articles of different days to be a repetition."""
    min_changed_slots: int = Field(default=3, ge=1)
    """Weight of the numbers (1) and names (2) that differ where the words around them are the same, from which on they decide
    whether two articles fill one template; a name must be among them."""
    min_kept_slots: float = Field(default=0.5, ge=0, le=1)
    """Least share of that weight of names and numbers in such places that is the same, for a repetition."""
    min_headed_slots: float = Field(default=0.85, ge=0, le=1)
    """The same where the two headlines say the same of another name, however few slots differ; a name must be among them."""
    min_recorded_containment: float = Field(default=0.2, gt=0, le=1)
    """Least containment of a pair that is recorded, accepted or not."""
    min_sample_containment: float = Field(default=0.1, gt=0, le=1)
    """Least containment estimated from samples for a pair to be compared exactly."""
    sample_shingles: int = Field(default=40, ge=1)
    """Shingles of an article that are sampled to find candidates; a shorter one is sampled whole."""
    sample_one_in: int = Field(default=16, ge=1)
    """Of a long article one shingle in so many (a power of two) is sampled, if these are more."""

    @field_validator("sample_one_in")
    @classmethod
    def _power_of_two(cls, value: int) -> int:
        if value & (value - 1):
            raise ValueError(f"{value} is no power of two")
        return value

    hot_views: int = Field(default=64, ge=2)
    """Most articles that one shingle may lead to one another; of more, each is led to the first ones only."""
    hot_first: int = Field(default=8, ge=1)
    """How many first articles these are."""
    repeated_days: int = Field(default=5, ge=2)
    """Days on which an outlet must print a paragraph for it to be left out of the comparison."""
    min_view_share: float = Field(default=0.25, ge=0, le=1)
    """Least share of an article's words that must be left then; otherwise it is compared whole."""


class AnnotateSettings(Section):
    """The French pipeline."""

    model: str = "embedded"
    """`embedded`: the model that ships with the project; else the name or path of an installed spaCy pipeline."""


class CheckChange(Section):
    """A check that a profile judges otherwise than the project does. The report says who did, and why."""

    severity: Literal["info", "warning", "error"] | None = None
    """`info` and `warning` are told; the rows of an `error` are taken out."""
    allowed: float | None = Field(default=None, ge=0, le=1)
    """Share of the rows of its table that may break it."""
    by: str = Field(min_length=1)
    """Who changed it."""
    because: str = Field(min_length=1)
    """Why."""


class ValidateSettings(Section):
    """What validation takes out, and what it refuses."""

    max_broken_share: float = Field(default=0.01, ge=0, le=1)
    """Largest share of the rows of a table that may break its contract and be taken out; more refuse the release. One row may
    always."""
    max_failing_share: float = Field(default=0.05, ge=0, le=1)
    """The same for rows that are as their contract says and fail a check of severity `error`."""
    checks: dict[str, CheckChange] = Field(default_factory=dict)
    """Codes of checks (schemas/vocabularies/check.yaml) → what to change of them."""
    memory_mebibytes: int = Field(default=2048, ge=256)
    """Memory for the tables while the checks are asked; what does not fit goes to the work folder."""

    @field_validator("checks")
    @classmethod
    def _known_codes(cls, value: dict[str, CheckChange]) -> dict[str, CheckChange]:
        for code in value.keys() - vocabulary("check").keys():
            near = get_close_matches(code, vocabulary("check"), n=1)
            raise ValueError(f"there is no check {code!r}" + (f"; the nearest is {near[0]!r}" if near else ""))
        return value


class ReportSettings(Section):
    """The pages of a release."""

    memory_mebibytes: int = Field(default=2048, ge=256)
    """Memory for the tables while the pages are written; what does not fit goes to the work folder."""


class MachineSettings(Section):
    """How a run uses the machine that it runs on. Tables don't depend on it."""

    workers: int | None = Field(default=None, ge=0)
    """Processes that clean, annotate and code batches side by side; null: one for each core, as far as the memory goes (1.5 GiB
    each). 0: in the process of the run, which an article may then take down."""
    worker_memory_mebibytes: int | None = Field(default=None, ge=512)
    """Memory that one of them may take; null: its share of four fifths of the machine's."""
    article_seconds: float = Field(default=120.0, gt=0)
    """Seconds of the processor that one article may take in a stage."""


class ClusterSettings(Section):
    """Dask, for the batches of clean, annotate and code_events (docs/operations.md). Tables don't depend on it."""

    scheduler: str | None = None
    """Address of a Dask scheduler that is there, as tcp://host:8786 or tls://host:8786."""
    made_by: str | None = None
    """Class that makes a cluster for the run, and ends it with the run, as `distributed.LocalCluster` or
    `dask_jobqueue.SLURMCluster`; DASK_SCHEDULER_ADDRESS in the environment names a scheduler instead. Null, with no scheduler:
    the batches are done on this machine, without Dask."""
    options: dict[str, Any] = Field(default_factory=dict)
    """What that class is given, as `{n_workers: 8, threads_per_worker: 1}`."""
    adapt: dict[str, Any] = Field(default_factory=dict)
    """How a cluster made for the run follows the work, as `{minimum: 1, maximum: 64}`; without it, it stays as it was made."""
    batches_a_task: int = Field(default=16, gt=0)
    """Most batches of one task of Dask, which a machine does one after the other and loads the model for once."""
    start_seconds: float = Field(default=600.0, gt=0)
    """Seconds in which a first worker must be there."""

    @property
    def is_used(self) -> bool:
        """Whether there is a cluster at all."""
        return self.scheduler is not None or self.made_by is not None

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if self.scheduler is not None and (self.made_by is not None or self.options or self.adapt):
            raise ValueError("scheduler names a cluster that is there; made_by, options and adapt are of one that is made")
        return self


class PublishSettings(Section):
    """What the documents of a release say of who makes it; fill it before a release is given to others or a DOI is asked for."""

    title: str = Field(default="Dépêche", min_length=1)
    """Title of the data set."""
    creators: tuple[str, ...] = Field(default=("Dépêche",), min_length=1)
    """Who made it: persons or institutions, in the order of a citation."""
    publisher: str = ""
    """Who publishes it; the first of the creators where nothing is stated."""
    licence: str = ""
    """SPDX identifier of the licence of the annotation; the texts keep that of their source."""
    contact: str = ""
    """Where errors are reported: an address of a page or of mail."""
    address: str = ""
    """Web address of the data set."""


class Settings(Section):
    """All settings of a run."""

    batch_size: int = Field(default=256, gt=0)
    """Articles in a batch, the unit of heavy work."""
    ingest: IngestSettings = IngestSettings()
    clean: CleanSettings = CleanSettings()
    deduplicate: DeduplicateSettings = DeduplicateSettings()
    annotate: AnnotateSettings = AnnotateSettings()
    validation: ValidateSettings = ValidateSettings()
    report: ReportSettings = ReportSettings()
    machine: MachineSettings = MachineSettings()
    cluster: ClusterSettings = ClusterSettings()
    publish: PublishSettings = PublishSettings()
