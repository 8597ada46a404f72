/* format.c - fmt % args; see format.h. */
#include "template/format.h"

#include "template/format_field.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

typedef struct {
    Buf *out;
    Reader *reader;
    Str fmt;
    size_t at;
    Value args;
    size_t taken; /* of args, where they are several */
    bool escape;
    bool by_name; /* some place was %(name)s */
} Percent;

static char peek(const Percent *p)
{
    return p->at < p->fmt.len ? p->fmt.ptr[p->at] : '\0';
}

static bool is_several(Value args)
{
    return args.kind == VALUE_LIST && args.as.list->tuple;
}

static bool next_arg(Percent *p, Value *out)
{
    size_t n = is_several(p->args) ? p->args.as.list->len : 1;

    if (p->taken >= n || p->by_name)
        return false;
    *out = is_several(p->args) ? p->args.as.list->items[p->taken] : p->args;
    p->taken++;
    return true;
}

/* (name), whose parentheses nest. */
static bool named_arg(Percent *p, Value *out)
{
    size_t start = ++p->at;

    for (int depth = 1; p->at < p->fmt.len; p->at++) {
        depth += (peek(p) == '(') - (peek(p) == ')');
        if (depth == 0)
            break;
    }
    Str name = str_slice(p->fmt, start, p->at);
    if (peek(p) != ')' || p->args.kind == VALUE_STR || is_several(p->args))
        return false;
    p->at++;
    p->by_name = true;
    return value_get_str(p->reader, p->args, name, out);
}

static void take_flags(Percent *p, Format *f)
{
    bool left = false, zero = false;

    for (;; p->at++) {
        switch (peek(p)) {
        case '-':
            left = true;
            continue;
        case '0':
            zero = true;
            continue;
        case '+':
            f->sign = '+';
            continue;
        case ' ':
            f->sign = f->sign ? f->sign : ' ';
            continue;
        case '#':
            f->alternate = true;
            continue;
        default:
            f->align = left ? '<' : zero ? '=' : '>';
            f->fill = zero && !left ? STR("0") : STR(" ");
            return;
        }
    }
}

/* Digits, or * for the next argument.  *out stays if there is neither. */
static bool take_size(Percent *p, int64_t *out)
{
    Value v;

    if (peek(p) == '*') {
        p->at++;
        if (!next_arg(p, &v) || v.kind != VALUE_INT)
            return false;
        *out = v.as.i;
        return *out >= -FORMAT_WIDEST && *out <= FORMAT_WIDEST;
    }
    if (ascii_is_digit(peek(p)))
        *out = 0;
    for (; ascii_is_digit(peek(p)); p->at++) {
        *out = *out * 10 + (peek(p) - '0');
        if (*out > FORMAT_WIDEST)
            return false;
    }
    return true;
}

static bool take_spec(Percent *p, Format *f)
{
    int64_t width = 0, precision = -1;

    take_flags(p, f);
    if (!take_size(p, &width))
        return false;
    if (width < 0) { /* of a *: aligns left */
        f->align = '<';
        f->fill = STR(" ");
        width = -width;
    }
    if (peek(p) == '.') {
        p->at++;
        precision = 0;
        if (!take_size(p, &precision))
            return false;
    }
    f->width = (size_t)width;
    f->precision = precision < 0 ? SIZE_MAX : (size_t)precision;
    while (peek(p) == 'l' || peek(p) == 'h' || peek(p) == 'L')
        p->at++;
    f->type = peek(p);
    p->at += f->type != '\0';
    return f->type != '\0';
}

/* %d cuts a float off, %x and %o take none. */
static bool whole_number(Value v, char type, int64_t *out)
{
    if (v.kind == VALUE_INT || v.kind == VALUE_BOOL) {
        *out = v.kind == VALUE_INT ? v.as.i : v.as.b;
        return true;
    }
    if (v.kind != VALUE_FLOAT || strchr("xXo", type) ||
        !(v.as.f > -0x1p63 && v.as.f < 0x1p63))
        return false;
    *out = (int64_t)v.as.f;
    return true;
}

static bool put_float(Percent *p, const Format *f, Value v)
{
    if (v.kind == VALUE_INT || v.kind == VALUE_BOOL)
        v = value_float(v.kind == VALUE_INT ? (double)v.as.i : v.as.b);
    if (v.kind != VALUE_FLOAT)
        return false;
    format_float(p->out, f, v.as.f);
    return true;
}

/* Text is padded with spaces, whatever the flags. */
static void put_text(Percent *p, Format f, Str text)
{
    f.fill = STR(" ");
    f.align = f.align == '=' ? '>' : f.align;
    if (f.precision != SIZE_MAX)
        text = utf8_slice(text, 0, f.precision);
    format_padded(p->out, &f, text, '>');
}

static bool put_char(Percent *p, Format f, Value v)
{
    char bytes[UTF8_MAX];

    f.precision = SIZE_MAX;
    if (v.kind == VALUE_INT && v.as.i >= 0 && v.as.i <= 0x10FFFF) {
        Str one = {bytes, utf8_encode(bytes, (uint32_t)v.as.i)};
        v = value_str(one);
    }
    if (v.kind != VALUE_STR || utf8_count(v.as.s) != 1)
        return false;
    put_text(p, f, format_text(p->reader->arena, p->reader, v, 's', p->escape));
    return true;
}

static bool put_value(Percent *p, const Format *f, Value v)
{
    int64_t whole;

    switch (f->type) {
    case 's':
    case 'r':
    case 'a':
        put_text(p, *f,
                 format_text(p->reader->arena, p->reader, v, f->type,
                             p->escape));
        return true;
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        if (!whole_number(v, f->type, &whole))
            return false;
        format_integer(p->out, f, whole);
        return true;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return put_float(p, f, v);
    case 'c':
        return put_char(p, *f, v);
    default:
        return false;
    }
}

/* At a '%'. */
static bool place(Percent *p)
{
    Format f = {0};
    Value v = {0};
    bool named = false;

    p->at++;
    if (peek(p) == '(') {
        if (!named_arg(p, &v))
            return false;
        named = true;
    }
    if (!take_spec(p, &f))
        return false;
    if (f.type == '%') {
        buf_put_char(p->out, '%');
        return true;
    }
    if (!named && !next_arg(p, &v))
        return false;
    return put_value(p, &f, v);
}

static bool percent(Percent *p, FormatFault *fault)
{
    size_t before = p->out->len;

    while (p->at < p->fmt.len) {
        size_t start = p->at;
        size_t plain = str_find(str_drop(p->fmt, start), '%');
        if (plain > 0) {
            p->at = plain == SIZE_MAX ? p->fmt.len : start + plain;
            buf_put(p->out, str_slice(p->fmt, start, p->at));
        } else if (!place(p)) {
            *fault =
                (FormatFault){TEMPLATE_FORMAT, str_slice(p->fmt, start, p->at)};
            return false;
        }
        if (p->out->len - before > FORMAT_MOST) {
            *fault = (FormatFault){.code = TEMPLATE_FORMAT_LONG};
            return false;
        }
    }
    *fault = (FormatFault){.code = TEMPLATE_FORMAT_MORE};
    if (is_several(p->args))
        return p->taken == p->args.as.list->len;
    return p->taken || p->args.kind == VALUE_LIST ||
           p->args.kind == VALUE_DICT || p->args.kind == VALUE_OBJECT;
}

bool text_percent(Buf *out, Reader *r, Str fmt, Value args, FormatFault *fault)
{
    Percent p = {.out = out, .reader = r, .fmt = fmt, .args = args};

    return percent(&p, fault);
}

bool text_percent_safe(Buf *out, Reader *r, Str fmt, Value args,
                       FormatFault *fault)
{
    Percent p = {
        .out = out, .reader = r, .fmt = fmt, .args = args, .escape = true};

    return percent(&p, fault);
}
