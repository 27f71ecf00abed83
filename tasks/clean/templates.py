"""Placeholders of templates that nobody filled in: « {{ article.titre }} ».

What belongs here: taking the lines that hold them. What does not: the marks of the languages of templates
(knowledge/templates.yaml).
"""

from collections.abc import Sequence

from tasks.clean.judgement import Judged
from tasks.clean.knowledge import CleaningKnowledge

LEAST_SHARE = 1 / 3
"""A line of prose may quote a placeholder (a text on programming does); one that holds so much of them is none."""


def is_template(text: str, knowledge: CleaningKnowledge) -> bool:
    """Whether the text holds placeholders and little besides, or is no prose at all."""
    return _share(text, knowledge) >= LEAST_SHARE


def take_templates(judged: Sequence[Judged], knowledge: CleaningKnowledge) -> bool:
    """Take lines with placeholders, but for prose that quotes one; whether there were any."""
    taken = False
    for line in judged:
        if line.signs & knowledge.template_sign and line.reason is None:
            share = _share(line.text, knowledge)
            if share >= LEAST_SHARE or (share and not line.is_prose):
                line.take("template")
                taken = True
    return taken


def _share(text: str, knowledge: CleaningKnowledge) -> float:
    if not any(mark in text for mark in knowledge.template_marks):
        return 0.0
    return sum(len(found[0]) for found in knowledge.template.finditer(text)) / len(text)
