"""Temporal: French temporal expressions and publication dates, shared by clean and annotate. Imports no stage.

A date is stated only where metadata, dateline or text carry it; what is unknown stays unknown.
"""
