from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class StaffBackend(ModelBackend):
    """Django's own login, closed to demo accounts unless the demo flag is set.

    A database that once held the demo paper is then safe to take into production: the accounts whose
    password everyone knows are shut, and so are their sessions.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        if isinstance(user, User) and user.is_demo and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)
