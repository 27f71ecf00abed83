"""Code events: annotated articles → event mentions → distinct events across articles, in the terms of PLOVER.

Promise: each row quotes the sentence and the words that it rests on, and names the rule that recognised it. A date or
place is never taken from another sentence silently: date_source says whether another sentence or mention gave it.
What belongs here: triggers, actors and recipients, realis, dates and places of events, and merging. What does not:
finding names, times and sentences (annotate), identifying entities (link).
"""
