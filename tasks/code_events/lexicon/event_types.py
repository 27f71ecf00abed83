"""What the type of an act implies for coding it: the classes of types that schemas/vocabularies state.

What belongs here: names for the classes. What does not: which types they hold (event_type.yaml).
"""

from schemas.vocabularies import check_code, vocabulary


def types_of_class(name: str) -> frozenset[str]:
    """The event types of a class of type_class.yaml. Raises UnknownCode."""
    check_code("type_class", name)
    return frozenset(code for code, row in vocabulary("event_type").items() if name in row["classes"])


SPEECH = types_of_class("speech")
ADDRESSED = types_of_class("addressed")
DIRECTED = types_of_class("directed")
RETOLD = types_of_class("retold")
FORCEFUL = types_of_class("forceful")
UNREALISED = types_of_class("unrealised")
GOVERNING = types_of_class("governing")
COOPERATIVE = types_of_class("cooperative")
HALTED = types_of_class("halted")
HALTING = types_of_class("halting")
HARMING = types_of_class("harming")
DEEDS = types_of_class("deed")
HITS_PLACE = types_of_class("hits_place")
DATIVE_OBJECT = types_of_class("dative_object")
ACCUSATIVE_OBJECT = types_of_class("accusative_object")
