"""Asks the plain site for pages: `python -m tests.bench.plain_pages PATH...`, with its settings."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.test import Client  # noqa: E402 - once Django is set up

if __name__ == "__main__":
    answers = [Client().get(path) for path in sys.argv[1:]]
    print(json.dumps([[answer.status_code, answer.content.decode()] for answer in answers]))
