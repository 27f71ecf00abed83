"""What the results that are kept between runs are found by: the article, and what else they depend on.

What belongs here: keys of articles. What does not: code, settings and models, which name the folder of a cache (run.py).
"""

import pyarrow as pa

KEYS = {
    "clean": (),
    "annotate": ("published_on", "published_precision"),
    "link": ("published_on", "outlet"),
    "code_events": ("published_on", "published_precision", "outlet"),
}
"""By stage the columns that its result for an article depends on besides the article and the stages before.

The name of an outlet is chosen in each run among those that its articles state: it may change when articles are added.
"""


def keys_of(articles: pa.Table, stage: str) -> list[str]:
    """The cache key of each article in that stage."""
    columns = (articles[name].to_pylist() for name in ("article_id", *KEYS[stage]))
    return [":".join(map(str, row)) for row in zip(*columns, strict=True)]
