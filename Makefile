# The two commands of the README: `make run` and `make test`.
.PHONY: run test

PORT ?= 8000
HOST ?= 127.0.0.1
export PORT HOST

run:
	@sh deploy/run.sh

test:
	@sh tests/run.sh
