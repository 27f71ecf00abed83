"""Acts: the words that may tell an event, as candidates.

Promise: proposes, with the rule that proposed; whether a candidate is kept is decided in decide/.
"""
