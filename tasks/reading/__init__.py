"""Reading: a release that was published → answers about it. Looks at releases only, and never changes one.

What belongs here: opening a release, asking it, comparing two, writing it in other formats. What does not: making one.
"""
