#include "template/format_field.h"

#include "base/escape.h"
#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_fill(Buf *out, const Format *f, size_t n)
{
    while (n-- > 0)
        buf_put(out, f->fill);
}

void format_padded(Buf *out, const Format *f, Str text, char align)
{
    size_t len = utf8_count(text);
    size_t pad = f->width > len ? f->width - len : 0;

    if (f->align)
        align = f->align;
    size_t left = align == '<' ? 0 : align == '^' ? pad / 2 : pad;
    put_fill(out, f, left);
    buf_put(out, text);
    put_fill(out, f, pad - left);
}

/* Digits before the point, with separators; zeros in front make them at least
 * `least` characters, as `f->fill` of 0 behind the sign asks for. */
static Str grouped(Arena *a, const Format *f, Str digits, size_t least)
{
    size_t every = strchr("xXob", f->type) && f->type ? 4 : 3;
    Buf b = buf_in(a);
    size_t n = digits.len;

    if (!f->group)
        return digits;
    while (n + (n - 1) / every < least)
        n++;
    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % every == 0)
            buf_put_char(&b, f->group);
        bool zero = i < n - digits.len;
        buf_put_char(&b, zero ? '0' : digits.ptr[i - (n - digits.len)]);
    }
    return buf_take(&b);
}

static Str sign_of(const Format *f, bool minus)
{
    if (minus)
        return STR("-");
    return f->sign == '+' ? STR("+") : f->sign ? STR(" ") : STR("");
}

/* Sign, prefix, digits with what follows them, and padding between or around
 * them. */
static void put_number(Buf *out, const Format *f, Str head, Str digits,
                       Str tail)
{
    Arena *a = out->arena;
    bool zeros = f->align == '=' && str_eq(f->fill, STR("0"));
    size_t rest = head.len + tail.len;
    size_t least = zeros && f->width > rest ? f->width - rest : 0;

    digits = grouped(a, f, digits, least);
    size_t len = rest + digits.len;
    if (f->align == '=') {
        buf_put(out, head);
        put_fill(out, f, f->width > len ? f->width - len : 0);
        buf_put(out, digits);
        buf_put(out, tail);
        return;
    }
    Str parts[] = {head, digits, tail};
    Buf whole = buf_in(a);
    for (size_t i = 0; i < COUNT(parts); i++)
        buf_put(&whole, parts[i]);
    format_padded(out, f, buf_str(&whole), '>');
}

static Str prefix_of(const Format *f)
{
    if (!f->alternate)
        return STR("");
    switch (f->type) {
    case 'x':
        return STR("0x");
    case 'X':
        return STR("0X");
    case 'o':
        return STR("0o");
    case 'b':
        return STR("0b");
    default:
        return STR("");
    }
}

static unsigned base_of(char type)
{
    switch (type) {
    case 'x':
    case 'X':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 10;
    }
}

void format_integer(Buf *out, const Format *f, int64_t n)
{
    Arena *a = out->arena;
    const char *figures =
        f->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    char reversed[64];
    size_t len = 0;
    Buf digits = buf_in(a);

    do {
        reversed[len++] = figures[rest % base_of(f->type)];
        rest /= base_of(f->type);
    } while (rest);
    if (f->precision != SIZE_MAX)
        for (size_t i = len; i < f->precision; i++)
            buf_put_char(&digits, '0');
    while (len > 0)
        buf_put_char(&digits, reversed[--len]);
    Str head = str_printf(a, STR_FMT STR_FMT, STR_ARG(sign_of(f, n < 0)),
                          STR_ARG(prefix_of(f)));
    put_number(out, f, head, buf_str(&digits), (Str){0});
}

/* As %g, but that a whole number ends in .0 and the exponent comes one digit
 * earlier: what Python does with a precision and no type. */
static Str untyped(Arena *a, double d, size_t precision)
{
    if (precision == SIZE_MAX) {
        Buf b = buf_in(a);
        float_print(&b, d);
        return buf_take(&b);
    }
    int digits = precision ? (int)precision : 1;
    Str wide = str_printf(a, "%.*e", digits - 1, d);
    int exponent = (int)strtol(wide.ptr + str_find(wide, 'e') + 1, NULL, 10);
    if (exponent < digits - 1 || exponent < -4) {
        Str plain = str_printf(a, "%.*g", digits, d);
        bool marked = str_find(plain, '.') != SIZE_MAX ||
                      str_find(plain, 'e') != SIZE_MAX;
        return marked ? plain : str_printf(a, STR_FMT ".0", STR_ARG(plain));
    }
    StrCut cut = str_cut(wide, 'e');
    while (str_find(cut.head, '.') != SIZE_MAX &&
           strchr("0.", cut.head.ptr[cut.head.len - 1])) {
        bool point = cut.head.ptr[cut.head.len - 1] == '.';
        cut.head.len--;
        if (point)
            break;
    }
    return str_printf(a, STR_FMT "e" STR_FMT, STR_ARG(cut.head),
                      STR_ARG(cut.tail));
}

static Str typed(Arena *a, const Format *f, double d)
{
    int precision = f->precision == SIZE_MAX ? 6 : (int)f->precision;

    switch (ascii_lower(f->type)) {
    case 'e':
        return f->alternate ? str_printf(a, "%#.*e", precision, d)
                            : str_printf(a, "%.*e", precision, d);
    case 'g':
        return f->alternate ? str_printf(a, "%#.*g", precision, d)
                            : str_printf(a, "%.*g", precision, d);
    case '%':
        return str_printf(a, "%.*f%%", precision, d * 100);
    case 'f':
        return f->alternate ? str_printf(a, "%#.*f", precision, d)
                            : str_printf(a, "%.*f", precision, d);
    default:
        return untyped(a, d, f->precision);
    }
}

void format_float(Buf *out, const Format *f, double d)
{
    Arena *a = out->arena;
    bool minus = signbit(d) && !isnan(d);
    double size = isnan(d) ? d : fabs(d);
    Str text;

    if (isnan(d) || isinf(d))
        text = str_printf(a, "%s%s", isnan(d) ? "nan" : "inf",
                          f->type == '%' ? "%" : "");
    else
        text = typed(a, f, size);
    if (f->type >= 'A' && f->type <= 'Z')
        text = utf8_upper(a, text);
    size_t whole = 0;
    while (whole < text.len && ascii_is_digit(text.ptr[whole]))
        whole++;
    Str digits = str_take(text, whole);
    if (whole == 0) { /* inf and nan are padded, not grouped */
        Format plain = *f;
        plain.group = '\0';
        put_number(out, &plain, sign_of(f, minus), text, (Str){0});
        return;
    }
    put_number(out, f, sign_of(f, minus), digits, str_drop(text, whole));
}

static Str ascii_only(Arena *a, Str s)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < s.len;) {
        uint32_t rune = utf8_next(s, &i);
        if (rune < 0x80)
            buf_put_char(&b, (char)rune);
        else if (rune < 0x100)
            buf_printf(&b, "\\x%02x", rune);
        else
            buf_printf(&b, rune < 0x10000 ? "\\u%04x" : "\\U%08x", rune);
    }
    return buf_take(&b);
}

Str format_text(Arena *a, Reader *r, Value v, char conversion, bool escape)
{
    bool plain = conversion != 'r' && conversion != 'a';
    Buf b = buf_in(a), html = buf_in(a);

    if (plain)
        value_print(&b, r, v);
    else
        value_repr(&b, r, v);
    Str text = buf_str(&b);
    if (conversion == 'a')
        text = ascii_only(a, text);
    if (!escape || (plain && v.kind == VALUE_STR && v.safe))
        return text;
    escape_html(&html, text);
    return buf_str(&html);
}
