"""Hosts of addresses, and what the spellings of one outlet share.

What belongs here: reading one string. What does not: which name an outlet has (outlets.py).
"""

import re
from functools import lru_cache

from tasks.clean.folding import folded

HOST = re.compile(r"(?:https?://)?(?:[^/@\s]*@)?((?:[\w-]+\.)+[a-zA-Z]{2,})(?::\d+)?(?:[/?#].*)?", re.DOTALL)
"""An address of the web, or a host alone: the host is the first group."""
REMEMBERED = 4096


def host_of(url: str | None) -> str | None:
    """The host of an address, in lower case, without www."""
    if not url or "://" not in url or not (found := HOST.fullmatch(url.strip())):
        return None
    return bare_host(found[1])


def bare_host(host: str) -> str:
    """The host in lower case, without www."""
    return host.lower().removeprefix("www.")


@lru_cache(REMEMBERED)
def outlet_key(name: str) -> str:
    """What the spellings of one outlet share: letters and digits, without accents; of a host without its last label."""
    if found := HOST.fullmatch(name.strip()):
        name = bare_host(found[1]).rpartition(".")[0]
    return "".join(filter(str.isalnum, folded(name)))
