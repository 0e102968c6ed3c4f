#!/bin/sh
# Make .venv with the locked requirements of a file, and compile the catalogues. Quick when nothing changed.
# Usage: deploy/setup.sh requirements.txt
set -eu
cd "$(dirname "$0")/.."
requirements=$1

# Install Debian packages: as root, else with a sudo that asks nothing. Fails where neither is permitted.
install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo -n"; $sudo true 2>/dev/null || return 1; fi
    $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$@" >/dev/null
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "Newsroom needs Python 3.11 or later. On Debian 12 or Ubuntu 24.04: apt install python3 python3-venv" >&2
    return 1
}

if [ ! -x .venv/bin/pip ]; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        install_packages "$version" || {
            echo "Python lacks its venv module. Install it: apt install $version" >&2
            exit 1
        }
    fi
    rm -rf .venv
    "$python" -m venv .venv
fi

installed=.venv/installed-$(basename "$requirements")
if ! cmp -s "$requirements" "$installed"; then
    echo "Installing $requirements ..."
    # The file names all there is to install. Left to look for itself, an older pip takes "package[extra]" for
    # something that is not locked, as soon as the index has a newer release of it.
    .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$requirements"
    .venv/bin/pip check --disable-pip-version-check >/dev/null
    cp "$requirements" "$installed"
fi

for catalogue in $(find locale -name '*.po'); do
    compiled=${catalogue%.po}.mo
    if [ ! "$compiled" -nt "$catalogue" ]; then
        .venv/bin/pybabel --quiet compile --input-file "$catalogue" --output-file "$compiled" \
            --locale "$(basename "$(dirname "$(dirname "$catalogue")")")"
    fi
done
