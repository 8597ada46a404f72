/* cmd_snippets_record.c - bifolio snippets record */
#include "base/path.h"
#include "build/build.h"
#include "cli/snippets.h"
#include "os/fs.h"
#include "os/sys.h"
#include "runner/record.h"

typedef struct {
    Cli *c;
    Str root;
    const Snippet *snippet;
    Words tools;
    Str path; /* of the tape, within the site */
} Order;

/* In the first language that has it. */
static bool find_snippet(Order *o, const SnippetSet *set)
{
    Cli *c = o->c;
    Str id = cli_argument(c, 0), near = {0};

    for (size_t i = 0; i < set->parts->nlanguages && !o->snippet; i++) {
        o->snippet = snippet_by_id(set, id, (int)i);
        if (!near.len)
            near = snippet_id_suggest(set, &c->arena, id, (int)i);
    }
    if (!o->snippet)
        diag_suggest(&c->d, cli_misuse(c, RUN_UNKNOWN, STRS(id)), near);
    else if (!o->snippet->run)
        cli_misuse(c, RUN_NOT_MARKED, STRS(id));
    return o->snippet && o->snippet->run;
}

/* --tool, else the tools of the tape that is there, else the first of the
 * snippet's: those behind it in the pipeline stay real. */
static bool choose_tools(Order *o)
{
    Cli *c = o->c;
    const Snippet *s = o->snippet;
    StrCut cut = {.tail = c->options->tool, .found = c->options->tool.len > 0};

    while (cut.found) {
        cut = str_cut(cut.tail, ',');
        if (str_trim(cut.head).len)
            *VEC_PUSH(&o->tools, &c->arena) = str_trim(cut.head);
    }
    for (size_t i = 0;
         !c->options->tool.len && s->tape && i < s->tape->tools.len; i++)
        *VEC_PUSH(&o->tools, &c->arena) = s->tape->tools.items[i].name;
    if (!o->tools.len && s->tools.len)
        *VEC_PUSH(&o->tools, &c->arena) = s->tools.items[0];
    if (!o->tools.len)
        cli_misuse(c, RECORD_NO_TOOL, STRS(s->id));
    return o->tools.len > 0;
}

/* Where it is already, else where all texts may use it. */
static bool choose_path(Order *o)
{
    Cli *c = o->c;
    const Snippet *s = o->snippet;
    Str name = c->options->tape.len ? c->options->tape : s->tape_name;

    if (!name.len || str_find(name, '/') != SIZE_MAX) {
        cli_misuse(c, RECORD_NO_TAPE, STRS(s->id));
        return false;
    }
    o->path = s->tape_source && str_eq(name, s->tape_name)
                  ? s->tape_source->path
                  : str_printf(&c->arena, "content/tapes/" STR_FMT ".tape",
                               STR_ARG(name));
    return true;
}

/* What the snippet printed, for whoever typed this to judge. */
static void put_output(Cli *c, const RunResult *r)
{
    for (size_t i = 0; i < r->plan.pieces.len; i++)
        buf_put(&c->out, r->pieces[i].output);
}

static void record(Order *o)
{
    Cli *c = o->c;
    Runner runner = {.temporary = os_env("TMPDIR")};
    Interrupt interrupt;
    RunResult result = {0};
    Buf text = buf_in(&c->arena);
    Tape tape;

    interrupt_open(&interrupt);
    runner.stop = &interrupt.fd;
    const RecordOrder order = {o->snippet, &o->tools, os_env("PATH"),
                               os_today()};
    bool good = record_tape(&runner, &c->arena, &order, &c->d, &tape, &result);
    interrupt_close(&interrupt);
    if (!good)
        return;
    if (o->snippet->tape && o->snippet->tape_source &&
        str_eq(o->path, o->snippet->tape_source->path))
        tape.note = o->snippet->tape->note;
    tape_write(&text, &tape);
    if (!cli_write(c, path_join(&c->arena, o->root, o->path), buf_str(&text)))
        return;
    if (!c->options->quiet) {
        put_output(c, &result);
        buf_printf(&c->out, STR_FMT "\n", STR_ARG(o->path));
    }
}

void cmd_snippets_record(Cli *c)
{
    BuildOptions options = {.over = cli_overrides(c->options), .now = os_now()};
    DiagList said = c->d, site = {.arena = &c->arena};
    const SnippetSet *set;
    Order o = {.c = c};

    if (!cli_site(c, &o.root))
        return;
    options.root = o.root;
    /* A tape that is not there yet is no mistake now. */
    build_snippets(&c->arena, &options, &site, &set);
    if (!set) {
        c->d = site;
        return;
    }
    c->d = said;
    if (find_snippet(&o, set) && choose_tools(&o) && choose_path(&o))
        record(&o);
}
