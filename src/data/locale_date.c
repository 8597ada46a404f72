/* locale_date.c - dates by pattern (UTS 35, part 4, Date Field Symbols). */
#include "data/locale.h"

static Str pattern_of(const Locale *l, Str style)
{
    if (str_eq(style, STR("short")))
        return l->date_short;
    if (str_eq(style, STR("medium")))
        return l->date_medium;
    if (str_eq(style, STR("long")) || style.len == 0)
        return l->date_long;
    if (str_eq(style, STR("full")))
        return l->date_full;
    if (str_eq(style, STR("month_year")))
        return l->month_year;
    if (str_eq(style, STR("time")))
        return l->time;
    return style;
}

static void put_zone(Buf *out, Date d)
{
    int m = d.offset < 0 ? -d.offset : d.offset;

    if (m == 0)
        buf_put_char(out, 'Z');
    else
        buf_printf(out, "%c%02d:%02d", d.offset < 0 ? '-' : '+', m / 60,
                   m % 60);
}

static void put_month(Buf *out, const Locale *l, int month, int width)
{
    if (width >= 4)
        buf_put(out, l->months[month - 1]);
    else if (width == 3)
        buf_put(out, l->months_short[month - 1]);
    else
        buf_put_padded(out, month, width);
}

static bool put_field(Buf *out, const Locale *l, Date d, char letter, int width)
{
    switch (letter) {
    case 'y':
        buf_put_padded(out, width == 2 ? d.year % 100 : d.year, width);
        return true;
    case 'M':
    case 'L':
        put_month(out, l, d.month, width);
        return true;
    case 'd':
        buf_put_padded(out, d.day, width);
        return true;
    case 'E':
    case 'c':
        buf_put(out, width >= 4 ? l->days[date_weekday(d) - 1]
                                : l->days_short[date_weekday(d) - 1]);
        return true;
    case 'H':
        buf_put_padded(out, d.hour, width);
        return true;
    case 'h':
        buf_put_padded(out, (d.hour + 11) % 12 + 1, width);
        return true;
    case 'm':
        buf_put_padded(out, d.minute, width);
        return true;
    case 's':
        buf_put_padded(out, d.second, width);
        return true;
    case 'a':
        buf_put(out, d.hour < 12 ? STR("AM") : STR("PM"));
        return true;
    case 'X':
    case 'x':
    case 'z':
        put_zone(out, d);
        return true;
    default:
        return false;
    }
}

/* 'quoted', where '' is an apostrophe, inside and outside; returns the bytes
 * taken. */
static size_t put_quoted(Buf *out, Str s)
{
    size_t i = 1;

    if (str_starts(s, STR("''"))) {
        buf_put_char(out, '\'');
        return 2;
    }
    for (; i < s.len; i++) {
        if (s.ptr[i] == '\'' && !str_starts(str_drop(s, i), STR("''")))
            return i + 1;
        i += s.ptr[i] == '\'';
        buf_put_char(out, s.ptr[i]);
    }
    return i;
}

void locale_put_date(Buf *out, const Locale *l, Date d, Str style)
{
    Str p = pattern_of(l, style);

    while (p.len) {
        if (p.ptr[0] == '\'') {
            p = str_drop(p, put_quoted(out, p));
            continue;
        }
        size_t run = 1;
        while (run < p.len && run < 9 && p.ptr[run] == p.ptr[0] &&
               ascii_is_alpha(p.ptr[0]))
            run++;
        if (!ascii_is_alpha(p.ptr[0]) ||
            !put_field(out, l, d, p.ptr[0], (int)run))
            buf_put(out, str_take(p, run));
        p = str_drop(p, run);
    }
}
