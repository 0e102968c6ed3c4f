"""Has the database copy an article's times into the rows that list it: see `models.listed`.

In the database, because every way of writing has to keep the copies: saves, updates, bulk loads, imports. The
triggers are taken away before migrations, which rebuild tables on SQLite, and made anew afterwards from the
registry, so a new language needs no word here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connections, transaction
from django.db.models import Model

from articles.models import Article, Byline, TaggedArticle
from articles.models.listed import COPIES, Listed
from articles.states import State
from languages import registry
from languages.columns import column, columns

LISTS: tuple[type[Listed], ...] = (Byline, TaggedArticle)
WATCHED = columns(("state", "published_at", "withdrawn_at"))
ARTICLES = Article._meta.db_table
# How the two say that rows differ, nulls included.
DIFFERS = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}


def drop_triggers(using: str, plan: Any = None, **kwargs: Any) -> None:
    """Take the triggers away before migrations are applied. Received from `pre_migrate`."""
    if plan and ARTICLES in connections[using].introspection.table_names():
        _execute(using, _dropping(connections[using].vendor))


def make_triggers(using: str, plan: Any = None, apps: Any = None, **kwargs: Any) -> None:
    """Make the copies right after migrations were applied, and keep them so. Received from `post_migrate`."""
    if not (plan and _has_copies(apps)):
        return
    vendor = connections[using].vendor
    with transaction.atomic(using):
        if vendor == "postgresql":  # nobody writes between the two
            tables = ", ".join([ARTICLES, *map(_name, LISTS)])
            _execute(using, [f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"])
        refresh(using)
        _execute(using, [*_dropping(vendor), *(_on_postgresql() if vendor == "postgresql" else _on_sqlite())])


def refresh(using: str = "default") -> None:
    """Make those copies right that are not."""
    differs = DIFFERS[connections[using].vendor]
    copies, times = ", ".join(COPIES), _times("article")
    _execute(
        using,
        (
            f"UPDATE {_name(table)} SET ({copies}) = ({times}) FROM {ARTICLES} article "  # noqa: S608
            f"WHERE article.id = {_name(table)}.{_key(table)} AND ({copies}) {differs} ({times})"
            for table in LISTS
        ),
    )


def _has_copies(apps: Any) -> bool:
    """Tell whether the migrations that were applied lead as far as the columns of all languages."""
    names = {field.name for field in apps.get_model("articles", "Byline")._meta.get_fields()}
    return names.issuperset(COPIES)


def _execute(using: str, statements: Iterable[str]) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _name(table: type[Model]) -> str:
    return table._meta.db_table


def _key(table: type[Listed]) -> str:
    """Return the column that holds the article."""
    return f"{table.LISTS}_id"


def _times(article: str) -> str:
    """What the copies are, as it follows from a row of articles."""
    return ", ".join(
        f"CASE WHEN {article}.{column('state', code)} = '{State.PUBLISHED}' "
        f"THEN {article}.{column('published_at', code)} END, {article}.{column('withdrawn_at', code)}"
        for code in registry.codes()
    )


def _touched() -> str:
    """What makes the rows of an article look at it again: an update that changes nothing itself."""
    return " ".join(
        f"UPDATE {_name(table)} SET {_key(table)} = {_key(table)} WHERE {_key(table)} = NEW.id;"  # noqa: S608
        for table in LISTS
    )


def _changed(differs: str) -> str:
    before, after = (", ".join(f"{row}.{name}" for name in WATCHED) for row in ("OLD", "NEW"))
    return f"WHEN (({before}) {differs} ({after}))"


def _names() -> Iterator[tuple[str, str]]:
    """Yield the names of the triggers, each with its table."""
    for table in LISTS:
        yield f"{_name(table)}_listed", _name(table)
        yield f"{_name(table)}_moved", _name(table)
    yield "articles_article_stored", ARTICLES
    yield "articles_article_changed", ARTICLES


def _dropping(vendor: str) -> Iterator[str]:
    for trigger, table in _names():
        on = f" ON {table}" if vendor == "postgresql" else ""
        yield f"DROP TRIGGER IF EXISTS {trigger}{on}"


def _on_postgresql() -> Iterator[str]:
    for table in LISTS:
        name, copies = _name(table), ", ".join(f"NEW.{copy}" for copy in COPIES)
        # FOR SHARE: whoever publishes the article at the same time comes before or after, not in between.
        yield (
            f"CREATE OR REPLACE FUNCTION {name}_listed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
            f"SELECT {_times('article')} INTO {copies} FROM {ARTICLES} article "
            f"WHERE article.id = NEW.{_key(table)} FOR SHARE; RETURN NEW; END $$"
        )
        execute = f"FOR EACH ROW EXECUTE FUNCTION {name}_listed()"
        yield f"CREATE TRIGGER {name}_listed BEFORE INSERT OR UPDATE ON {name} {execute}"
    yield (
        "CREATE OR REPLACE FUNCTION articles_article_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"{_touched()} RETURN NULL; END $$"
    )
    execute = "EXECUTE FUNCTION articles_article_changed()"
    yield f"CREATE TRIGGER articles_article_stored AFTER INSERT ON {ARTICLES} FOR EACH ROW {execute}"
    yield (
        f"CREATE TRIGGER articles_article_changed AFTER UPDATE ON {ARTICLES} "
        f"FOR EACH ROW {_changed(DIFFERS['postgresql'])} {execute}"
    )


def _on_sqlite() -> Iterator[str]:
    for table in LISTS:
        name = _name(table)
        copied = (
            f"UPDATE {name} SET ({', '.join(COPIES)}) = (SELECT {_times('article')} "  # noqa: S608
            f"FROM {ARTICLES} article WHERE article.id = NEW.{_key(table)}) WHERE id = NEW.id;"
        )
        # A trigger does not fire itself there, unless somebody asks for it (PRAGMA recursive_triggers).
        yield f"CREATE TRIGGER {name}_listed AFTER INSERT ON {name} BEGIN {copied} END"
        yield f"CREATE TRIGGER {name}_moved AFTER UPDATE ON {name} BEGIN {copied} END"
    yield f"CREATE TRIGGER articles_article_stored AFTER INSERT ON {ARTICLES} BEGIN {_touched()} END"
    yield (
        f"CREATE TRIGGER articles_article_changed AFTER UPDATE ON {ARTICLES} "
        f"{_changed(DIFFERS['sqlite'])} BEGIN {_touched()} END"
    )
