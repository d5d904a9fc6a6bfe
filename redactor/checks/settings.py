"""A board's own settings for the check: `redactor.toml` beside the files, or given with --settings."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from redactor.base.given import Given
from redactor.sources.finding import Severity

FILE_NAME = "redactor.toml"


class SettingsError(Exception):
    """The settings cannot be used; the message is a sentence."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class RuleSettings(_Table):
    """[rules]: which run, and how much they weigh."""

    off: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}


class Keep(_Table):
    """[keep]: names that may stand: reviewers, inquiries, buildings that hide nobody."""

    names: tuple[str, ...] = ()


class CheckThresholds(_Table):
    """[thresholds]: how sure a suspicion must be, 0 to 1."""

    look: float = Field(default=0.3, ge=0, le=1)  # below it, it is not reported
    must_fix: float = Field(default=0.7, ge=0, le=1)


class Settings(_Table):
    """All of `redactor.toml`."""

    rules: RuleSettings = RuleSettings()
    keep: Keep = Keep()
    thresholds: CheckThresholds = CheckThresholds()
    profiles: Mapping[str, RuleSettings] = {}  # [profiles.publication]: the same as [rules], for one audience

    def also_keeping(self, names: tuple[str, ...]) -> Settings:
        """The same with more names that may stand."""
        return self.model_copy(update={"keep": Keep(names=(*self.keep.names, *names))}) if names else self

    def off(self, profile: str) -> frozenset[str]:
        """Rules that do not run."""
        return frozenset((*self.rules.off, *self.profiles.get(profile, RuleSettings()).off))

    def severities(self, profile: str) -> dict[str, Severity]:
        """What the board weighs otherwise."""
        return {**self.rules.severity, **self.profiles.get(profile, RuleSettings()).severity}

    def rule_ids(self) -> frozenset[str]:
        """Every rule that is spoken of."""
        tables = (self.rules, *self.profiles.values())
        return frozenset(rule for table in tables for rule in (*table.off, *table.severity))


def load_settings(given: Path | None, first: Given) -> tuple[Settings, str]:
    """The settings given, or those beside the first file; and what the report says of them ("" for none).

    Raises SettingsError.
    """
    path = given or (first.parent / FILE_NAME if isinstance(first, Path) else None)
    if path is None or (given is None and not path.is_file()):
        return Settings(), ""
    try:
        data = path.read_bytes()
        settings = Settings.model_validate(tomllib.loads(data.decode("utf-8")))
    except OSError:
        raise SettingsError(
            "The settings file cannot be read. Check the folder and the spelling of its name."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        where = f" ({error})" if isinstance(error, tomllib.TOMLDecodeError) else ""
        raise SettingsError(f"The settings file {path.name} is no valid TOML{where}.") from None
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        raise SettingsError(f"The settings file {path.name} cannot be used: {faults}.") from None
    return settings, f"{path.name}, SHA-256 {hashlib.sha256(data).hexdigest()[:16]}"
