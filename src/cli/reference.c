/* reference.c - what templates can use, from the tables that the program itself
 * reads.  content/pages/template-guide.en.md holds what is printed here. */
#include "build/assets.h"
#include "build/functions.h"
#include "cli/verb.h"
#include "template/template.h"

/* A cell of a table: a bar would end it. */
static void put_cell(Buf *out, Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '|')
            buf_put_char(out, '\\');
        buf_put_char(out, text.ptr[i]);
    }
}

static void put_head(Buf *out, Str title, Str id, Str columns)
{
    buf_printf(out, "\n### " STR_FMT " {#" STR_FMT "}\n\n" STR_FMT "\n",
               STR_ARG(title), STR_ARG(id), STR_ARG(columns));
    for (StrCut cut = str_cut(str_drop(columns, 1), '|'); cut.found;
         cut = str_cut(cut.tail, '|'))
        BUF_LIT(out, "| --- ");
    BUF_LIT(out, "|\n");
}

/* What is piped or tested is the first parameter; it is not written in
 * brackets. */
static Str written_params(const TemplateRow *row, TemplateTable table)
{
    Str params = str_of(row->params);

    if (table == TEMPLATE_FUNCTIONS)
        return params;
    return str_trim(str_cut(params, ',').tail);
}

static void put_rows(Buf *out, const TemplateSet *set, TemplateTable table)
{
    static const struct {
        Str title, id;
    } heads[] = {
        [TEMPLATE_FILTERS] = {STR_INIT("Filters"), STR_INIT("filters")},
        [TEMPLATE_TESTS] = {STR_INIT("Tests"), STR_INIT("tests")},
        [TEMPLATE_FUNCTIONS] = {STR_INIT("Functions"), STR_INIT("functions")},
    };
    size_t n;
    const TemplateRow **rows = template_rows(set, out->arena, table, &n);

    put_head(out, heads[table].title, heads[table].id,
             STR("| name | arguments | what it does |"));
    for (size_t i = 0; i < n; i++) {
        Str params = written_params(rows[i], table);
        buf_printf(out, "| `%s` | ", rows[i]->name);
        if (params.len) {
            buf_put_char(out, '`');
            put_cell(out, params);
            BUF_LIT(out, "` ");
        }
        BUF_LIT(out, "| ");
        put_cell(out, str_of(rows[i]->doc));
        BUF_LIT(out, " |\n");
    }
}

static void put_fields(Buf *out, const HostTable *t)
{
    put_head(out, str_printf(out->arena, "Fields of %.*s", STR_ARG(t->name)),
             str_printf(out->arena, "fields-%.*s", STR_ARG(t->name)),
             STR("| field | kind | what it holds |"));
    for (size_t i = 0; i < t->nfields; i++) {
        const HostField *f = &t->fields[i];
        Str kind = host_kind_name(f->kind);
        buf_printf(out, "| `" STR_FMT "` | " STR_FMT " | ", STR_ARG(f->name),
                   STR_ARG(kind));
        put_cell(out, f->doc);
        BUF_LIT(out, " |\n");
    }
}

void reference_print(Buf *out)
{
    TemplateSet set = {
        .arena = out->arena,
        .filters = site_filters,
        .functions = site_functions,
        .tests = site_tests,
    };

    put_rows(out, &set, TEMPLATE_FILTERS);
    put_rows(out, &set, TEMPLATE_TESTS);
    put_rows(out, &set, TEMPLATE_FUNCTIONS);
    for (size_t i = 0; host_table(i); i++)
        put_fields(out, host_table(i));
    put_fields(out, asset_table());
}
