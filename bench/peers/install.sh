#!/bin/sh
# `make bench-peers`: install what the other sites need, locked, into var/bench/peers. Nothing of it enters .venv.
# To change it, edit requirements.in beside this file and compile it as CONTRIBUTING.md says.
set -eu
cd "$(dirname "$0")/../.."
sh deploy/setup.sh requirements-dev.txt
locked=bench/peers/requirements.txt environment=var/bench/peers
[ -x "$environment/bin/pip" ] || .venv/bin/python -m venv "$environment"
if ! cmp -s "$locked" "$environment/installed"; then
    echo "Installing $locked ..."
    "$environment/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$locked"
    cp "$locked" "$environment/installed"
fi
"$environment/bin/python" -c 'import wagtail; print("Wagtail", wagtail.__version__, "is ready for make bench")'
