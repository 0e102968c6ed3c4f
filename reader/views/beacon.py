from __future__ import annotations

from urllib.parse import urlsplit

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.models import Article
from readership.counting import count_view


@csrf_exempt  # readers have no cookie that could be misused; other sites are told by their origin
@require_POST
@never_cache
def beacon(request: HttpRequest, article: str, language: str) -> HttpResponse:
    """A page says that it was open before its reader for a second. Its body is where the reader came from."""
    if not _is_from_here(request):
        return HttpResponseForbidden()
    number = int(article)
    if not _can_be_read(number, language):
        raise Http404("no such story")
    referrer = request.body[:2048].decode("utf-8", "replace")
    count_view({**request.META, "HTTP_REFERER": referrer}, number, language)
    return HttpResponse(status=204)


def _is_from_here(request: HttpRequest) -> bool:
    """Tell whether a page of this site asks (fetch.spec.whatwg.org: Origin; w3.org/TR/fetch-metadata)."""
    said = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = urlsplit(request.headers.get("Origin", ""))
    return said == "same-origin" and origin.netloc == request.get_host()


def _can_be_read(article: int, language: str) -> bool:
    """Ask the database; while it is away, take the page's word for it."""
    try:
        return bool(Article.objects.live(language).filter(pk=article).exists())
    except DatabaseError:
        return True
