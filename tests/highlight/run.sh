#!/bin/sh
# run.sh - the tests that our plugins bring with them; then every lexer and
# hostile code, see run.py.
cd "$(dirname "$0")/../.." || exit 1
.build/asan/bifolio plugin test || exit 1
exec python3 tests/highlight/run.py .build/asan/bifolio
