/* fuzz_template.c - any text as a template, compiled and rendered.
 *
 * The input may hold several: behind a line "-- NAME" begins another, which
 * the first, "page.html", may load.  Nothing may crash, hang or print more
 * than it is allowed to.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "data/json.h"
#include "template/template.h"

typedef VEC(Source) Sources;

static const Source *find_file(void *context, Str name)
{
    const Sources *files = context;

    for (size_t i = 0; i < files->len; i++)
        if (str_eq(files->items[i].path, name))
            return &files->items[i];
    return NULL;
}

static void split_files(Arena *a, Sources *files, Str rest)
{
    Str name = STR("page.html");

    while (name.len) {
        StrCut cut = str_cut_text(rest, STR("\n-- "));
        *VEC_PUSH(files, a) = (Source){name, cut.head};
        StrCut line = str_cut(cut.tail, '\n');
        name = line.head;
        rest = line.tail;
    }
}

static Value some_data(Arena *a)
{
    static const Source src = {
        STR_INIT("data.json"),
        STR_INIT(
            "{\"page\": {\"title\": \"A & B\", \"tags\": [\"x\", \"y\"],"
            " \"n\": -7, \"f\": 2.5, \"none\": null, \"items\": 1},"
            " \"xs\": [1, 2, 3, 4], \"s\": \"h\\u00e9llo w\\u00f6rld\","
            " \"ps\": [{\"a\": 1, \"b\": \"z\"}, {\"a\": 2, \"b\": \"y\"}],"
            " \"part\": \"part\"}"),
    };
    DiagList d = {.arena = a};
    Value v = {0};

    json_parse(a, &src, &d, &v);
    return v;
}

static void render(Arena *a, const TemplateSet *set, const Template *t)
{
    DiagList d = {.arena = a};
    Buf out = buf_in(a), said = buf_in(a);
    RenderJob job = {
        .set = set,
        .reader = {.arena = a},
        .context = some_data(a),
        .most_output = 1 << 20,
        .most_memory = 8 << 20,
        .most_steps = 20000,
    };

    if (template_render(t, &job, &out, &d) != (d.errors == 0))
        __builtin_trap();
    for (const Diag *one = d.first; one; one = one->next)
        diag_print(&said, one, (DiagStyle){.language = DIAG_ITALIAN});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    Sources files = {0};
    Str text = {(const char *)data, size};
    DiagList d = {.arena = &a};
    TemplateSet set = {.arena = &a, .load = find_file, .context = &files};

    /* The host checks that where files are read. */
    if (utf8_check(text) != SIZE_MAX)
        return 0;
    split_files(&a, &files, text);
    const Template *t = template_load(&set, STR("page.html"), &d);
    if ((t != NULL) != (d.errors == 0))
        __builtin_trap();
    for (size_t i = 1; i < files.len; i++)
        template_load(&set, files.items[i].path, &d);
    if (t)
        render(&a, &set, t);
    Buf said = buf_in(&a);
    for (const Diag *one = d.first; one; one = one->next)
        diag_print(&said, one, (DiagStyle){0});
    arena_free(&a);
    return 0;
}
