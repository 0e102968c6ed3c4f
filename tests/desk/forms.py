"""What a browser does with a form of the desk: read it, change some of it, send all of it."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

BUTTONS = ("submit", "button", "reset", "image")
Fields = dict[str, list[str]]


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def form_of(page: BeautifulSoup) -> Tag:
    """Return the form that is the page's matter, not those of its frame (language, logging out)."""
    form = page.select_one("#content form[method=post]")
    assert form is not None
    return form


def sent_by(page: BeautifulSoup) -> Fields:
    """Return what a browser would send of a form that nobody touched, without a button."""
    fields: Fields = {}
    for field in form_of(page).select("input[name], textarea[name], select[name]"):
        if field.has_attr("disabled") or field.get("type") in BUTTONS:
            continue
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        fields.setdefault(str(field["name"]), []).extend(_values(field))
    return fields


def _values(field: Tag) -> list[str]:
    if field.name == "select":
        options = field.select("option[selected]") or ([] if field.has_attr("multiple") else field("option"))
        return [str(option.get("value", "")) for option in options[: None if field.get("multiple") else 1]]
    # The first line end of a text area is not part of its text, says HTML.
    is_area = field.name == "textarea"
    text = field.get_text().removeprefix("\r").removeprefix("\n") if is_area else str(field.get("value", ""))
    return [text.replace("\r\n", "\n").replace("\n", "\r\n")]


def opened(client: Client, address: str) -> Fields:
    """Open a form."""
    response = client.get(address)
    assert response.status_code == 200, address
    return sent_by(soup(response))


def send(client: Client, address: str, button: str, fields: Fields | None = None, /, **typed: Any) -> Any:
    """Type into a form, press a button ("_continue", "publish:en") and take the answer, whatever it is.

    fields: the form as it was opened before; by default it is opened now.
    """
    data: dict[str, Any] = {**(opened(client, address) if fields is None else fields), **typed}
    is_step = ":" in button or button == "together"
    return client.post(address, data | ({"_step": button} if is_step else {button: "1"}))


def press(client: Client, address: str, button: str, fields: Fields | None = None, /, **typed: Any) -> Any:
    """Do the same, and return the page on which the person finds themselves."""
    answer = send(client, address, button, fields, **typed)
    if answer.status_code != 302:
        return answer
    return client.get(answer.headers["Location"].partition("#")[0])


def errors(response: Any, field: str) -> list[str]:
    """Return the errors that stand beside a field."""
    row = soup(response).select_one(f".form-row.field-{field}, .field-{field}")
    assert row is not None, field
    return [error.get_text(strip=True) for error in row.select(".errorlist li")]


def all_errors(response: Any) -> list[str]:
    return [error.get_text(strip=True) for error in soup(response).select(".errorlist li")]


def told(response: Any) -> list[str]:
    """Return what the desk says at the top of the page."""
    return [message.get_text(strip=True) for message in soup(response).select(".messagelist li")]


def tabs_with_errors(response: Any) -> list[str]:
    tabs = soup(response).select('[data-language-bar] [data-errors="yes"]')
    return [str(tab["data-language"]) for tab in tabs]


def standings(response: Any) -> dict[str, str]:
    """Return the word for each language on the bar over the form."""
    tabs = soup(response).select("[data-language-bar] [data-language]")
    return {
        str(tab["data-language"]): tab.select(".language-bar__word")[0].get_text(strip=True) for tab in tabs
    }


def steps(response: Any) -> list[str]:
    """Return the steps on offer: in the panel, and with a button that is not in it."""
    page = soup(response)
    offered = {
        f"{option['value']}:{row['data-panel-row']}": None
        for row in page.select("[data-panel-row]")
        for option in row.select("option")
        if option["value"]
    }
    buttons = {str(button["value"]): None for button in page.select("button[name=_step]")}
    return [step for step in offered | buttons if ":" in step]


def panel_says(response: Any) -> dict[str, list[str]]:
    """Return what the panel says of each language that was refused, once it has opened again by itself."""
    page = soup(response)
    assert page.select("dialog[data-publish-panel=open]") or not page.select("[data-panel-why]")
    return {
        str(row["data-panel-row"]): [
            error.get_text(strip=True) for error in row.select("[data-panel-why] li")
        ]
        for row in page.select("[data-panel-row]")
        if row.select("[data-panel-why]")
    }
