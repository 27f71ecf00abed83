"""French adjectives of nationality in their four forms."""


def adjective_forms(masculine: str, feminine: str) -> tuple[str, ...]:
    """Masculine, feminine and their plurals, in lower case, without repetition.

    The plural adds -s unless the form ends in -s or -x (« français », « français »).
    """
    forms = (masculine, feminine, _plural(masculine), _plural(feminine))
    return tuple(dict.fromkeys(forms))


def _plural(form: str) -> str:
    return form if form.endswith(("s", "x")) else f"{form}s"
