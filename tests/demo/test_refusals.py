from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from articles.models import Article
from demo import loader, pictures
from images.models import Image
from tests.factories import make_article


def counts() -> tuple[int, int, int]:
    return Article.objects.count(), Image.objects.count(), User.objects.count()


@pytest.mark.django_db
def test_a_database_with_other_articles_is_refused_and_left_alone() -> None:
    make_article()
    before = counts()
    with pytest.raises(CommandError, match="already holds articles"):
        call_command("load_demo")
    assert counts() == before


@pytest.mark.django_db(transaction=True)
def test_a_load_that_breaks_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*arguments: object) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(pictures, "draw", break_off)
    with pytest.raises(RuntimeError):
        loader.load()
    assert counts() == (0, 0, 0)
