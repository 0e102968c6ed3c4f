"""The database is what the models say, under the names that they give."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from tests.house.sources import PACKAGES

MODELS = [model for model in apps.get_models() if model._meta.app_label in PACKAGES and not model._meta.proxy]
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_an_empty_database_is_migrated_to_the_end() -> None:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    assert {app for app, _name in leaves} >= {model._meta.app_label for model in MODELS}
    assert executor.migration_plan(leaves) == []


@pytest.mark.django_db
@every_model
def test_a_table_is_named_after_its_app_and_model(model: type[Model]) -> None:
    assert model._meta.db_table == f"{model._meta.app_label}_{model._meta.model_name}"
    assert model._meta.db_table in connection.introspection.table_names()


@every_model
def test_a_constraint_or_index_is_named_after_its_app(model: type[Model]) -> None:
    names = [each.name for each in (*model._meta.constraints, *model._meta.indexes)]
    assert [name for name in names if not name.startswith(f"{model._meta.app_label}_")] == []


@every_model
def test_uniqueness_is_stated_by_named_constraints(model: type[Model]) -> None:
    assert not model._meta.unique_together


@pytest.mark.django_db
def test_no_table_is_left_over() -> None:
    expected = connection.introspection.django_table_names(only_existing=False, include_views=False)
    assert set(connection.introspection.table_names()) - set(expected) == {"django_migrations"}
