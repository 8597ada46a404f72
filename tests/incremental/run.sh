#!/bin/sh
# run.sh - random edits, each built on what was there and from nothing.
#
#     EDITS=1000 SEED=7 sh tests/incremental/run.sh
cd "$(dirname "$0")/../.." || exit 1
program=${BIFOLIO:-.build/asan/bifolio}
python3 tests/incremental/run.py "$program" --edits "${EDITS:-60}" \
	--seed "${SEED:-1}"
