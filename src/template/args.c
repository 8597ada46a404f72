#include "template/args.h"

#include "base/escape.h"
#include "base/utf8.h"

Arena *call_arena(TemplateCall *call)
{
    return template_reader(call)->arena;
}

Str text_of(TemplateCall *call, Value v)
{
    Buf b = buf_in(call_arena(call));

    if (v.kind == VALUE_STR)
        return v.as.s;
    value_print(&b, template_reader(call), v);
    return buf_take(&b);
}

Value soft_text(TemplateCall *call, Value v)
{
    Reader *r = template_reader(call);

    if (v.kind == VALUE_OBJECT && v.as.object->type->text) {
        Value text = v.as.object->type->text(r, v.as.object->self);
        if (r->observer)
            r->observer->read(r->observer, v.as.object, value_null(), text);
        v = text;
    }
    return v.kind == VALUE_STR ? v : value_str(text_of(call, v));
}

Value escaped_text(TemplateCall *call, Value v)
{
    Buf b = buf_in(call_arena(call));

    v = soft_text(call, v);
    if (v.safe)
        return v;
    escape_html(&b, v.as.s);
    return value_safe(buf_str(&b));
}

Value piped_text(TemplateCall *call)
{
    return soft_text(call, template_arg(call, 0));
}

bool arg_given(TemplateCall *call, size_t i)
{
    return template_arg(call, i).kind > VALUE_NULL;
}

bool arg_flag(TemplateCall *call, size_t i)
{
    return value_truth(template_reader(call), template_arg(call, i));
}

Str arg_text(TemplateCall *call, size_t i, Str fallback)
{
    return arg_given(call, i) ? soft_text(call, template_arg(call, i)).as.s
                              : fallback;
}

bool arg_int(TemplateCall *call, size_t i, int64_t fallback, int64_t *out)
{
    Value v = template_arg(call, i);

    *out = fallback;
    if (!arg_given(call, i))
        return true;
    if (v.kind != VALUE_INT && v.kind != VALUE_BOOL)
        return wrong_arg(call, i, STR("integer"));
    *out = v.kind == VALUE_INT ? v.as.i : v.as.b;
    return true;
}

bool arg_size(TemplateCall *call, size_t i, size_t fallback, size_t *out)
{
    int64_t n;

    if (!arg_int(call, i, (int64_t)fallback, &n))
        return false;
    *out = (size_t)n;
    return n >= 0 || wrong_arg(call, i, STR("integer >= 0"));
}

static const List *letters_of(TemplateCall *call, Str s)
{
    List *out = new_list(call, utf8_count(s));

    for (size_t i = 0; out && i < s.len;) {
        size_t start = i;
        utf8_next(s, &i);
        list_push(out, call_arena(call), value_str(str_slice(s, start, i)));
    }
    return out;
}

const List *items_of(TemplateCall *call, Value v)
{
    Reader *r = template_reader(call);

    if (v.kind == VALUE_LIST)
        return v.as.list;
    if (v.kind == VALUE_STR)
        return letters_of(call, v.as.s);
    size_t n = value_len(r, v);
    if (n == SIZE_MAX) {
        wrong_kind(call, STR("list"), v);
        return NULL;
    }
    List *out = new_list(call, n);
    for (size_t i = 0; out && i < n; i++)
        list_push(out, r->arena, value_at(r, v, i));
    return out;
}

bool is_mapping(Value v)
{
    if (v.kind == VALUE_OBJECT)
        return v.as.object->type->keys && !v.as.object->type->len;
    return v.kind == VALUE_DICT;
}

bool is_number(Value v)
{
    return v.kind == VALUE_BOOL || v.kind == VALUE_INT || v.kind == VALUE_FLOAT;
}

double as_double(Value v)
{
    if (v.kind == VALUE_FLOAT)
        return v.as.f;
    return v.kind == VALUE_INT ? (double)v.as.i : v.as.b;
}

static Str row_name(TemplateCall *call)
{
    return str_of(template_row(call)->name);
}

/* "value, count?" -> its i-th name. */
static Str param_name(TemplateCall *call, size_t i)
{
    StrCut cut = str_cut(str_of(template_row(call)->params), ',');

    while (i-- > 0 && cut.found)
        cut = str_cut(cut.tail, ',');
    Str name = str_trim(cut.head);
    return str_ends(name, STR("?")) ? str_take(name, name.len - 1) : name;
}

bool arg_needed(TemplateCall *call, size_t i)
{
    return template_arg(call, i).kind != VALUE_UNDEFINED ||
           template_call_error(call, TEMPLATE_ARG_NEEDED,
                               STRS(row_name(call), param_name(call, i)));
}

bool wrong_kind(TemplateCall *call, Str wanted, Value got)
{
    return template_call_error(call, TEMPLATE_FILTER_KIND,
                               STRS(row_name(call), wanted,
                                    value_kind_name(got)));
}

bool wrong_arg(TemplateCall *call, size_t i, Str wanted)
{
    Buf b = buf_in(call_arena(call));

    value_repr(&b, template_reader(call), template_arg(call, i));
    return template_call_error(call, TEMPLATE_ARGUMENT,
                               STRS(row_name(call), param_name(call, i), wanted,
                                    buf_str(&b)));
}

bool no_order(TemplateCall *call, Value a, Value b)
{
    return template_call_error(call, TEMPLATE_NO_ORDER,
                               STRS(value_kind_name(a), value_kind_name(b)));
}

bool answer_text(TemplateCall *call, Value *result, Str s, bool safe)
{
    *result = safe ? value_safe(s) : value_str(s);
    return template_charge(call, s.len);
}

bool answer_bool(Value *result, bool b)
{
    *result = value_bool(b);
    return true;
}

bool answer_list(Value *result, List *l)
{
    *result = value_list(l);
    return l != NULL;
}

Value pair_of(Arena *a, Value first, Value second)
{
    List *l = list_new(a, 2);

    list_push(l, a, first);
    list_push(l, a, second);
    l->tuple = true;
    return value_list(l);
}

List *new_list(TemplateCall *call, size_t cap)
{
    if (cap > SIZE_MAX / sizeof(Value) ||
        !template_charge(call, cap * sizeof(Value)))
        return NULL;
    List *l = list_new(call_arena(call), cap);
    l->fresh = true;
    return l;
}

List *pairs_of(TemplateCall *call, Value v)
{
    Reader *r = template_reader(call);
    Value item;

    if (!is_mapping(v)) {
        wrong_kind(call, STR("dict"), v);
        return NULL;
    }
    const List *keys = items_of(call, v);
    List *out = keys ? new_list(call, keys->len) : NULL;
    for (size_t i = 0; out && i < keys->len; i++) {
        value_get(r, v, keys->items[i], &item);
        list_push(out, r->arena, pair_of(r->arena, keys->items[i], item));
    }
    return out;
}
