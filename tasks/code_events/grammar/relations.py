"""Relations of the parse (Universal Dependencies) by what they say, and words that mark them."""

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
OF = frozenset(("de", "des", "du", "d'"))
QUOTES = frozenset(('"', "«", "»", "“", "”"))
