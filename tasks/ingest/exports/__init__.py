"""Exports of press databases: one page or document of several articles → each article with its fields.

What belongs here: how Europresse, Factiva, LexisNexis and IRaMuTeQ lay out articles (exports.yaml holds their words and classes).
What doesn't: files and bytes (readers/), records and tables (records.py, tables.py).
"""
