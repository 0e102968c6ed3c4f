from __future__ import annotations

import socket

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User


@pytest.mark.django_db
def test_a_taken_port_is_named_before_anything_is_done() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"Port {port} of 127\.0\.0\.1 .* PORT=8001 make run"):
            call_command("run_demo", port=port, host="127.0.0.1")
    assert not User.objects.exists()
