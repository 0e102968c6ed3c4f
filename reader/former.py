"""Addresses that were changed: readers of a former one are sent on to the present one, for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from reader.public import moved

View = TypeVar("View", bound=Callable[..., HttpResponse])
Thing = TypeVar("Thing", bound=Model)


class Moved(Exception):
    """What is asked for has another address by now."""

    def __init__(self, former: str, present: str) -> None:
        super().__init__(f"{former} is {present} by now")
        self.former, self.present = former, present


def found(things: QuerySet[Thing], slug: str) -> Thing:
    """Return the thing with an address. Raises Moved if it had that once, Http404 if none ever did.

    One query; a second one only when there is none.
    """
    if thing := things.filter(slug=slug).first():
        return thing
    present = things.filter(former_addresses__slug=slug).values_list("slug", flat=True).first()
    if present is None:
        raise Http404(slug)
    raise Moved(slug, present)


def follow_moves(view: View) -> View:
    """Answer a former address with a redirect to the same page under the present one."""

    @wraps(view)
    def follow(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Moved as move:
            match = request.resolver_match
            arguments = {
                name: move.present if value == move.former else value for name, value in kwargs.items()
            }
            return moved(request, reverse(match.view_name if match else "", kwargs=arguments))

    return follow  # type: ignore[return-value]
