"""Grammar: a sentence as the coder sees it, its verb groups, and how an ambiguous form reads.

Promise: says how words stand, never what they tell. Imports the lexicon only.
"""
