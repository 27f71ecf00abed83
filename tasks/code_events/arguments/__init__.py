"""Arguments: who does it to whom, by the parse, by word order, and by other tellings of the act in the article.

Promise: names somebody only with evidence; a slot without evidence stays empty.
"""
