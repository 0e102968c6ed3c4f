"""Rich text: what the editor offers is exactly what is kept, whoever writes it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import nh3
from django_prose_editor.fields import ProseEditorField

from languages.text import without_invisible

# The buttons of the editor. EDITOR and the allow-lists below must say the same.
EDITOR = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "History": True,
    "Fullscreen": True,
    "NoSpellCheck": False,
}
TAGS = {"p", "br", "h2", "h3", "strong", "em", "ul", "ol", "li", "blockquote", "hr", "a"}
ATTRIBUTES = {"a": {"href", "title", "hreflang"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}

_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "noscript", "template", "title"},
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel="noopener",
    strip_comments=True,
)
# Marks around nothing but space leave the space; blocks with nothing in them go.
EMPTY_MARK = re.compile(r"<(strong|em|a)\b[^>]*>((?:\s|&nbsp;|<br>)*)</\1>")
EMPTY_BLOCK = re.compile(r"<(p|h2|h3|blockquote|ul|ol|li)\b[^>]*>(?:\s|&nbsp;|<br>)*</\1>")


def sanitised(html: str) -> str:
    """Return the HTML with only the tags, attributes and link schemes of the editor; "" when empty.

    Scripts and styles go with their content; other unknown tags leave their text. Idempotent.
    """
    # One pass can bring out what only the next can see: an entity that splits "javascript:", a link that
    # stood in another one's table. What is clean already is passed through once.
    while (cleaner := _cleaned(html)) != html:
        html = cleaner
    return html


def with_whole_addresses(html: str, base: str) -> str:
    """Return sanitised HTML whose links can be followed from outside the site.

    base: the absolute address of the page that the text stands on.
    """

    def whole(_tag: str, attribute: str, value: str) -> str:
        return urljoin(base, value) if attribute == "href" else value

    return nh3.clean(
        sanitised(html),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener",
        attribute_filter=whole,
    )


def _cleaned(html: str) -> str:
    html = _cleaner.clean(without_invisible(html))
    while (shorter := EMPTY_BLOCK.sub("", EMPTY_MARK.sub(r"\2", html))) != html:
        html = shorter
    return html.strip()


class RichTextField(ProseEditorField):
    """HTML written in the prose editor.

    Sanitised in forms and again on the way to the database, because plain saves, updates and imports
    never meet a form.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("config", {"extensions": EDITOR})
        kwargs["sanitize"] = sanitised
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"sanitize": sanitised, **kwargs})

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str):
            value = sanitised(value)
        return super().get_db_prep_save(value, connection)
