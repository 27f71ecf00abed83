"""Build: licensed material in, the reference tables of the gazetteer out (data/reference).

Promise: every row of the tables names its source, licence, date and the checks it passed; a Wikidata identifier is taken
where a source states it for that name and country, never inferred. What belongs here: readers of the material and the
writer of the tables. What does not: names written by hand (data/*.tsv), look-ups at run time (tasks/gazetteer/reference.py).
"""
