"""The events table: one row per distinct event, told by one or more articles."""

import pyarrow as pa

from schemas.articles import ARTICLE_ID, ARTICLE_ID_PATTERN
from schemas.column import STRINGS, Column, Reference, Table
from schemas.entities import COUNTRY_PATTERN
from schemas.spans import END, SENTENCE, SPAN, START

PARTY = pa.struct([("entity_id", pa.string()), ("name", pa.string()), ("country", pa.string()), ("sector", pa.string())])
PARTIES = pa.list_(PARTY)
NAMED_PARTY = pa.struct(
    [
        ("entity_id", pa.string()),
        ("name", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
    ]
)
EVENT_MENTION = pa.struct(
    [
        ("article_id", pa.string()),
        ("sentence", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
        ("trigger_start", pa.int32()),
        ("trigger_end", pa.int32()),
        ("trigger", pa.string()),
        ("rule_id", pa.string()),
        ("confidence", pa.float64()),
        ("actors", pa.list_(NAMED_PARTY)),
        ("recipients", pa.list_(NAMED_PARTY)),
    ]
)

CODED_COLUMNS = (
    Column(name="event_type", type=pa.string(), vocabulary="event_type", meaning="PLOVER event type."),
    Column(
        name="event_mode",
        type=pa.string(),
        nullable=True,
        vocabulary="event_mode",
        meaning="PLOVER mode of the type, as type/mode.",
    ),
    Column(name="contexts", type=STRINGS, vocabulary="context", meaning="PLOVER contexts, sorted."),
    Column(name="realis", type=pa.string(), vocabulary="realis", meaning="Whether the event is told as having happened."),
    Column(name="hedged", type=pa.bool_(), meaning="Whether the teller holds the claim at a distance, as in « aurait fourni »."),
    Column(name="attribution", type=STRINGS, meaning="entity_id of those whom the sentence names as the source of the claim."),
    Column(
        name="actors",
        type=PARTIES,
        field_vocabularies=(("sector", "sector"),),
        meaning="Who acts: entity, its name, country (ISO 3166-1 alpha-3) and PLOVER sector.",
    ),
    Column(
        name="recipients",
        type=PARTIES,
        field_vocabularies=(("sector", "sector"),),
        meaning="Whom the act is directed at; same fields as actors.",
    ),
    Column(name="date_start", type=pa.date32(), nullable=True, meaning="First day of the event. Null where unknown."),
    Column(
        name="date_end",
        type=pa.date32(),
        nullable=True,
        meaning="Last day of the event, inclusive; equal to date_start for one day.",
    ),
    Column(name="date_precision", type=pa.string(), vocabulary="date_precision", meaning="How exactly the date is known."),
    Column(name="date_source", type=pa.string(), vocabulary="date_source", meaning="What the date rests on."),
    Column(
        name="date_confidence",
        type=pa.float64(),
        nullable=True,
        minimum=0,
        maximum=1,
        meaning="Probability that the date is that of the act. Null where none is told.",
    ),
    Column(name="place_id", type=pa.string(), nullable=True, meaning="entity_id of the place, where the sentence names one."),
    Column(name="place_name", type=pa.string(), nullable=True, meaning="Name of the place in French."),
    Column(
        name="place_country",
        type=pa.string(),
        nullable=True,
        pattern=COUNTRY_PATTERN,
        meaning="Country of the place, ISO 3166-1 alpha-3.",
    ),
    Column(
        name="latitude",
        type=pa.float64(),
        nullable=True,
        unit="degrees north",
        minimum=-90,
        maximum=90,
        meaning="Latitude, WGS 84.",
    ),
    Column(
        name="longitude",
        type=pa.float64(),
        nullable=True,
        unit="degrees east",
        minimum=-180,
        maximum=180,
        meaning="Longitude, WGS 84.",
    ),
    Column(
        name="place_precision",
        type=pa.string(),
        vocabulary="place_precision",
        meaning="What kind of place the coordinates stand for.",
    ),
)

TRIGGER = (
    Column(name="trigger_start", type=pa.int32(), unit="characters", meaning="Offset of the trigger in articles.text."),
    Column(name="trigger_end", type=pa.int32(), unit="characters", meaning="Offset behind the trigger."),
    Column(name="trigger", type=pa.string(), meaning="Exactly articles.text[trigger_start:trigger_end]."),
)

EVENT_CANDIDATES = Table(
    name="event_candidates",
    row="one candidate for an event: words that may tell it, kept or not",
    key=("article_id", "trigger_start", "rule_id"),
    columns=(
        ARTICLE_ID,
        SENTENCE,
        *TRIGGER,
        Column(name="event_type", type=pa.string(), vocabulary="event_type", meaning="PLOVER event type that is proposed."),
        Column(name="event_mode", type=pa.string(), nullable=True, vocabulary="event_mode", meaning="PLOVER mode, as type/mode."),
        Column(name="rule_id", type=pa.string(), meaning="Lexicon rule or learned part that proposes it."),
        Column(name="evidence", type=pa.string(), vocabulary="candidate_evidence", meaning="What proposes it."),
        Column(
            name="probability",
            type=pa.float64(),
            minimum=0,
            maximum=1,
            meaning="Of the words telling an act of that type, by rules and network weighed.",
        ),
        Column(name="verdict", type=pa.string(), vocabulary="candidate_verdict", meaning="Whether it is an event."),
        Column(name="reason", type=pa.string(), vocabulary="candidate_reason", meaning="Why."),
    ),
)

EVENT_ARGUMENTS = Table(
    name="event_arguments",
    row="one party of a mention of an event",
    key=("article_id", "trigger_start", "event_type", "role", "position"),
    columns=(
        ARTICLE_ID,
        TRIGGER[0],
        Column(name="event_type", type=pa.string(), vocabulary="event_type", meaning="PLOVER event type of the mention."),
        Column(name="role", type=pa.string(), vocabulary="argument_role", meaning="Whether the party acts or is acted on."),
        Column(name="position", type=pa.int32(), minimum=0, meaning="Place among the parties of the role, counted from 0."),
        Column(name="entity_id", type=pa.string(), nullable=True, meaning="Entity of the party."),
        Column(name="name", type=pa.string(), nullable=True, meaning="Name of the entity in French, else the word for its role."),
        Column(name="country", type=pa.string(), nullable=True, pattern=COUNTRY_PATTERN, meaning="ISO 3166-1 alpha-3."),
        Column(name="sector", type=pa.string(), nullable=True, vocabulary="sector", meaning="PLOVER sector."),
        START,
        END,
        Column(
            name="text",
            type=pa.string(),
            meaning="The words that name the party, those of its antecedent where the sentence has only a pronoun or nothing: "
            "exactly articles.text[start:end].",
        ),
        Column(name="evidence", type=pa.string(), vocabulary="argument_evidence", meaning="What the argument rests on."),
        Column(
            name="score",
            type=pa.float64(),
            minimum=0,
            maximum=1,
            meaning="How probably an argument with that role and evidence is right, where that was measured.",
        ),
    ),
)

EVENT_MENTIONS = Table(
    name="event_mentions",
    row="one mention of an event in a sentence",
    key=("article_id", "trigger_start", "event_type"),
    columns=(
        ARTICLE_ID,
        *SPAN,
        *TRIGGER,
        Column(name="rule_id", type=pa.string(), meaning="Lexicon rule that recognised the event."),
        *CODED_COLUMNS,
        Column(
            name="date_told",
            type=pa.string(),
            nullable=True,
            pattern="XXXX-[0-9]{2}(-[0-9]{2})?",
            meaning="Day or month of the event where no year is known, as ISO-TimeML: XXXX-09-13.",
        ),
        Column(
            name="coded_in",
            type=pa.string(),
            pattern=ARTICLE_ID_PATTERN,
            meaning="article_id of the article whose text settles parties, realis and place: of a sentence that several "
            "articles of a cluster have, the one that tells it first.",
        ),
        Column(
            name="confidence",
            type=pa.float64(),
            minimum=0,
            maximum=1,
            meaning="Probability that the sentence tells an act of the type.",
        ),
        Column(
            name="who_confidence",
            type=pa.float64(),
            minimum=0,
            maximum=1,
            meaning="Probability that type, actors and recipients are all right.",
        ),
    ),
)

EVENTS = Table(
    name="events",
    row="one distinct event, told by one or more articles",
    key=("event_id",),
    columns=(
        Column(
            name="event_id",
            type=pa.string(),
            pattern="[0-9a-f]{20}",
            meaning="Identifier of the event; stable while its mentions are.",
        ),
        CODED_COLUMNS[0],
        CODED_COLUMNS[1],
        CODED_COLUMNS[2],
        Column(
            name="quad_class",
            type=pa.int8(),
            minimum=1,
            maximum=4,
            meaning="1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
        ),
        Column(
            name="score",
            type=pa.float64(),
            minimum=-10,
            maximum=10,
            meaning="Conflict–cooperation score of the mode, else of the type.",
        ),
        Column(
            name="cameo_root", type=pa.string(), pattern="[0-9]{2,3}", meaning="First CAMEO root that the type corresponds to."
        ),
        *CODED_COLUMNS[3:8],
        Column(
            name="actor_country", type=pa.string(), nullable=True, pattern=COUNTRY_PATTERN, meaning="Country of the first actor."
        ),
        Column(
            name="recipient_country",
            type=pa.string(),
            nullable=True,
            pattern=COUNTRY_PATTERN,
            meaning="Country of the first recipient.",
        ),
        *CODED_COLUMNS[8:],
        Column(name="mention_count", type=pa.int32(), minimum=1, unit="mentions", meaning="Mentions of the event."),
        Column(
            name="article_count", type=pa.int32(), minimum=1, unit="articles", meaning="Distinct articles that tell the event."
        ),
        Column(
            name="origin_count",
            type=pa.int32(),
            minimum=1,
            unit="clusters",
            meaning="Independent origins among these articles: those that repeat one text, as that of an agency (one "
            "cluster_id), count once.",
        ),
        Column(
            name="first_published",
            type=pa.date32(),
            nullable=True,
            meaning="Earliest publication day of an article that tells it.",
        ),
        Column(
            name="last_published", type=pa.date32(), nullable=True, meaning="Latest publication day of an article that tells it."
        ),
        Column(name="confidence", type=pa.float64(), minimum=0, maximum=1, meaning="Confidence of the best mention."),
        Column(
            name="who_confidence",
            type=pa.float64(),
            minimum=0,
            maximum=1,
            meaning="Probability that type, actors and recipients are all right, of the mention where it is highest.",
        ),
        Column(
            name="mentions",
            type=pa.list_(EVENT_MENTION),
            meaning="The sentences that tell the event: start and end delimit the sentence, trigger_start and trigger_end "
            "the trigger; actors and recipients have the words that name each party, which may stand in another sentence.",
        ),
    ),
    references=(Reference(column="mentions", table="articles", key="article_id", within="article_id"),),
)
