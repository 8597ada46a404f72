/* format_braces.c - fmt.format(*args, **kw); see format.h. */
#include "template/format.h"

#include "template/format_field.h"

#include "base/utf8.h"

#include <string.h>

typedef struct {
    Buf *out;
    Reader *reader;
    const Value *args;
    size_t nargs;
    const Dict *keywords;
    size_t next;   /* argument of the next {} */
    bool numbered; /* some field had a number; then {} may not stand */
    bool escape;
    FormatFault fault;
} Braces;

/* {name.attr[key]!conversion:spec} */
typedef struct {
    Str name, spec;
    char conversion;
} Field;

enum { FIELDS_DEEPEST = 2 }; /* a field may stand in another's spec */

static bool first_value(Braces *b, Str name, Value *out)
{
    const Value *hit;
    int64_t i;

    if (name.len == 0) {
        if (b->numbered || b->next >= b->nargs)
            return false;
        *out = b->args[b->next++];
        return true;
    }
    if (ascii_is_digit(name.ptr[0])) {
        if (b->next || !str_to_int(name, &i) || (uint64_t)i >= b->nargs)
            return false;
        b->numbered = true;
        *out = b->args[i];
        return true;
    }
    hit = b->keywords ? dict_get_str(b->keywords, name) : NULL;
    if (hit)
        *out = *hit;
    return hit != NULL;
}

static bool walk(Braces *b, Str path, Value *v)
{
    while (path.len) {
        int64_t i;
        Str key;
        bool item = path.ptr[0] == '[';
        path = str_drop(path, 1);
        if (item) {
            StrCut cut = str_cut(path, ']');
            key = cut.head;
            path = cut.tail;
            if (!cut.found || (path.len && !strchr(".[", path.ptr[0])))
                return false;
        } else {
            size_t end = 0;
            while (end < path.len && !strchr(".[", path.ptr[end]))
                end++;
            key = str_take(path, end);
            path = str_drop(path, end);
        }
        bool number = item && str_to_int(key, &i) && i >= 0;
        if (key.len == 0 ||
            !value_get(b->reader, *v, number ? value_int(i) : value_str(key),
                       v))
            return false;
    }
    return true;
}

static bool field_value(Braces *b, Str name, Value *out)
{
    size_t end = 0;

    while (end < name.len && !strchr(".[", name.ptr[end]))
        end++;
    return first_value(b, str_take(name, end), out) &&
           walk(b, str_drop(name, end), out);
}

static bool take(Str *s, Str any, char *out)
{
    if (s->len == 0 || str_find(any, s->ptr[0]) == SIZE_MAX)
        return false;
    *out = s->ptr[0];
    *s = str_drop(*s, 1);
    return true;
}

static bool take_number(Str *s, size_t *out)
{
    char digit;

    if (s->len == 0 || !ascii_is_digit(s->ptr[0]))
        return false;
    *out = 0;
    while (take(s, STR("0123456789"), &digit)) {
        *out = *out * 10 + (size_t)(digit - '0');
        if (*out > FORMAT_WIDEST)
            return false;
    }
    return true;
}

/* [[fill]align][sign][#][0][width][group][.precision][type] */
static bool parse_spec(Str s, Format *f)
{
    const Str aligns = STR("<>^=");
    size_t fill = 0;
    char c;

    *f = (Format){.fill = STR(" "), .precision = SIZE_MAX};
    if (s.len)
        utf8_next(s, &fill);
    Str after = str_drop(s, fill);
    if (take(&after, aligns, &f->align)) {
        f->fill = str_take(s, fill);
        s = after;
    } else {
        take(&s, aligns, &f->align);
    }
    if (take(&s, STR("+- "), &f->sign) && f->sign == '-')
        f->sign = '\0';
    f->alternate = take(&s, STR("#"), &c);
    if (take(&s, STR("0"), &c) && !f->align) {
        f->fill = STR("0");
        f->align = '=';
    }
    if (s.len && ascii_is_digit(s.ptr[0]) && !take_number(&s, &f->width))
        return false;
    take(&s, STR(",_"), &f->group);
    if (take(&s, STR("."), &c) && !take_number(&s, &f->precision))
        return false;
    take(&s, STR("bcdeEfFgGnosxX%"), &f->type);
    return s.len == 0;
}

/* Text has no sign, no prefix and no groups; a 0 only fills it. */
static bool put_text(Braces *b, Format f, Str text)
{
    bool zeros = f.align == '=' && str_eq(f.fill, STR("0"));

    if ((f.type && f.type != 's') || f.sign || f.alternate || f.group ||
        (f.align == '=' && !zeros))
        return false;
    f.align = zeros ? '<' : f.align;
    if (f.precision != SIZE_MAX)
        text = utf8_slice(text, 0, f.precision);
    format_padded(b->out, &f, text, '<');
    return true;
}

static bool put_integer(Braces *b, Format f, int64_t i)
{
    char bytes[UTF8_MAX];

    if (f.type && strchr("eEfFgG%", f.type)) {
        format_float(b->out, &f, (double)i);
        return true;
    }
    if (f.precision != SIZE_MAX || f.type == 's')
        return false;
    if (f.type == 'c') {
        if (i < 0 || i > 0x10FFFF || f.sign || f.group)
            return false;
        Str one = {bytes, utf8_encode(bytes, (uint32_t)i)};
        format_padded(b->out, &f, one, '<');
        return true;
    }
    if (f.type == 'n')
        f.type = 'd';
    if (f.group == ',' && f.type && strchr("bxXo", f.type))
        return false;
    format_integer(b->out, &f, i);
    return true;
}

static bool put_plain(Braces *b, Str spec, Value v)
{
    Arena *a = b->reader->arena;
    Format f;

    if (!parse_spec(spec, &f))
        return false;
    switch (v.kind) {
    case VALUE_BOOL:
        if (spec.len > 0) /* True is 1 as soon as it has a form */
            return put_integer(b, f, v.as.b);
        return put_text(b, f, v.as.b ? STR("True") : STR("False"));
    case VALUE_INT:
        return put_integer(b, f, v.as.i);
    case VALUE_FLOAT:
        if (f.type && !strchr("eEfFgG%n", f.type))
            return false;
        f.type = f.type == 'n' ? 'g' : f.type;
        format_float(b->out, &f, v.as.f);
        return true;
    case VALUE_STR:
        return put_text(b, f, v.as.s);
    default:
        return spec.len == 0 &&
               put_text(b, f, format_text(a, b->reader, v, 's', false));
    }
}

/* What the value is formatted to is escaped, not the value: the spec's fill
 * and width are of the text as it reads. */
static bool put_field(Braces *b, const Field *field, Value v)
{
    Arena *a = b->reader->arena;
    Buf text = buf_in(a);
    Buf *out = b->out;

    if (field->conversion && !(v.safe && field->conversion == 's'))
        v = value_str(format_text(a, b->reader, v, field->conversion, false));
    if (!b->escape)
        return put_plain(b, field->spec, v);
    if (v.kind == VALUE_STR && v.safe) {
        buf_put(out, v.as.s);
        return field->spec.len == 0;
    }
    b->out = &text;
    bool ok = put_plain(b, field->spec, v);
    b->out = out;
    buf_put(out,
            format_text(a, b->reader, value_str(buf_str(&text)), 's', true));
    return ok;
}

/* Splits what stands between braces; false for an unknown conversion. */
static bool parse_field(Str inside, Field *out)
{
    size_t i = 0;
    bool bracket = false;

    for (; i < inside.len; i++) {
        char c = inside.ptr[i];
        if (c == '[' || c == ']')
            bracket = c == '[';
        else if (!bracket && (c == '!' || c == ':'))
            break;
    }
    *out = (Field){.name = str_take(inside, i)};
    Str rest = str_drop(inside, i);
    if (str_starts(rest, STR("!"))) {
        if (rest.len < 2 || !strchr("rsa", rest.ptr[1]))
            return false;
        out->conversion = rest.ptr[1];
        rest = str_drop(rest, 2);
    }
    if (rest.len && rest.ptr[0] != ':')
        return false;
    out->spec = str_drop(rest, 1);
    return true;
}

/* The offset of the brace that closes the one before `at`. */
static size_t closing(Str fmt, size_t at)
{
    int depth = 1;

    for (; at < fmt.len; at++) {
        depth += (fmt.ptr[at] == '{') - (fmt.ptr[at] == '}');
        if (depth == 0)
            return at;
    }
    return SIZE_MAX;
}

static bool braces(Braces *b, Str fmt, int depth);

static bool place(Braces *b, Str inside, int depth)
{
    Field field;
    Value v;

    if (!parse_field(inside, &field) || !field_value(b, field.name, &v))
        return false;
    if (str_find(field.spec, '{') != SIZE_MAX) {
        Buf spec = buf_in(b->reader->arena);
        Buf *out = b->out;
        bool escape = b->escape;
        b->out = &spec;
        b->escape = false;
        bool ok = braces(b, field.spec, depth + 1);
        b->out = out;
        b->escape = escape;
        if (!ok)
            return false;
        field.spec = buf_str(&spec);
    }
    return put_field(b, &field, v);
}

static bool braces(Braces *b, Str fmt, int depth)
{
    size_t before = b->out->len;

    for (size_t i = 0; i < fmt.len;) {
        char c = fmt.ptr[i];
        bool twin = depth == 0 && i + 1 < fmt.len && fmt.ptr[i + 1] == c;
        if ((c != '{' && c != '}') || twin) {
            buf_put_char(b->out, c);
            i += twin && (c == '{' || c == '}') ? 2 : 1;
            continue;
        }
        size_t end = c == '{' ? closing(fmt, i + 1) : SIZE_MAX;
        b->fault.place = str_slice(fmt, i, end == SIZE_MAX ? fmt.len : end + 1);
        if (end == SIZE_MAX || depth >= FIELDS_DEEPEST ||
            !place(b, str_slice(fmt, i + 1, end), depth))
            return false;
        i = end + 1;
        if (b->out->len - before > FORMAT_MOST) {
            b->fault.code = TEMPLATE_FORMAT_LONG;
            return false;
        }
    }
    return true;
}

/* NOLINTBEGIN(readability-function-size): see the header */
bool text_braces(Buf *out, Reader *r, Str fmt, const Value *args, size_t n,
                 const Dict *kw, FormatFault *fault)
{
    Braces b = {.out = out,
                .reader = r,
                .args = args,
                .nargs = n,
                .keywords = kw,
                .fault.code = TEMPLATE_FORMAT};
    bool ok = braces(&b, fmt, 0);

    *fault = b.fault;
    return ok;
}

bool text_braces_safe(Buf *out, Reader *r, Str fmt, const Value *args, size_t n,
                      const Dict *kw, FormatFault *fault)
{
    Braces b = {.out = out,
                .reader = r,
                .args = args,
                .nargs = n,
                .keywords = kw,
                .escape = true,
                .fault.code = TEMPLATE_FORMAT};
    bool ok = braces(&b, fmt, 0);

    *fault = b.fault;
    return ok;
}
/* NOLINTEND(readability-function-size) */
