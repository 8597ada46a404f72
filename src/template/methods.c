/* methods.c - which methods a value has. */
#include "template/methods.h"

#include "template/parser.h"
#include "template/render.h"

#include <math.h>

Value self_of(const TemplateCall *call)
{
    return *(const Value *)template_self(call);
}

Str beside(TemplateCall *call, Value v, Value other)
{
    return v.safe ? escaped_text(call, other).as.s
                  : soft_text(call, other).as.s;
}

static bool is_integer(TemplateCall *call, Value *result)
{
    double f = self_of(call).as.f;

    return answer_bool(result, floor(f) == f && !isinf(f));
}

const TemplateRow float_methods[] = {
    {"is_integer", is_integer, "", "whether it is a whole number"},
    {0},
};

static const TemplateRow *in(const TemplateRow *rows, Str name)
{
    return find_row(rows, NULL, name);
}

static Methods named(Str name)
{
    Methods m = {
        .text = find_row(text_methods, text_search_methods, name),
        .list = in(list_methods, name),
        .dict = in(dict_methods, name),
        .mapping = in(mapping_methods, name),
        .number = in(float_methods, name),
    };

    return m;
}

const Methods *methods_of(Arena *a, Str name)
{
    Methods found = named(name);

    if (!found.text && !found.list && !found.dict && !found.mapping &&
        !found.number)
        return NULL;
    Methods *m = ARENA_NEW(a, Methods);
    *m = found;
    return m;
}

const TemplateRow *method_of(const Methods *m, Value of)
{
    if (!m)
        return NULL;
    switch ((ValueKind)of.kind) {
    case VALUE_STR:
        return m->text;
    case VALUE_LIST:
        return m->list;
    case VALUE_DICT:
        return m->mapping ? m->mapping : m->dict;
    case VALUE_FLOAT:
        return m->number;
    case VALUE_OBJECT:
        return m->mapping && is_mapping(of) && !is_ours(of.as.object->type)
                   ? m->mapping
                   : NULL;
    default:
        return NULL;
    }
}

const TemplateRow *find_method(Value of, Str name)
{
    Methods m = named(name);

    return method_of(&m, of);
}
