#!/bin/sh
# `make test`: sets up what the tests need and runs all of them. The last line printed is pytest's.
set -eu
cd "$(dirname "$0")/.."
sh deploy/setup.sh requirements-dev.txt
bin=.venv/bin

need() { # need PACKAGE: install a Debian package where that is permitted, else say what to install
    echo "Installing $1 for the tests ..."
    if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo -n"; fi
    export DEBIAN_FRONTEND=noninteractive
    if ! { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "$1"; } >/dev/null 2>&1; then
        echo "The tests need $1. Install it: apt install $1" >&2
        exit 1
    fi
}
$bin/python -m tests.chromium >/dev/null || need chromium
$bin/python -m tests.postgres --find || need postgresql

step() { echo "--- $*"; }
step lint
$bin/ruff check --quiet .
$bin/ruff format --check --quiet .
find templates -name '*.html' -exec $bin/djade --check --target-version 5.2 {} +
# Types take a minute of one core, so the tests begin meanwhile.
checked=$(mktemp)
(
    step arrows
    $bin/lint-imports --no-cache --no-logo
    step types
    $bin/mypy --no-error-summary .
) >"$checked" 2>&1 &
checks=$!
trap 'kill $checks 2>/dev/null || true; rm -f "$checked"' EXIT

# What runs on which database: tests/databases.py.
step "tests on SQLite"
$bin/python -m pytest -m "not one_database" tests
wait $checks || { cat "$checked"; exit 1; }
cat "$checked"
step "tests on PostgreSQL"
# The server goes away with its databases: dropping them one by one would only wait for connections to close.
$bin/python -m tests.postgres $bin/python -m pytest -m "not any_database" --reuse-db tests
