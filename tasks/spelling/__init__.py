"""Spelling: words as they are written and as they are read, shared by annotate and code_events. Imports no stage."""
