"""Link: mentions → entities with identifiers, names and countries.

Promise: a mention is never guessed to be one of two candidates that fit alike; it then stays local to the article.
"""
