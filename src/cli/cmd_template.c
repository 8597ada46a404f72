/* cmd_template.c - bifolio template FILE */
#include "base/utf8.h"
#include "cli/verb.h"
#include "data/json.h"
#include "os/fs.h"
#include "template/template.h"

/* Where templates are found. */
typedef struct {
    Cli *c;
    Str folder, real; /* real: resolved; "" if there is no such folder */
    Str name;         /* of the template to print */
    const Source *src;
} Templates;

/* ---- finding */

static bool is_inside(Str path, Str folder)
{
    return str_starts(path, folder) && path.len > folder.len &&
           (str_ends(folder, STR("/")) || path.ptr[folder.len] == '/');
}

/* A file of the folder; NULL if there is none, and no way leads out of it. */
static const Source *find(void *context, Str name)
{
    Templates *t = context;
    Arena *a = &t->c->arena;
    Source *src = ARENA_NEW(a, Source);
    Str inside, real;

    if (str_eq(name, t->name))
        return t->src;
    if (!t->real.len || !path_normalize(a, name, &inside))
        return NULL;
    src->path = path_join(a, t->folder, inside);
    if (os_real_path(a, src->path, &real) || !is_inside(real, t->real) ||
        os_read_file(a, real, CLI_READ_LARGEST, &src->text) ||
        utf8_check(src->text) != SIZE_MAX)
        return NULL;
    return src;
}

/* Everything in the folder, since a name may be a variable's.  What is wrong
 * with a template that nobody asks for is nobody's concern. */
static void load_all(Templates *t, TemplateSet *set)
{
    FileList files = {0};

    if (os_walk(&t->c->arena, t->folder, t->folder, &files) != 0)
        return;
    for (size_t i = 0; i < files.len; i++)
        if (!files.items[i].error && files.items[i].info.kind == FILE_REGULAR)
            template_load(set, files.items[i].path, NULL);
}

/* The folder of --path, or that of the template; and the template's name as
 * others in the folder would call it. */
static bool open_templates(Cli *c, Templates *t)
{
    Str file = cli_argument(c, 0);
    Str path = c->options->path;

    *t = (Templates){.c = c, .name = t->src->path, .src = t->src};
    if (path.len) {
        t->folder = path;
    } else if (!str_eq(file, STR("-"))) {
        t->folder = path_folder(file);
        if (!t->folder.len)
            t->folder = str_starts(file, STR("/")) ? STR("/") : STR(".");
    }
    if (t->folder.len && os_real_path(&c->arena, t->folder, &t->real) != 0) {
        cli_misuse(c, CLI_NO_FOLDER, STRS(t->folder));
        return false;
    }
    if (t->folder.len && is_inside(file, t->folder))
        t->name =
            str_drop(file, t->folder.len + !str_ends(t->folder, STR("/")));
    return true;
}

/* ---- the variables */

static bool read_data(Cli *c, Value *out)
{
    Str name = c->options->data;

    *out = value_dict(dict_new(&c->arena));
    if (!name.len)
        return true;
    if (str_eq(name, STR("-")) && str_eq(cli_argument(c, 0), STR("-"))) {
        cli_misuse(c, CLI_STDIN_TWICE, NO_STRS);
        return false;
    }
    const Source *src = cli_read(c, name);
    if (!src || !json_parse(&c->arena, src, &c->d, out))
        return false;
    if (out->kind == VALUE_DICT)
        return true;
    diag_add(&c->d, CLI_DATA_NOT_OBJECT, src, (Span){0}, NO_STRS);
    return false;
}

/* ---- the whole */

static TemplateEscape escape_of(Str as)
{
    static const struct {
        Str name;
        TemplateEscape escape;
    } rows[] = {
        {STR_INIT("html"), ESCAPE_HTML},
        {STR_INIT("xml"), ESCAPE_XML},
        {STR_INIT("json"), ESCAPE_JSON},
        {STR_INIT("text"), ESCAPE_NONE},
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (str_eq(as, rows[i].name))
            return rows[i].escape;
    return ESCAPE_BY_NAME;
}

static void print(Templates *t, Value data)
{
    Cli *c = t->c;
    TemplateSet set = {.arena = &c->arena, .load = find, .context = t};
    const Template *template = template_load(&set, t->name, &c->d);

    if (!template)
        return;
    if (c->options->path.len)
        load_all(t, &set);
    RenderJob job = {
        .set = &set,
        .reader = {.arena = &c->scratch},
        .globals = value_dict(dict_new(&c->arena)),
        .context = data,
        .escape = escape_of(c->options->as),
    };
    Buf out = buf_in(&c->printed);
    if (template_render(template, &job, &out, &c->d))
        c->out = out;
}

void cmd_template(Cli *c)
{
    Templates t = {0};
    Value data;

    if (!read_data(c, &data))
        return;
    t.src = cli_read(c, cli_argument(c, 0));
    if (t.src && open_templates(c, &t))
        print(&t, data);
}
