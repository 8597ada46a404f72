/* test_jinja.c - the rows of tests/template: Jinja's designer documentation,
 * rule by rule.  tests/template/README.md says how they are written.
 */
#include "test.h"

#include "base/vec.h"
#include "data/json.h"
#include "os/fs.h"
#include "template/template.h"

#include <stdio.h>

typedef VEC(Source) Sources;

typedef struct {
    size_t line;
    Str name, template, want;
    Str error; /* its code and maybe its place; "" for a row that prints */
    Str data;  /* JSON, or "" */
    const Source *files;
    size_t nfiles;
} Row;

typedef VEC(Row) Rows;

/* A chapter: a file of rows. */
typedef struct {
    Arena arena;
    Str path;
    Rows rows;
    Sources files;
    Str name, data;
    size_t wrong;
} Chapter;

/* ------------------------------------------------------------- reading */

/* A line's text without its mark and without the sign that shows its end. */
static Str shown(Str line)
{
    line = str_drop(line, 2);
    if (str_starts(line, STR(" ")))
        line = str_drop(line, 1);
    if (str_ends(line, STR("¶")))
        line = str_take(line, line.len - sizeof "¶" + 1);
    return line;
}

/* `text`, which may be none yet (NULL), with one line more. */
static Str with_line(Arena *a, Str text, Str line)
{
    if (!text.ptr)
        return (Str){line.ptr ? line.ptr : "", line.len};
    return str_printf(a, STR_FMT "\n" STR_FMT, STR_ARG(text), STR_ARG(line));
}

static Row *last_row(Chapter *c)
{
    assert_true(c->rows.len > 0);
    return &c->rows.items[c->rows.len - 1];
}

static void start_row(Chapter *c, size_t line)
{
    Source *files = ARENA_ARRAY(&c->arena, Source, c->files.len);

    if (c->files.len)
        memcpy(files, c->files.items, c->files.len * sizeof *files);
    *VEC_PUSH(&c->rows, &c->arena) = (Row){.line = line,
                                           .name = c->name,
                                           .data = c->data,
                                           .files = files,
                                           .nfiles = c->files.len};
}

/* @word rest; `again`: the line before was one of the same word. */
static void directive(Chapter *c, Str line, bool again)
{
    StrCut cut = str_cut(line, ' ');

    if (str_eq(cut.head, STR("@data"))) {
        c->data = again ? with_line(&c->arena, c->data, cut.tail) : cut.tail;
    } else if (str_eq(cut.head, STR("@name"))) {
        c->name = cut.tail;
    } else if (str_eq(cut.head, STR("@file"))) {
        *VEC_PUSH(&c->files, &c->arena) = (Source){.path = cut.tail};
    } else if (str_eq(cut.head, STR("@clear"))) {
        c->files = (Sources){0};
        c->name = STR("row.txt");
        c->data = STR("");
    } else if (!str_eq(cut.head, STR("@ours"))) {
        fail_msg(STR_FMT ": unknown " STR_FMT, STR_ARG(c->path), STR_ARG(line));
    }
}

static void take_line(Chapter *c, size_t number, Str line, Str mark, Str before)
{
    Arena *a = &c->arena;

    if (str_eq(mark, STR("::"))) {
        if (!str_eq(before, mark))
            start_row(c, number);
        Row *row = last_row(c);
        row->template = with_line(a, row->template, shown(line));
    } else if (str_eq(mark, STR("=>"))) {
        Row *row = last_row(c);
        row->want = with_line(a, row->want, shown(line));
    } else if (str_eq(mark, STR("!!"))) {
        last_row(c)->error = shown(line);
    } else if (str_eq(mark, STR("||"))) {
        Source *file = &c->files.items[c->files.len - 1];
        file->text = with_line(a, file->text, shown(line));
    } else if (str_starts(mark, STR("@"))) {
        directive(c, line, str_eq(before, mark));
    } else if (line.len && !str_eq(mark, STR(";;")) &&
               !str_eq(mark, STR("??"))) {
        fail_msg(STR_FMT ":%zu: what is this?", STR_ARG(c->path), number);
    }
}

static void read_rows(Chapter *c)
{
    Str text, line, before = {0};
    size_t number = 0;

    c->name = STR("row.txt");
    int err = os_read_file(&c->arena, c->path, 10000000, &text);
    if (err)
        fail_msg(STR_FMT ": " STR_FMT, STR_ARG(c->path),
                 STR_ARG(os_error(err)));
    while (str_next_line(&text, &line)) {
        Str mark = str_take(line, 2);
        take_line(c, ++number, line, mark, before);
        before = mark;
    }
}

/* ------------------------------------------------------------- running */

static const Source *find_file(void *context, Str name)
{
    const Sources *files = context;

    for (size_t i = files->len; i > 0; i--)
        if (str_eq(files->items[i - 1].path, name))
            return &files->items[i - 1];
    return NULL;
}

static Value row_data(Arena *a, const Row *row, DiagList *d)
{
    Source *src = ARENA_NEW(a, Source);
    Value v = value_dict(dict_new(a));

    *src = (Source){STR("data.json"), row->data};
    if (row->data.len)
        assert_true(json_parse(a, src, d, &v));
    return v;
}

/* What the row prints; false after errors. */
static bool run(Arena *a, const Row *row, DiagList *d, Buf *out)
{
    Sources files = {0};
    TemplateSet set = {.arena = a, .load = find_file, .context = &files};

    for (size_t i = 0; i < row->nfiles; i++)
        *VEC_PUSH(&files, a) = row->files[i];
    *VEC_PUSH(&files, a) = (Source){row->name, row->template};
    const Template *t = template_load(&set, row->name, d);
    if (!t)
        return false;
    DiagList ignored = {.arena = a}; /* of what may be loaded by expressions */
    for (size_t i = 0; i < row->nfiles; i++)
        template_load(&set, row->files[i].path, &ignored);
    RenderJob job = {.set = &set,
                     .reader = {.arena = a},
                     .globals = value_dict(dict_new(a)),
                     .context = row_data(a, row, d),
                     .page = STR("page")};
    return template_render(t, &job, out, d);
}

static const Diag *first_error(const DiagList *d)
{
    const Diag *one = d->first;

    while (one && diag_level(one->code) != DIAG_ERROR)
        one = one->next;
    return one;
}

/* "template-zero 1:4" */
static Str error_text(Arena *a, const DiagList *d)
{
    const Diag *first = first_error(d);
    Str name = first ? diag_code_name(first->code) : STR("nothing said");

    if (!first || !first->src)
        return name;
    Place at = source_place(first->src, first->at.start);
    return str_printf(a, STR_FMT " %zu:%zu", STR_ARG(name), at.line, at.column);
}

static void complain(Chapter *c, const Row *row, Str got, const Diag *first)
{
    Buf b = buf_in(&c->arena);

    c->wrong++;
    printf(STR_FMT ":%zu:\n  :: " STR_FMT "\n  got  " STR_FMT
                   "\n  want %s" STR_FMT "\n",
           STR_ARG(c->path), row->line, STR_ARG(row->template), STR_ARG(got),
           row->error.ptr ? "!! " : "",
           STR_ARG(row->error.ptr ? row->error : row->want));
    if (first)
        diag_print(&b, first, (DiagStyle){0});
    printf(STR_FMT, STR_ARG(buf_str(&b)));
}

static void run_row(Chapter *c, const Row *row)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Buf out = buf_in(&a);
    bool ok = run(&a, row, &d, &out);
    Str got = ok ? buf_str(&out) : error_text(&a, &d);

    if (ok != !row->error.ptr)
        complain(c, row, got, first_error(&d));
    else if (ok && !str_eq(got, row->want))
        complain(c, row, got, NULL);
    else if (!ok && !str_eq(got, row->error) &&
             !str_eq(str_cut(got, ' ').head, row->error))
        complain(c, row, got, first_error(&d));
    arena_free(&a);
}

static void test_chapter(void **state)
{
    Chapter *c = *state;

    read_rows(c);
    for (size_t i = 0; i < c->rows.len; i++)
        run_row(c, &c->rows.items[i]);
    printf("%zu of %zu rows of " STR_FMT "\n", c->rows.len - c->wrong,
           c->rows.len, STR_ARG(c->path));
    size_t wrong = c->wrong;
    arena_free(&c->arena);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    enum { MOST = 64 };
    const Str root = STR("tests/template");
    struct CMUnitTest tests[MOST];
    Chapter chapters[MOST] = {0};
    Arena a = {0};
    FileList list = {0};
    size_t n = 0;

    if (os_walk(&a, root, root, &list))
        return 1;
    for (size_t i = 0; i < list.len && n < MOST; i++) {
        Str path = list.items[i].path;
        if (!str_ends(path, STR(".txt")))
            continue;
        chapters[n].path =
            str_printf(&a, STR_FMT "/" STR_FMT, STR_ARG(root), STR_ARG(path));
        tests[n] = (struct CMUnitTest){.name = arena_cstr(&a, path),
                                       .test_func = test_chapter,
                                       .initial_state = &chapters[n]};
        n++;
    }
    int failed = _cmocka_run_group_tests("jinja", tests, n, NULL, NULL);
    arena_free(&a);
    return failed;
}
