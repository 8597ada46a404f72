/* attribute.c - "a.b.0" of an item, for the filters that take an attribute. */
#include "template/filters.h"

#include "base/utf8.h"

static Value part_of(Str part)
{
    int64_t i;

    if (part.len && ascii_is_digit(part.ptr[0]) && str_to_int(part, &i))
        return value_int(i);
    return value_str(part);
}

Value attribute_or(TemplateCall *call, Value item, Value attribute,
                   Value fallback)
{
    Reader *r = template_reader(call);
    StrCut cut = {.tail = attribute.as.s, .found = true};
    Value out = item;

    if (attribute.kind <= VALUE_NULL)
        return item;
    if (attribute.kind != VALUE_STR) {
        value_get(r, item, attribute, &out);
        return out.kind == VALUE_UNDEFINED ? fallback : out;
    }
    while (cut.found) {
        cut = str_cut(cut.tail, '.');
        value_get(r, out, part_of(cut.head), &out);
        if (out.kind == VALUE_UNDEFINED)
            out = fallback;
    }
    return out;
}

Value attribute_of(TemplateCall *call, Value item, Value attribute)
{
    return attribute_or(call, item, attribute, (Value){0});
}

bool key_of(TemplateCall *call, const Key *key, Value item, Value *out)
{
    *out = attribute_or(call, item, key->attribute, key->fallback);
    if (out->kind == VALUE_UNDEFINED)
        return no_attribute(call, item, key->attribute);
    if (key->fold && out->kind == VALUE_STR)
        *out = value_str(utf8_lower(call_arena(call), out->as.s));
    return true;
}

bool no_attribute(TemplateCall *call, Value item, Value attribute)
{
    if (attribute.kind <= VALUE_NULL)
        return template_call_error(call, TEMPLATE_ITEM_UNDEFINED,
                                   STRS(str_of(template_row(call)->name)));
    return template_call_error(call, TEMPLATE_NO_ATTRIBUTE,
                               STRS(str_of(template_row(call)->name),
                                    value_kind_name(item),
                                    text_of(call, attribute)));
}
