from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests import databases

# The same examples in every run, so that a commit passes or does not. To look for others, now and then:
# pytest --hypothesis-profile=search
hypothesis_settings.register_profile("same", derandomize=True, max_examples=50)
hypothesis_settings.register_profile("search", derandomize=False, max_examples=1000)
hypothesis_settings.load_profile("same")


@pytest.hookimpl(tryfirst=True)  # before -m chooses by the markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        databases.mark(item)


def pytest_collection_finish() -> None:
    """Leave what stays until the end, the house and its tests, out of every search for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)


@pytest.fixture(autouse=True)
def main_language() -> Iterator[None]:
    """Every test starts in the main language, whatever the one before activated."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session", autouse=True)
def throw_away_media() -> Iterator[None]:
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
