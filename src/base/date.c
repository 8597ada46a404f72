#include "base/date.h"

typedef struct {
    Str rest;
    bool bad;
} Cursor;

static bool take(Cursor *c, char ch)
{
    if (!c->rest.len || c->rest.ptr[0] != ch)
        return false;
    c->rest = str_drop(c->rest, 1);
    return true;
}

static int digits(Cursor *c, size_t n)
{
    int value = 0;

    if (c->rest.len < n)
        c->bad = true;
    for (size_t i = 0; i < n && !c->bad; i++) {
        if (!ascii_is_digit(c->rest.ptr[i]))
            c->bad = true;
        value = value * 10 + (c->rest.ptr[i] - '0');
    }
    c->rest = str_drop(c->rest, n);
    return c->bad ? 0 : value;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

static DateError parse_day(Cursor *c, Date *d)
{
    d->year = digits(c, 4);
    bool extended = take(c, '-');
    d->month = digits(c, 2);
    if (extended && !take(c, '-'))
        c->bad = true;
    d->day = digits(c, 2);
    if (c->bad || d->year == 0)
        return DATE_BAD_FORM;
    if (d->month < 1 || d->month > 12)
        return DATE_BAD_MONTH;
    if (d->day < 1 || d->day > date_days_in_month(d->year, d->month))
        return DATE_BAD_DAY;
    return DATE_OK;
}

static void skip_fraction(Cursor *c)
{
    if (!take(c, '.') && !take(c, ','))
        return;
    digits(c, 1);
    while (c->rest.len && ascii_is_digit(c->rest.ptr[0]))
        c->rest = str_drop(c->rest, 1);
}

static DateError parse_time(Cursor *c, Date *d)
{
    d->hour = digits(c, 2);
    bool extended = take(c, ':');
    d->minute = digits(c, 2);
    bool more = c->rest.len && (extended ? c->rest.ptr[0] == ':'
                                         : ascii_is_digit(c->rest.ptr[0]));
    if (more) {
        if (extended)
            take(c, ':');
        d->second = digits(c, 2);
        skip_fraction(c);
    }
    if (c->bad || d->hour > 23 || d->minute > 59 || d->second > 60)
        return DATE_BAD_TIME;
    if (d->second == 60)
        d->second = 59; /* a leap second has no place in POSIX time */
    return DATE_OK;
}

static DateError parse_zone(Cursor *c, Date *d)
{
    int sign = 1, hours, minutes = 0;

    if (c->rest.len == 0)
        return DATE_OK;
    d->precision = DATE_ZONED;
    if (take(c, 'Z') || take(c, 'z'))
        return c->rest.len ? DATE_BAD_ZONE : DATE_OK;
    if (take(c, '-'))
        sign = -1;
    else if (!take(c, '+'))
        return DATE_BAD_ZONE;
    hours = digits(c, 2);
    if (take(c, ':') || c->rest.len)
        minutes = digits(c, 2);
    if (c->bad || c->rest.len || hours > 23 || minutes > 59)
        return DATE_BAD_ZONE;
    d->offset = sign * (hours * 60 + minutes);
    return DATE_OK;
}

DateError date_parse(Str s, Date *out)
{
    Cursor c = {.rest = str_trim(s)};
    Date d = {0};
    DateError err = parse_day(&c, &d);

    if (err)
        return err;
    if (c.rest.len) {
        if (!take(&c, 'T') && !take(&c, 't') && !take(&c, ' '))
            return DATE_BAD_FORM;
        d.precision = DATE_TIME;
        err = parse_time(&c, &d);
        if (err)
            return err;
        c.rest = str_trim(c.rest);
        err = parse_zone(&c, &d);
        if (err)
            return err;
    }
    *out = d;
    return DATE_OK;
}

/* Days since 1970-01-01, counting eras of 400 years from 1 March. */
static int64_t days_from_civil(int64_t y, int m, int d)
{
    y -= m <= 2;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

int64_t date_seconds(Date d)
{
    int64_t days = days_from_civil(d.year, d.month, d.day);

    return days * 86400 + (int64_t)d.hour * 3600 +
           ((int64_t)d.minute - d.offset) * 60 + d.second;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

Date date_from_seconds(int64_t seconds)
{
    int64_t days = floor_div(seconds, 86400);
    int rest = (int)(seconds - days * 86400);
    int64_t z = days + 719468;
    int64_t era = floor_div(z, 146097);
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);

    return (Date){
        .year = (int)(yoe + era * 400 + (month <= 2)),
        .month = month,
        .day = (int)(doy - (153 * mp + 2) / 5 + 1),
        .hour = rest / 3600,
        .minute = rest / 60 % 60,
        .second = rest % 60,
        .precision = DATE_ZONED,
    };
}

static int compare_days(Date a, Date b)
{
    int order = a.year != b.year     ? a.year - b.year
                : a.month != b.month ? a.month - b.month
                                     : a.day - b.day;

    return (order > 0) - (order < 0);
}

int date_cmp(Date a, Date b)
{
    if (a.precision == DATE_DAY && b.precision == DATE_DAY)
        return compare_days(a, b);
    int64_t x = date_seconds(a), y = date_seconds(b);

    if (x != y)
        return x < y ? -1 : 1;
    return (int)a.precision - (int)b.precision;
}

int date_weekday(Date d)
{
    int64_t days = days_from_civil(d.year, d.month, d.day);
    int64_t since_monday = (days + 3) % 7; /* 1970-01-01 was a Thursday */

    return (int)(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int date_yearday(Date d)
{
    return (int)(days_from_civil(d.year, d.month, d.day) -
                 days_from_civil(d.year, 1, 1)) +
           1;
}

/* Weeks begin on Monday; the first holds the year's first Thursday. */
int date_iso_week(Date d)
{
    int64_t thursday =
        days_from_civil(d.year, d.month, d.day) + 4 - date_weekday(d);
    Date t = date_from_seconds(thursday * 86400);

    return (date_yearday(t) - 1) / 7 + 1;
}

static void put_day(Buf *b, Date d)
{
    buf_put_padded(b, d.year, 4);
    buf_put_char(b, '-');
    buf_put_padded(b, d.month, 2);
    buf_put_char(b, '-');
    buf_put_padded(b, d.day, 2);
}

static void put_time(Buf *b, Date d)
{
    buf_put_char(b, 'T');
    buf_put_padded(b, d.hour, 2);
    buf_put_char(b, ':');
    buf_put_padded(b, d.minute, 2);
    buf_put_char(b, ':');
    buf_put_padded(b, d.second, 2);
}

static void put_zone(Buf *b, Date d)
{
    int minutes = d.offset < 0 ? -d.offset : d.offset;

    if (d.offset == 0)
        buf_put_char(b, 'Z');
    else
        buf_printf(b, "%c%02d:%02d", d.offset < 0 ? '-' : '+', minutes / 60,
                   minutes % 60);
}

void date_put_iso(Buf *b, Date d)
{
    put_day(b, d);
    if (d.precision == DATE_DAY)
        return;
    put_time(b, d);
    if (d.precision == DATE_ZONED)
        put_zone(b, d);
}

void date_put_rfc3339(Buf *b, Date d)
{
    put_day(b, d);
    put_time(b, d);
    put_zone(b, d);
}
