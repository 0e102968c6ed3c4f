from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import User
from articles.models import Article
from articles.states import Standing
from categories.models import Category
from demo import loader, records
from images.models import Image
from languages import registry

WORDS_OF_A_MAIN_STORY = 400


@pytest.fixture(scope="module")
def demo_paper(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The demo paper, loaded once for the tests of this module and taken away after them."""
    media = tmp_path_factory.mktemp("media")
    small = mock.patch.object(loader, "PICTURE_SIZE", (320, 180))
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), small:
        call_command("load_demo", renditions_later=True, stdout=StringIO())
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def paper(demo_paper: None, db: None) -> None:
    pass


def counts() -> tuple[int, int, int]:
    return Article.objects.count(), Image.objects.count(), User.objects.count()


def test_it_is_a_whole_paper(paper: None) -> None:
    assert Article.objects.count() >= 48
    assert Category.objects.count() == 6
    assert Article.objects.values("bylines__author").distinct().count() == 8


def test_ten_stories_are_long_in_all_three_languages(paper: None) -> None:
    def words(article: Article) -> int:
        return min(len(version.body.split()) for version in article.versions())

    long = [article for article in Article.objects.all() if words(article) >= WORDS_OF_A_MAIN_STORY]
    assert len(long) >= 10


def test_some_versions_are_missing_scheduled_and_in_review(paper: None) -> None:
    standings = {version.standing() for article in Article.objects.all() for version in article.versions()}
    assert standings >= {Standing.MISSING, Standing.SCHEDULED, Standing.REVIEW, Standing.PUBLISHED}


def test_every_picture_is_another_and_described_in_every_language(paper: None) -> None:
    pictures = [article.lead_image for article in Article.objects.select_related("lead_image")]
    drawn = {Path(picture.file.path).read_bytes() for picture in pictures if picture}
    assert len(drawn) == len(pictures)
    for picture in pictures:
        assert picture is not None
        assert all(getattr(picture, f"alt_{code}") for code in registry.codes())


def test_a_second_call_changes_nothing(paper: None) -> None:
    before = counts()
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert counts() == before
    assert "nothing was changed" in said.getvalue()


@pytest.mark.parametrize("code", ["en", "ru", "hy"])
def test_the_paper_can_be_read_in(paper: None, client: Client, code: str) -> None:
    for address in (f"/{code}/", f"/{code}/world/", f"/{code}/pages/about/"):
        assert client.get(address).status_code == 200


def test_stories_are_dated_back_from_the_moment_of_loading(paper: None) -> None:
    newest = Article.objects.live("en").newest_first("en").first()
    assert newest is not None
    assert timezone.now() - newest.version("en").published_at < timedelta(hours=2)


def test_stories_come_with_what_was_kept_of_them(paper: None) -> None:
    translated = [article for article in Article.objects.all() if article.version("hy").title]
    for article in translated:
        original = article.revisions.filter(language=article.original_language)
        keys = {
            version.pin() for version in article.versions() if not version.is_original() and version.title
        }
        assert keys <= set(original.values_list("pk", flat=True))
        assert {"created", "saved"} <= {event.kind for event in article.timeline()}
    assert not any(Article.objects.outdated(code).exists() for code in registry.codes())


def test_the_staff_work_in_their_languages(paper: None) -> None:
    translator, editor = (User.objects.get(username=name) for name in ("translator", "editor"))
    may = [code for code in registry.codes() if translator.has_perm(f"articles.write_{code}")]
    assert may == ["hy"] and not translator.has_perm("articles.publish_hy")
    assert all(editor.has_perm(f"articles.publish_{code}") for code in registry.codes())


def test_the_staff_can_log_in_while_the_demo_runs(paper: None, client: Client) -> None:
    for record in records.entries("staff"):
        assert client.login(username=record["username"], password=loader.PASSWORD)
        assert client.get("/admin/").status_code == 200


def test_the_public_passwords_are_worth_nothing_without_the_demo(paper: None, client: Client) -> None:
    client.login(username="admin", password=loader.PASSWORD)
    with override_settings(DEMO=False):
        assert client.get("/admin/").status_code == 302  # the session is closed too
        assert not client.login(username="admin", password=loader.PASSWORD)


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_the_paper_was_read_already(client: Client, paper: None, language: str) -> None:
    page = client.get(f"/{language}/most-read/").text
    assert page.count('class="ranking__story"') == 20
    assert client.get(f"/{language}/").text.count('class="ranking__story"') == 5
