#include "template/builtin.h"

#include "template/parser.h"

#include "base/text.h"

#include <stdlib.h>

typedef VEC(const TemplateRow *) Rows;

static bool has_row(const Rows *rows, const char *name)
{
    for (size_t i = 0; i < rows->len; i++)
        if (str_eq(str_of(rows->items[i]->name), str_of(name)))
            return true;
    return false;
}

/* The host's come first and hide ours of the same name. */
static void add_table(Rows *into, Arena *a, const TemplateRow *rows)
{
    for (; rows && rows->fn; rows++)
        if (!has_row(into, rows->name))
            *VEC_PUSH(into, a) = rows;
}

static Rows all_rows(const TemplateSet *set, Arena *a, TemplateTable table)
{
    Rows rows = {0};

    switch (table) {
    case TEMPLATE_FILTERS:
        add_table(&rows, a, set->filters);
        add_table(&rows, a, template_text_filters);
        add_table(&rows, a, template_list_filters);
        add_table(&rows, a, template_value_filters);
        break;
    case TEMPLATE_TESTS:
        add_table(&rows, a, set->tests);
        add_table(&rows, a, template_tests);
        break;
    case TEMPLATE_FUNCTIONS:
        add_table(&rows, a, set->functions);
        add_table(&rows, a, template_functions);
        break;
    }
    return rows;
}

static int by_name(const void *a, const void *b)
{
    const TemplateRow *const *x = a, *const *y = b;

    return str_cmp(str_of((*x)->name), str_of((*y)->name));
}

const TemplateRow **template_rows(const TemplateSet *set, Arena *a,
                                  TemplateTable table, size_t *n)
{
    Rows rows = all_rows(set, a, table);

    if (rows.len)
        qsort(rows.items, rows.len, sizeof(*rows.items), by_name);
    *n = rows.len;
    return rows.items;
}

const TemplateRow *find_filter(const TemplateSet *set, Str name)
{
    const TemplateRow *const tables[] = {template_text_filters,
                                         template_list_filters,
                                         template_value_filters};
    const TemplateRow *row = find_row(NULL, set->filters, name);

    for (size_t i = 0; !row && i < COUNT(tables); i++)
        row = find_row(tables[i], NULL, name);
    return row;
}

const TemplateRow *find_test(const TemplateSet *set, Str name)
{
    return find_row(template_tests, set->tests, name);
}

static Str closest(const TemplateSet *set, Arena *a, TemplateTable table,
                   Str name)
{
    size_t n;
    const TemplateRow **rows = template_rows(set, a, table, &n);
    Str *names = ARENA_ARRAY(a, Str, n);

    for (size_t i = 0; i < n; i++)
        names[i] = str_of(rows[i]->name);
    return text_closest(name, names, n);
}

Str closest_filter(const TemplateSet *set, Arena *a, Str name)
{
    return closest(set, a, TEMPLATE_FILTERS, name);
}

Str closest_test(const TemplateSet *set, Arena *a, Str name)
{
    return closest(set, a, TEMPLATE_TESTS, name);
}
