"""Participants: who stands in a sentence, and whom pronouns, titles and descriptions refer to in the article.

Promise: a party per noun phrase that stands for somebody; whether it acts is not asked here.
"""
