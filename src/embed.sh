#!/bin/sh
# embed.sh - prints a C file that holds the files named, for build/builtin.h.
#
# od rather than an assembler's .incbin: the same everywhere.
set -eu
echo '#include "build/builtin.h"'
i=0
for file; do
	echo "static const unsigned char f$i[] = {"
	od -An -v -tx1 "$file" | sed 's/ \(..\)/0x\1,/g'
	echo "0};"
	i=$((i + 1))
done
echo 'static const BuiltinFile files[] = {'
i=0
for file; do
	echo "{STR_INIT(\"$file\"), {(const char *)f$i, sizeof f$i - 1}},"
	i=$((i + 1))
done
cat <<'END'
};

const BuiltinFile *builtin_files(size_t *n)
{
    *n = sizeof files / sizeof *files;
    return files;
}
END
