"""Relations of the parse (Universal Dependencies) by what they say, and words that mark them."""

from tasks.code_events.lexicon.closed_classes import words_of

INNER = frozenset(
    (
        "nmod",
        "amod",
        "conj",
        "appos",
        "flat",
        "flat:name",
        "flat:foreign",
        "fixed",
        "obl:mod",
        "obl:arg",
        "obl",
        "compound",
        "acl",
        "det",
        "nummod",
        "dep",
    )
)
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:caus", "csubj"))
OBJECTS = frozenset(("obj", "obj:agent", "iobj", "obj:lvc"))
AGENT = "obl:agent"
OF = words_of("of")
TO = words_of("to")
BY = words_of("by")
AND = words_of("and")
THAT = words_of("that")
RELATIVES = words_of("relative_pronouns")
QUOTES = words_of("quotes")
CLOSING_QUOTES = words_of("closing_quotes")
AUXILIARIES = words_of("auxiliaries")
SPEAKERS = words_of("speakers")
