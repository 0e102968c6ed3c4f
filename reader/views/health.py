from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control

from delivery.replica import exists, replica
from reader.public import public
from readership import counting

OK, FAILED = "ok", "failed"
UNUSED = "not read"  # behind or away: the primary does its work


@public
@cache_control(no_store=True)
def health(request: HttpRequest) -> JsonResponse:
    """Whether this process can do its work, for programs that watch it: 200 if so, else 503."""
    spool = counting.spool()
    found = {
        "database": OK if _database_answers() else FAILED,
        "spool": OK if spool.can_be_written() else FAILED,
        "views_lost": spool.lost,
        "waiting": spool.waiting(),
    }
    if exists():
        found["replica"] = OK if replica.is_usable() else UNUSED
    is_well = found["database"] == found["spool"] == OK and not spool.lost
    return JsonResponse(found, status=200 if is_well else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
