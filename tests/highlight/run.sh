#!/bin/sh
# run.sh - every lexer and hostile code; see run.py.
cd "$(dirname "$0")/../.." || exit 1
exec python3 tests/highlight/run.py .build/asan/bifolio
