"""Lexicon: what the coder knows, as data files with their loader: triggers, cue words, inflection, sectors, genres.

Promise: every room reads its words from here; nothing here looks at a sentence.
"""
