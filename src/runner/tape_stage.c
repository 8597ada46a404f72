/* tape_stage.c - a tape as files, and programs that answer from them.
 *
 *     bin/TOOL        the program below, once for each tool
 *     calls/KEY/N/    the Nth record of a call: out, err, status; `in`, the
 *                     SHA-256 of its input, or "*"; `always`, if it answers any
 *                     number of times
 *
 * KEY is the SHA-256 of the words, each followed by a NUL: what any shell can
 * make, however the words are spelt.  Which records have answered stands in
 * TMPDIR/.tape, and there the log of what no record answers. */
#include "runner/script.h"

#include "base/path.h"

static const char program[] =
    "#!/bin/sh\n"
    "# Answers in the place of a tool, from the tape that it was recorded on.\n"
    "tape=${0%%/*}/..\n"
    "tool=${0##*/}\n"
    "state=${TMPDIR:-/tmp}/.tape\n"
    "name='%s'\n"
    "mkdir -p \"$state\"\n"
    "key=$(printf '%%s\\0' \"$tool\" \"$@\" | sha256sum)\n"
    "key=${key%%%% *}\n"
    "input=\n"
    "# Reads what it is given only if the tool did.\n"
    "takes() {\n"
    "\t[ -f \"$1/in\" ] || return 0\n"
    "\tif [ -z \"$input\" ]; then\n"
    "\t\tinput=$(sha256sum)\n"
    "\t\tinput=${input%%%% *}\n"
    "\tfi\n"
    "\tread -r wanted <\"$1/in\"\n"
    "\t[ \"$wanted\" = '*' ] || [ \"$wanted\" = \"$input\" ]\n"
    "}\n"
    "why=unknown\n"
    "number=1\n"
    "while [ -d \"$tape/calls/$key/$number\" ]; do\n"
    "\tcall=$tape/calls/$key/$number\n"
    "\tif takes \"$call\"; then\n"
    "\t\twhy=spent\n"
    "\t\tif [ -f \"$call/always\" ] ||\n"
    "\t\t\tmkdir \"$state/$name-$key-$number\" 2>/dev/null; then\n"
    "\t\t\tcat \"$call/err\" >&2\n"
    "\t\t\tcat \"$call/out\"\n"
    "\t\t\tread -r status <\"$call/status\"\n"
    "\t\t\texit \"$status\"\n"
    "\t\tfi\n"
    "\tfi\n"
    "\tnumber=$((number + 1))\n"
    "done\n"
    "call=$tool\n"
    "for word; do\n"
    "\tcase $word in\n"
    "\t'' | *[!A-Za-z0-9_@%%+=:,./-]*) word=\"'$word'\" ;;\n"
    "\tesac\n"
    "\tcall=\"$call $word\"\n"
    "done\n"
    "[ -z \"$input\" ] || call=\"$call < $input\"\n"
    "call=$(printf '%%s' \"$call\" | tr '\\n' ' ')\n"
    "printf '%%s\\n' \"$why $name $call\" >>\"$state/log\"\n"
    "printf '%%s\\n' \"tape $name: no answer for: $call\" >&2\n"
    "exit 126\n";

static Str key_of(Arena *a, const TapeCall *call)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < call->argv.len; i++) {
        buf_put(&b, call->argv.items[i]);
        buf_put_char(&b, '\0');
    }
    return sha256_hex(a, buf_str(&b));
}

static bool is_only_one(const Tape *tape, const TapeCall *call)
{
    for (size_t i = 0; i < tape->calls.len; i++)
        if (&tape->calls.items[i] != call &&
            tape_same_call(&tape->calls.items[i], call))
            return false;
    return true;
}

static void add(Arena *a, Stage *out, Str folder, const char *name, Str bytes)
{
    *VEC_PUSH(out, a) =
        (StageFile){path_join(a, folder, str_of(name)), bytes, false};
}

void tape_stage(Arena *a, const Tape *tape, Str name, Stage *out)
{
    Map numbers = {0}; /* key -> the number of its last record */
    Str text = str_printf(a, program, arena_cstr(a, path_name(name)));

    for (size_t i = 0; i < tape->tools.len; i++)
        *VEC_PUSH(out, a) =
            (StageFile){str_printf(a, STR_FMT "/bin/" STR_FMT, STR_ARG(name),
                                   STR_ARG(tape->tools.items[i].name)),
                        text, true};
    for (size_t i = 0; i < tape->calls.len; i++) {
        const TapeCall *call = &tape->calls.items[i];
        Str key = key_of(a, call);
        void **number = map_at(&numbers, a, key);
        size_t n = (size_t)*number + 1;
        *number = (void *)n;
        Str folder = str_printf(a, STR_FMT "/calls/" STR_FMT "/%zu",
                                STR_ARG(name), STR_ARG(key), n);
        add(a, out, folder, "out", call->output);
        add(a, out, folder, "err", call->errors);
        add(a, out, folder, "status", str_printf(a, "%d\n", call->status));
        if (call->reads)
            add(a, out, folder, "in",
                str_printf(a, STR_FMT "\n",
                           STR_ARG(call->input.len ? call->input : STR("*"))));
        if (is_only_one(tape, call))
            add(a, out, folder, "always", STR(""));
    }
}
