"""The errors that users meet. Each says what was found, what was expected and what to do, and carries the data."""

from functools import partial


class DepecheError(Exception):
    """Base of all errors that a user can act on.

    `found`, `expected` and `remedy` are sentences without a final point; str() joins them.
    """

    exit_code = 1

    def __init__(self, *, found: str, expected: str, remedy: str) -> None:
        super().__init__(f"{found}. Expected: {expected}. What to do: {remedy}.")
        self.found, self.expected, self.remedy = found, expected, remedy

    def __reduce__(self) -> tuple[partial["DepecheError"], tuple[()]]:
        """How the error comes back from another process."""
        return partial(type(self), found=self.found, expected=self.expected, remedy=self.remedy), ()


class SettingsError(DepecheError):
    """A setting, a profile, a command-line argument or a knowledge file can't be used. Nothing was run."""

    exit_code = 2


class ContractError(DepecheError):
    """A table does not have the columns, types or values that its contract names. Nothing was published."""

    exit_code = 3


class ValidationFailed(DepecheError):
    """A critical expectation failed. Nothing was published; the report of the failed run is kept."""

    exit_code = 3


class UnknownCode(DepecheError):
    """A code is not in its vocabulary."""

    exit_code = 3


class DamagedRelease(DepecheError):
    """A published release is not what its manifest says, or the pointer to it leads nowhere."""

    exit_code = 2


class EngineLost(DepecheError):
    """The workflow server ended or never answered while it was needed. The current release is unchanged."""

    exit_code = 4
