"""Nouns and adjectives in the forms that they may have in a text."""


def noun_forms(noun: str) -> tuple[str, ...]:
    """A noun and its plural; a noun given in the plural has that form only."""
    if noun.endswith(("s", "x", "z")):
        return (noun,)
    if noun.endswith("al"):
        return noun, noun[:-2] + "aux"
    return (noun, noun + "x") if noun.endswith(("eau", "eu")) else (noun, noun + "s")


def adjective_forms(adjective: str) -> tuple[str, ...]:
    """An adjective in its four forms."""
    if adjective.endswith("eux"):
        return adjective, adjective[:-1] + "se", adjective[:-1] + "ses"
    if adjective.endswith("al"):
        return adjective, adjective + "e", adjective[:-2] + "aux", adjective + "es"
    if adjective.endswith("if"):
        return adjective, adjective + "s", adjective[:-1] + "ve", adjective[:-1] + "ves"
    if adjective.endswith("teur"):
        return adjective, adjective + "s", adjective[:-3] + "rice", adjective[:-3] + "rices"
    feminine = adjective if adjective.endswith("e") else adjective + "e"
    return tuple(dict.fromkeys((adjective, adjective + "s", feminine, feminine + "s")))
