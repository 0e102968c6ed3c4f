"""What changes on the pages of a paper is what the cache drops, for each kind of change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import merging, workflow
from articles.models import Article, Byline, Correction
from articles.states import State
from articles.writing import save_changes
from images.models import Image
from languages.columns import column
from publication.models import Page, Publication
from readership.models import HourCount
from readership.sums import rank
from tests import factories
from tests.articles.rows import again
from tests.delivery.site import Paper, Site, make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MOST_TOO_MANY = 0.05  # of the pages that are kept

Change = Callable[[Paper], object]


def set_text(number: int, language: str, field: str, text: str) -> Change:
    def change(paper: Paper) -> None:
        story = again(paper.stories[number])
        setattr(story, column(field, language), text)
        factories.save_and_publish(story, [column(field, language)])

    return change


def step(number: int, language: str, take: Callable[..., None]) -> Change:
    return lambda paper: take(again(paper.stories[number]).version(language), by=None)


def publish_another(paper: Paper) -> None:
    story = factories.make_article(languages=("ru",), category=paper.categories[0], state=State.DRAFT)
    workflow.publish(again(story).version("ru"), by=None)


def write_a_draft(paper: Paper) -> None:
    factories.make_article(languages=("en",), category=paper.categories[0], state=State.DRAFT)


def let_wait(paper: Paper) -> None:
    story = again(paper.stories[2])
    story.version("ru").body = "<p>Еще не решено.</p>"
    save_changes(story, ["body_ru"], by=None)


def rename_category(paper: Paper) -> None:
    factories.set_translated(paper.categories[1], "name", ru="Культура")
    paper.categories[1].save()


def describe_category(paper: Paper) -> None:
    factories.set_translated(paper.categories[1], "description", hy="Գիտություն")
    paper.categories[1].save()


def change_byline(paper: Paper) -> None:
    Byline.objects.filter(article=paper.stories[7]).first().delete()  # type: ignore[union-attr]
    Byline.objects.create(article=paper.stories[7], author=paper.authors[2])


def rename_author(paper: Paper) -> None:
    factories.set_translated(paper.authors[1], "name", hy="Աննա")
    paper.authors[1].save()


def merge_tags(paper: Paper) -> None:
    merging.merge([paper.tags[2]], into=paper.tags[1])


def change_settings(paper: Paper) -> None:
    publication = Publication.current()
    factories.set_translated(publication, "footer_notice", ru="Перепечатка со ссылкой")
    publication.save()


def caption_picture(paper: Paper) -> None:
    picture = Image.objects.get()
    factories.set_translated(picture, "alt", en="A green square")
    picture.save()


def rewrite_page(paper: Paper) -> None:
    page = Page.objects.get()
    factories.set_translated(page, "body", en="<p>Who we are.</p>")
    page.save()


def correct(paper: Paper) -> None:
    correction = Correction(article=paper.stories[3])
    factories.set_translated(correction, "text", en="It was nine.")
    correction.save()


def read_much(paper: Paper) -> None:
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    HourCount.objects.create(article=paper.stories[5], language="ru", hour=hour, views=50)
    rank()


CHANGES: dict[str, Change] = {
    "a draft is written": write_a_draft,
    "a change waits to be published": let_wait,
    "a text is changed": set_text(2, "ru", "body", "<p>Другой текст.</p>"),
    "a headline is changed": set_text(8, "en", "title", "Another headline"),
    "a story is published in one language": publish_another,
    "a story is withdrawn": step(4, "hy", workflow.withdraw),
    "a story that an editor tied to another is withdrawn": step(18, "en", workflow.withdraw),
    "it comes back": step(18, "en", workflow.republish),
    "a byline is changed": change_byline,
    "an author is renamed": rename_author,
    "a topic is put on a story": lambda paper: paper.stories[6].tags.add(paper.tags[1]),
    "topics are merged": merge_tags,
    "a section is renamed": rename_category,
    "a section is described": describe_category,
    "the settings are changed": change_settings,
    "a picture is described": caption_picture,
    "a static page is rewritten": rewrite_page,
    "a correction is added": correct,
    "others are read most": read_much,
    "a story is deleted": lambda paper: again(paper.stories[9]).delete(),
}


def test_each_change_drops_the_pages_it_changes_and_hardly_another() -> None:
    paper, site = make_paper(), Site()
    site.watch.look()
    wrong = []
    for name, change in CHANGES.items():
        former = {address: site.get(address).body for address in paper.addresses()}
        pages = {address for address in former if address in site.kept()}
        change(paper)
        paper.stories = [story for story in paper.stories if Article.objects.filter(pk=story.pk).exists()]
        site.watch.look()
        dropped = pages - site.kept()
        made = {address: site.get(address) if address in dropped else site.made(address) for address in pages}
        changed = {address for address, answer in made.items() if answer.body != former[address]}
        stale, too_many = changed - dropped, dropped - changed
        print(f"{name}: {len(changed)} of {len(pages)} changed, {len(dropped)} dropped")
        if stale or len(too_many) > MOST_TOO_MANY * len(pages):
            wrong.append((name, f"stale: {sorted(stale)[:8]}", f"dropped: {sorted(too_many)[:20]}"))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_draft_touches_nothing() -> None:
    paper, site = make_paper(3), Site()
    site.watch.look()
    site.get("/en/")
    write_a_draft(paper)
    site.watch.look()
    assert site.kept() == {"/en/"}


def test_an_hour_that_was_set_is_a_change() -> None:
    paper, site = make_paper(3), Site()
    site.watch.look()
    story = factories.make_article(languages=("en",), category=paper.categories[0], state=State.DRAFT)
    soon = timezone.now() + timedelta(seconds=1)
    workflow.schedule(again(story).version("en"), at=soon, by=None)
    site.watch.look()
    site.get("/en/")
    assert story.version("en").title.encode() in site.get("/en/").body
    site.watch.clock.passed(changed=False, now=soon - timedelta(milliseconds=1))
    assert "/en/" in site.kept()
    site.store.drop(site.watch.clock.passed(changed=False, now=soon))
    assert "/en/" not in site.kept()
