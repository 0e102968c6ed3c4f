"""axe on a page as it stands: what it finds wrong there, at the widths and in the themes of its readers.

A page is loaded once. What axe needs to know of it anew is only what a width or a theme changes.
"""

from __future__ import annotations

from typing import Literal, get_args

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
WIDTHS = (390, 1440)
SCRIPT = Axe().axe_script
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Runs axe in a theme; answers with what is wrong and where. Colours are all that it looks at when the same
# elements are seen in the same places as the last time. Stylesheets and media it reads no second time, by
# `preload`: tests/house looks at all of them. A colour that fades into another is there at once.
RUN = """async ([theme, within]) => {
  const root = document.documentElement;
  root.dataset.theme = theme;
  for (let round = 0; round < 5; round++) document.getAnimations().forEach((fading) => fading.finish());
  const places = [...document.querySelectorAll("*")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return [x, y, width, height, seen];
  });
  const state = JSON.stringify([within, root.innerHTML, places]);
  const colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
  const options = { resultTypes: ["violations"], preload: false };
  if (state === window.lastState) options.runOnly = colours;
  window.lastState = state;
  const found = await axe.run(within, options);
  return found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))]);
}"""


def look_at(
    page: Page, *, widths: tuple[int, ...] = WIDTHS, within: str = "html", device: bool = False
) -> None:
    """At every width the page is no wider than the screen, and axe finds nothing in either theme."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        look_in_themes(page, within=within, device=device)


def look_in_themes(page: Page, *, within: str = "html", device: bool = False) -> None:
    """The page fits, and axe finds nothing in either theme, which somebody chose or their device has."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    assert not page.evaluate(WIDE), f"{page.url} at {page.viewport_size}"
    for theme in THEMES:
        if device:
            page.emulate_media(color_scheme=theme)
        found = page.evaluate(RUN, ["auto" if device else theme, within])
        assert found == [], f"{page.url} at {page.viewport_size}, {theme}"
