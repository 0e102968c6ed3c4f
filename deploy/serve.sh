#!/bin/sh
# The production server. Takes HOST, PORT, WORKERS and THREADS (of each worker) from the environment, and more
# options of granian as arguments. docs/decisions/0025-server-settings.md says why these.
set -eu
cd "$(dirname "$0")/.."
exec "${GRANIAN:-.venv/bin/granian}" --interface wsgi --http 1 \
    --host "${HOST:-127.0.0.1}" --port "${PORT:-8000}" \
    --workers "${WORKERS:-2}" --blocking-threads "${THREADS:-4}" \
    --workers-kill-timeout 8 --respawn-interval 5 --respawn-failed-workers --log-level warning \
    "$@" "${APPLICATION:-newsroom.wsgi:application}"
