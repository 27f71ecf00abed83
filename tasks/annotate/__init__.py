"""Annotate: article text → sentences, tokens, mentions, temporal expressions, quotations: rows beside the text.

Promise: the text is never changed, and text[start:end] quotes exactly what a row says.
"""
