# The two commands of the README: `make run` and `make test`. The others measure: docs/performance.md.
.PHONY: run test bench bench-peers bench-views

PORT ?= 8000
HOST ?= 127.0.0.1
export PORT HOST

run:
	@sh deploy/run.sh

test:
	@sh tests/run.sh

# Takes SCALE (stories), ROUNDS and SECONDS from the environment.
bench:
	@sh deploy/setup.sh requirements-dev.txt
	@.venv/bin/python -m bench compare postgresql

# Install Wagtail for `make bench` to compare with, in var/bench/peers.
bench-peers:
	@sh bench/peers/install.sh

# On SQLite, or `make bench-views ON=postgresql`.
bench-views:
	@sh deploy/setup.sh requirements-dev.txt
	@.venv/bin/python -m bench views $(ON)
