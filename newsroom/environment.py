from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import cast

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError, validate

# What production cannot do without, and what to put there.
NEEDED = {
    "SECRET_KEY": "a long random text, kept to yourself",
    "ALLOWED_HOSTS": "the names of the site, with commas between them",
    "DATABASE_URL": "the database, such as postgres://user:password@host/name",
}
FILLED_IN = validate.Length(min=1)


def seal(env: Env) -> None:
    """End the reading of the environment. Raises ImproperlyConfigured with all that is wrong, at once."""
    try:
        env.seal()
    except EnvValidationError as error:
        problems = cast("Mapping[str, Sequence[str]]", error.error_messages)
        raise ImproperlyConfigured(_complaint(problems)) from None


def _complaint(problems: Mapping[str, Sequence[str]]) -> str:
    parts = []
    if missing := [name for name in problems if name in NEEDED and not os.environ.get(name)]:
        named = "; ".join(f"{name} ({NEEDED[name]})" for name in missing)
        parts.append(f"production needs these environment variables, which are not set: {named}")
    if malformed := [name for name in problems if name not in missing]:
        named = "; ".join(f"{name} ({' '.join(problems[name])})" for name in malformed)
        parts.append(f"these environment variables cannot be understood: {named}")
    return f"Newsroom cannot start: {'. Also, '.join(parts)}. To run the demo paper instead: make run"
