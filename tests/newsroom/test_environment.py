from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from newsroom.environment import FILLED_IN, seal


def complaint(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    """Return what an operator is told about an environment."""
    for name in ("SECRET_KEY", "DATABASE_URL", "DEBUG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    env = Env(eager=False)
    env.bool("DEBUG", False)
    env.str("SECRET_KEY", validate=FILLED_IN)
    env.dj_db_url("DATABASE_URL")
    with pytest.raises(ImproperlyConfigured) as refused:
        seal(env)
    return str(refused.value)


def test_everything_missing_is_named_at_once_with_what_to_put_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert complaint(monkeypatch) == (
        "Newsroom cannot start: production needs these environment variables, which are not set: "
        "SECRET_KEY (a long random text, kept to yourself); "
        "DATABASE_URL (the database, such as postgres://user:password@host/name). "
        "To run the demo paper instead: make run"
    )


def test_an_empty_variable_is_missing_too(monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(monkeypatch, SECRET_KEY="", DATABASE_URL="")
    assert said == complaint(monkeypatch)


def test_a_variable_that_makes_no_sense_is_told_from_one_that_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert complaint(monkeypatch, SECRET_KEY="x", DATABASE_URL="nonsense", DEBUG="perhaps") == (
        "Newsroom cannot start: these environment variables cannot be understood: "
        "DEBUG (Not a valid boolean.); DATABASE_URL (Not a valid database URL.). "
        "To run the demo paper instead: make run"
    )


def test_what_is_missing_and_what_makes_no_sense_is_said_together(monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(monkeypatch, DATABASE_URL="nonsense")
    assert "not set: SECRET_KEY (" in said
    assert "Also, these environment variables cannot be understood: DATABASE_URL (" in said


def test_secrets_are_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "hunter2" not in complaint(monkeypatch, DATABASE_URL="nonsense://u:hunter2@host")


def test_a_whole_environment_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x")
    env = Env(eager=False)
    assert env.str("SECRET_KEY", validate=FILLED_IN) == "x"
    seal(env)
