"""Writing a story in three languages: what is typed is what is kept, and what is refused says why."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.states import State
from tests.articles.rows import again, differences, row, text_at_desk
from tests.desk.forms import errors, opened, press, send, soup, standings, tabs_with_errors, told
from tests.factories import make_article, make_author, make_category, make_image, make_tag

ADD = "/admin/articles/article/add/"
TITLES = {
    "en": "Bridge over the Debed opens a month early",
    "ru": "Мост через Дебед открыли на месяц раньше",
    "hy": "Դեբեդի կամուրջը բացվեց մեկ ամիս շուտ",
}
SLUGS = {
    "en": "bridge-over-the-debed-opens-a-month-early",
    "ru": "most-cherez-debed-otkryli-na-mesyats-ranshe",
    "hy": "debedi-kamurjy-batsvets-mek-amis-shut",
}
BODY = '<p>Two <strong>lanes</strong> and <a href="https://example.org/" rel="noopener">a footpath</a>.</p>'


def written(**typed: Any) -> dict[str, Any]:
    """Return a story typed in all three languages."""
    texts = {f"title_{code}": title for code, title in TITLES.items()}
    bodies = {f"body_{code}": BODY for code in TITLES}
    return {"category": make_category().pk, **texts, **bodies, **typed}


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def the_story() -> Article:
    return Article.objects.get()


def test_a_story_typed_in_three_languages_is_kept_as_typed(editor: Client) -> None:
    image, tag, author = make_image(), make_tag(en="Transport"), make_author()
    typed = written(lead_image=image.pk, tags=[tag.pk], **{"bylines-0-author": author.pk})
    response = press(editor, ADD, "_continue", **typed)
    assert response.status_code == 200 and not tabs_with_errors(response)
    story = the_story()
    for code, title in TITLES.items():
        version = story.version(code)
        assert (version.title, version.body, version.state) == (title, BODY, State.DRAFT)
    assert (story.lead_image, list(story.tags.all())) == (image, [tag])
    assert [byline.author for byline in story.bylines.all()] == [author]
    assert str(story.created_by) == "Editor"


def test_the_server_makes_the_slug_of_every_language(editor: Client) -> None:
    send(editor, ADD, "_continue", **written())
    assert {code: the_story().version(code).slug for code in TITLES} == SLUGS


def test_a_slug_somebody_chose_is_kept(editor: Client) -> None:
    send(editor, ADD, "_continue", **written(slug_en="debed-bridge"))
    assert the_story().version("en").slug == "debed-bridge"
    assert the_story().version("ru").slug == SLUGS["ru"]


def test_a_title_without_a_letter_still_has_an_address(editor: Client) -> None:
    send(editor, ADD, "publish:en", **written(title_en="🌊🌊🌊"))
    assert (the_story().version("en").title, the_story().version("en").slug) == ("🌊🌊🌊", "story")


def test_a_new_story_begins_in_the_language_of_the_desk_and_needs_no_author(editor: Client) -> None:
    fields = opened(editor, ADD)
    assert fields["original_language"] == ["en"] and fields["bylines-TOTAL_FORMS"] == ["1"]
    send(editor, ADD, "_continue", fields, **written())
    assert list(the_story().bylines.all()) == []


def test_one_language_is_enough_and_none_is_too_few(editor: Client) -> None:
    typed = {"category": make_category().pk}
    refused = press(editor, ADD, "_continue", **typed)
    assert errors(refused, "title_en") == ["Fill this in, in one language at least."]
    assert tabs_with_errors(refused) == ["en"]
    assert not Article.objects.exists()
    send(editor, ADD, "_continue", **typed, title_hy=TITLES["hy"])
    assert the_story().version("hy").title == TITLES["hy"]


def test_a_form_sent_back_untouched_changes_nothing(editor: Client) -> None:
    article = make_article(languages=("en", "ru", "hy"), tags=(make_tag(),), lead_image=make_image())
    before = row(article)
    send(editor, change(article), "_continue")
    assert row(article) == before and article.tags.count() == 1


def test_saving_writes_the_changed_columns_and_what_follows_from_them(editor: Client) -> None:
    article = make_article(languages=("en", "ru", "hy"), state=State.DRAFT)
    before = row(article)
    send(editor, change(article), "_continue", title_ru=TITLES["ru"])
    assert differences(before, row(article)) == {"title_ru", "slug_ru"}
    article = make_article(languages=("en", "ru", "hy"))
    before = row(article)
    send(editor, change(article), "_continue", title_ru=TITLES["ru"])
    assert differences(before, row(article)) == {"staged_ru_id"}
    before = row(article)
    send(editor, change(article), "changes:ru")
    assert differences(before, row(article)) == {"title_ru", "updated_at_ru", "staged_ru_id"}


def test_the_title_of_a_draft_takes_its_slug_along_but_not_that_of_a_published_story(editor: Client) -> None:
    for state, slug in (
        (State.DRAFT, SLUGS["ru"]),
        (State.PUBLISHED, "uroven-ozera-rastet-trety-god-podryad"),
    ):
        article = make_article(languages=("ru",), state=state)
        button = "changes:ru" if state == State.PUBLISHED else "_continue"
        send(editor, change(article), button, title_ru=TITLES["ru"])
        stored = again(article).version("ru")
        assert (stored.slug, stored.title) == (slug, TITLES["ru"])


@pytest.mark.parametrize("state", State.values)
def test_a_plain_save_moves_nothing_whatever_is_posted(editor: Client, state: str) -> None:
    article = make_article(languages=("en", "ru"), state=state)
    forged = {"state_en": "published", "published_at_en_0": "2020-01-01", "published_at_en_1": "10:00"}
    send(editor, change(article), "_save", **forged, state_ru="draft", title_en="New")
    version = again(article).version("en")
    assert (text_at_desk(article, "en")["title"], version.state) == ("New", state)
    assert version.published_at == article.version("en").published_at
    assert again(article).version("ru").state == state


def test_the_first_button_saves_because_the_enter_key_presses_it(editor: Client) -> None:
    for address in (ADD, change(make_article(state=State.DRAFT))):
        buttons = soup(editor.get(address)).select("#content form [type=submit]")
        assert str(buttons[0]["name"]) == "_continue"
        assert "_step" in {str(button["name"]) for button in buttons}


def test_what_is_out_keeps_its_title_and_text(editor: Client) -> None:
    article = make_article(languages=("en", "ru"))
    response = press(editor, change(article), "_continue", title_ru="", body_ru="<p></p>", title_en="New")
    advice = "To empty it, return it to draft first."
    assert errors(response, "title_ru") == [f"Russian is out and must keep this: title. {advice}"]
    assert errors(response, "body_ru") == [f"Russian is out and must keep this: text. {advice}"]
    assert tabs_with_errors(response) == ["ru"]
    assert again(article).version("en").title == article.version("en").title
    send(editor, change(article), "draft:ru")
    send(editor, change(article), "_continue", title_ru="", body_ru="<p></p>")
    assert again(article).version("ru").is_missing()


def test_a_story_does_not_stand_under_itself(editor: Client) -> None:
    article, other = make_article(), make_article(title="Another")
    refused = press(editor, change(article), "_continue", **_related(article, article))
    assert "A story cannot stand under itself." in refused.content.decode()
    send(editor, change(article), "_continue", **_related(article, other))
    assert list(article.related.all()) == [other]


def _related(article: Article, related: Article) -> dict[str, Any]:
    row = {"id": "", "article": article.pk, "related": related.pk, "position": 0}
    return {"related_links-TOTAL_FORMS": 1, **{f"related_links-0-{name}": row[name] for name in row}}


def test_the_link_to_the_site_leads_to_a_language_that_readers_can_see(editor: Client) -> None:
    category = make_category(slug="world")
    russian = make_article(languages=("ru",), category=category)
    link = soup(editor.get(change(russian))).select_one(".viewsitelink")
    assert link is not None
    assert link["href"] == f"/ru/world/{russian.pk}-uroven-ozera-rastet-trety-god-podryad/"
    draft = make_article(languages=("ru",), state=State.DRAFT)
    assert not soup(editor.get(change(draft))).select(".viewsitelink")


def test_a_window_for_choosing_a_related_story_answers_as_such_a_window(editor: Client) -> None:
    typed = written(_popup="1")
    response = press(editor, f"{ADD}?_popup=1", "publish:en", **typed)
    assert soup(response).select("#django-admin-popup-response-constants")
    page = editor.get(change(the_story()))
    assert told(page)[0] == "English is published." and standings(page)["en"] == "Published"
