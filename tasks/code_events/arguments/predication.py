"""A trigger with its arguments, as far as they are found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.code_events.acts.triggers import Trigger
from tasks.code_events.arguments.branches import Arguments
from tasks.code_events.arguments.learned import LearnedParty
from tasks.code_events.grammar.sentence import Sentence
from tasks.code_events.lexicon.rules import Rule
from tasks.code_events.participants.parties import Party


@dataclass(frozen=True)
class Predication:
    """Who does what to whom, by one trigger.

    `sources`: those who vouch for it. `present`: all parties of its sentence. `seen`: whether the network sees an act there;
    `learned`: the parties that it proposes. `onlookers`: who judge it. `implied`: whether an argument was inferred.
    """

    sentence: Sentence
    trigger: Trigger
    arguments: Arguments
    sources: tuple[Party, ...]
    present: tuple[Party, ...]
    seen: bool = False
    learned: tuple[LearnedParty, ...] = ()
    onlookers: tuple[Party, ...] = ()
    implied: bool = False

    @property
    def rule(self) -> Rule:
        """The rule of the trigger."""
        return self.trigger.rule

    @property
    def actors(self) -> tuple[Party, ...]:
        """Who acts."""
        return self.arguments.actors

    @property
    def recipients(self) -> tuple[Party, ...]:
        """Who is acted on."""
        return self.arguments.recipients

    @property
    def is_active_clause(self) -> bool:
        """Whether a finite verb tells it that is no passive, so that its subject acts."""
        group = self.trigger.group
        return group is not None and group.finite and not group.passive

    def implying(self, *, actors: Sequence[Party] | None = None, recipients: Sequence[Party] | None = None) -> "Predication":
        """With inferred actors or recipients."""
        arguments = replace(
            self.arguments,
            actors=self.actors if actors is None else tuple(actors),
            recipients=self.recipients if recipients is None else tuple(recipients),
        )
        return replace(self, arguments=arguments, implied=True)
