"""Annotated events to train on: what proposes acts, their parties and their realis is learned from them."""
