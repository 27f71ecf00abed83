"""Profiles: named settings, one YAML file each in flows/profiles/ or at a path of the user's."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas.configuration import nearest
from schemas.errors import SettingsError
from schemas.settings import Settings

SHIPPED = files("flows").joinpath("profiles")


def load_settings(profile: str) -> Settings:
    """The settings of a profile: the name of a shipped one, or the path of a YAML file.

    Raises SettingsError if there is no such profile, it is no YAML mapping, or a key or value is not known.
    """
    text = _read(profile)
    try:
        values: Any = yaml.safe_load(text) or {}
        return Settings.model_validate(values)
    except yaml.YAMLError as error:
        raise _unusable(profile, f"is not YAML: {_broken(error)}") from error
    except ValidationError as error:
        raise _unusable(profile, f"has {'; '.join(map(_wrong, error.errors()))}") from error
    except ValueError as error:  # YAML takes 2024-13-40 for a date
        raise _unusable(profile, f"has a value that is none: {error}") from error


def shipped_profiles() -> list[str]:
    """The names of the profiles that ship with the project."""
    return sorted(entry.name.removesuffix(".yaml") for entry in SHIPPED.iterdir() if entry.name.endswith(".yaml"))


def _read(profile: str) -> str:
    if profile in shipped_profiles():
        return SHIPPED.joinpath(f"{profile}.yaml").read_text(encoding="utf-8")
    if not Path(profile).is_file():
        raise SettingsError(
            found=f"no profile {profile!r}",
            expected=f"one of {', '.join(shipped_profiles())}, or the path of a YAML file",
            remedy="correct --profile",
        )
    try:
        return Path(profile).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(profile, f"can't be read: {error}") from error


def _broken(error: yaml.YAMLError) -> str:
    """Where a text is no YAML and why, in one line."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"{error.problem} in line {error.problem_mark.line + 1}"
    return " ".join(str(error).split())


def _wrong(error: ErrorDetails) -> str:
    """What is wrong with one key; of one that there is not, which was probably meant."""
    place = [str(part) for part in error["loc"]]
    if error["type"] != "extra_forbidden":
        return f"{'.'.join(place) or 'profile'}: {error['msg']}"
    near = nearest(place)
    return f"{'.'.join(place)}: there is no such setting" + (f"; {near} is the nearest" if near else "")


def _unusable(profile: str, found: str) -> SettingsError:
    return SettingsError(
        found=f"profile {profile} {found}", expected="the keys and types of docs/configuration.md", remedy="correct the profile"
    )
