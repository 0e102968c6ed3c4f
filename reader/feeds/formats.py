"""How feeds are written: RSS 2.0 (rssboard.org/rss-profile) and JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Rss201rev2Feed, SyndicationFeed, rfc2822_date
from django.utils.xmlutils import SimplerXMLGenerator

from languages.text import without_invisible
from reader.feeds.entries import Picture

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}


class CleanXMLGenerator(SimplerXMLGenerator):
    """Leaves out the characters that XML 1.0 cannot hold, where Django's own refuses to go on."""

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        super().startElement(
            name, AttributesImpl({key: without_invisible(value) for key, value in attrs.items()})
        )

    def characters(self, content: str) -> None:
        super().characters(without_invisible(content))


class RssFeed(Rss201rev2Feed):
    """RSS 2.0 with whole texts, pictures and authors. All is escaped, so no text can end a section early."""

    def write(self, outfile: Any, encoding: str) -> None:
        handler = CleanXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("rss", self.rss_attributes())
        handler.startElement("channel", {})
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("channel")
        handler.endElement("rss")

    def rss_attributes(self) -> dict[str, str]:
        return {"version": "2.0", **{f"xmlns:{prefix}": uri for prefix, uri in NAMESPACES.items()}}

    def add_root_elements(self, handler: Any) -> None:
        """Write the channel. A feed without stories has no date: the present would change all the time."""
        feed = self.feed
        for name, text in (
            ("title", feed["title"]),
            ("link", feed["link"]),
            ("description", escape(feed["description"], quote=False)),
            ("language", feed["language"]),
            ("copyright", feed["feed_copyright"]),
        ):
            handler.addQuickElement(name, text)
        if self.items:
            handler.addQuickElement("lastBuildDate", rfc2822_date(self.latest_post_date()))
        itself = {"rel": "self", "type": "application/rss+xml", "href": feed["feed_url"]}
        handler.addQuickElement("atom:link", None, itself)
        handler.startElement("image", {})
        for name, text in (("url", feed["image"]), ("title", feed["title"]), ("link", feed["link"])):
            handler.addQuickElement(name, text)
        handler.endElement("image")

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write a story. A title is plain text, a description is read as HTML: so says the profile."""
        super().add_item_elements(
            handler, {**item, "description": escape(item["description"], quote=False) or None}
        )
        for person in item["authors"]:
            handler.addQuickElement("dc:creator", person.name)
        handler.addQuickElement("content:encoded", item["content"])
        if item["picture"]:
            _write_picture(handler, item["picture"])
        if item["source"].name and item["source"].url:
            handler.addQuickElement("source", item["source"].name, {"url": item["source"].url})


def _write_picture(handler: Any, picture: Picture) -> None:
    file = picture.file
    size = {"width": str(file.width), "height": str(file.height)}
    handler.startElement(
        "media:content", {"url": picture.url, "medium": "image", "type": file.media_type, **size}
    )
    if picture.credit:
        handler.addQuickElement("media:credit", picture.credit)
    if picture.description:
        handler.addQuickElement("media:description", picture.description, {"type": "plain"})
    handler.endElement("media:content")


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1. What is empty is left out."""

    content_type = "application/feed+json"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "icon": self.feed["icon"],
            "favicon": self.feed["image"],
            "language": self.feed["language"],
            "items": [_filled(self._item(item)) for item in self.items],
        }
        outfile.write(json.dumps(_clean(feed), ensure_ascii=False))

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_html": item["content"],
            "image": item["picture"] and item["picture"].url,
            "date_published": item["pubdate"].isoformat(timespec="seconds"),
            "date_modified": item["updateddate"] and item["updateddate"].isoformat(timespec="seconds"),
            "authors": [person._asdict() for person in item["authors"]],
            "tags": item["categories"],
            "language": self.feed["language"],
        }


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _clean(value: Any) -> Any:
    """Return the same data without characters that nobody can see."""
    if isinstance(value, str):
        return without_invisible(value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value
