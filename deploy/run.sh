#!/bin/sh
# `make run`: the demo paper on this machine. Takes HOST, PORT and DATABASE_URL from the environment.
set -eu
cd "$(dirname "$0")/.."
sh deploy/setup.sh requirements.txt
export DEMO=1
exec .venv/bin/python manage.py run_demo
