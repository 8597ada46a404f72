#!/bin/sh
# run.sh - what `make bench` runs; see bench.py.  Hugo comes from Debian's
# package where it can be installed.
set -eu
cd "$(dirname "$0")/../.."
sh src/deps.sh build bench >/dev/null
make -s all bench-programs
python3 tests/bench/bench.py --program ./bifolio --floor .build/release/floor \
	--page .build/release/page "$@"
python3 tests/bench/edits.py --program ./bifolio "$@"
