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

const TemplateRow *find_method(Value of, Str name)
{
    switch ((ValueKind)of.kind) {
    case VALUE_STR:
        return find_row(text_methods, text_search_methods, name);
    case VALUE_LIST:
        return find_row(of.as.list->tuple ? list_methods : list_methods, NULL,
                        name);
    case VALUE_DICT:
        return find_row(mapping_methods, dict_methods, name);
    case VALUE_FLOAT:
        return find_row(float_methods, NULL, name);
    case VALUE_OBJECT:
        return is_mapping(of) && !is_ours(of.as.object->type)
                   ? find_row(mapping_methods, NULL, name)
                   : NULL;
    default:
        return NULL;
    }
}
