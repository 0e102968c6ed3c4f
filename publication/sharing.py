"""Where a story can be shared, and the address that does it. Plain links: no script, no count, no pixel.

Parameters as the services document or accept them; all values are percent-encoded, a space as %20.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Service:
    """A place to share in. address: with {url} and {title} in the place of a story's, percent-encoded.

    touch_only: the address opens only where its app is, on a phone.
    """

    key: str
    name: str | Promise
    address: str
    touch_only: bool = False


@dataclass(frozen=True)
class ShareLink:
    """A service with the address that shares one story there."""

    key: str
    name: str | Promise
    url: str
    touch_only: bool


SERVICES = {
    service.key: service
    for service in (
        Service("x", "X", "https://x.com/intent/post?text={title}&url={url}"),
        Service("facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
        Service("telegram", "Telegram", "https://t.me/share/url?url={url}&text={title}"),
        Service("whatsapp", "WhatsApp", "https://api.whatsapp.com/send?text={title}%20{url}"),
        Service("viber", "Viber", "viber://forward?text={title}%20{url}", touch_only=True),
        Service("vk", "VK", "https://vk.com/share.php?url={url}&title={title}"),
        Service("ok", "OK", "https://connect.ok.ru/offer?url={url}&title={title}"),
        Service("linkedin", "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
        Service("mail", _("E-mail"), "mailto:?subject={title}&body={title}%0A{url}"),
    )
}


# What readers of each language use most, until the paper chooses otherwise.
USUAL = {
    "en": "x facebook telegram whatsapp linkedin mail",
    "ru": "telegram vk ok whatsapp viber mail",
    "hy": "facebook telegram x whatsapp viber mail",
}
ANYWHERE = "telegram facebook x whatsapp mail"


def validate_services(chosen: str) -> None:
    """Refuse a list with a service that we do not know. Raises ValidationError."""
    unknown = [key for key in chosen.split() if key not in SERVICES]
    if unknown:
        raise ValidationError(
            _("Unknown here: %(unknown)s. Known are: %(known)s."),
            params={"unknown": ", ".join(unknown), "known": " ".join(SERVICES)},
        )


def links(chosen: str, language: str, *, url: str, title: str) -> list[ShareLink]:
    """Return the share links of a story: those chosen for a language in their order, else the usual ones.

    url: the clean, absolute address of the story.
    """
    keys = (chosen or USUAL.get(language, ANYWHERE)).split()
    known = (SERVICES[key] for key in keys if key in SERVICES)
    sent, said = quote(url, safe=""), quote(title, safe="")
    return [ShareLink(s.key, s.name, s.address.format(url=sent, title=said), s.touch_only) for s in known]
