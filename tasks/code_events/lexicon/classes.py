"""What the type or mode of an act and the sector of a party imply: the classes that schemas/vocabularies state.

What belongs here: names for the classes. What does not: which codes they hold (event_type.yaml, event_mode.yaml, sector.yaml).
"""

from schemas.vocabularies import check_code, vocabulary


def codes_of_class(name: str, of: str, classes: str) -> frozenset[str]:
    """The codes of the vocabulary `of` in a class that the vocabulary `classes` lists. Raises UnknownCode."""
    check_code(classes, name)
    return frozenset(code for code, row in vocabulary(of).items() if name in row.get("classes", ()))


def _types(name: str) -> frozenset[str]:
    return codes_of_class(name, "event_type", "type_class")


def _modes(name: str) -> frozenset[str]:
    return codes_of_class(name, "event_mode", "type_class")


def _sectors(name: str) -> frozenset[str]:
    return codes_of_class(name, "sector", "sector_class")


SPEECH = _types("speech")
ADDRESSED = _types("addressed")
DIRECTED = _types("directed")
RETOLD = _types("retold")
FORCEFUL = _types("forceful")
UNREALISED = _types("unrealised")
GOVERNING = _types("governing")
COOPERATIVE = _types("cooperative")
HALTED = _types("halted")
HALTING = _types("halting")
HARMING = _types("harming")
DEEDS = _types("deed")
HITS_PLACE = _types("hits_place")
DATIVE_OBJECT = _types("dative_object")
ACCUSATIVE_OBJECT = _types("accusative_object")
AT_OWN_STATE = _types("at_own_state")
BY_OWN_STATE = _types("by_own_state")

DIRECTED_MODES = _modes("directed")
DESTROYING_MODES = _modes("destroying")

STATE_SECTORS = _sectors("state")
INTERNATIONAL_SECTORS = _sectors("international")
ARMED_SECTORS = _sectors("armed")
UNARMED_SECTORS = _sectors("unarmed")
DOMESTIC_SECTORS = _sectors("domestic")
ONLOOKING_SECTORS = _sectors("onlooking")
REPORTING_SECTORS = _sectors("reporting")
SECTORS_BY_NAME = _sectors("by_name")
FIGHTING_SECTORS = _sectors("fighting")
UNIDENTIFIED_SECTORS = _sectors("unidentified")
STATELESS_SECTORS = _sectors("stateless")
