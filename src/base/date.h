/* date.h - days and moments.
 *
 * The proleptic Gregorian calendar of ISO 8601.  No locale, no time-zone
 * database: a zone is an offset, as ISO 8601 writes it.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/buf.h"

typedef enum { DATE_DAY, DATE_TIME, DATE_ZONED } DatePrecision;

typedef struct {
    int year, month, day;     /* month and day from 1 */
    int hour, minute, second; /* 0 when precision is DATE_DAY */
    int offset;               /* minutes east of UTC; 0 unless DATE_ZONED */
    DatePrecision precision;
} Date;

/* Why a text is not a date, so that the message can say so. */
typedef enum {
    DATE_OK,
    DATE_BAD_FORM,  /* not ISO 8601 at all */
    DATE_BAD_MONTH, /* there is no such month */
    DATE_BAD_DAY,   /* the month has no such day */
    DATE_BAD_TIME,
    DATE_BAD_ZONE,
} DateError;

/* YYYY-MM-DD, optionally followed by T, t or a space, hh:mm[:ss[.fraction]]
 * and Z or +hh:mm, +hhmm, +hh.  The basic forms YYYYMMDD and hhmmss too.
 * *out is untouched on error; fractions of a second are dropped. */
DateError date_parse(Str s, Date *out);

/* Seconds since 1970-01-01T00:00:00Z.  Without a zone, UTC is meant. */
int64_t date_seconds(Date d);
Date date_from_seconds(int64_t seconds); /* precision DATE_ZONED, offset 0 */

/* By the moment, then by precision. */
int date_cmp(Date a, Date b);

int date_weekday(Date d);  /* 1 = Monday .. 7 = Sunday */
int date_yearday(Date d);  /* 1 .. 366 */
int date_iso_week(Date d); /* 1 .. 53 */
int date_days_in_month(int year, int month);

/* The form it was precise to: "2026-02-15" or "2026-02-15T10:30:00+01:00". */
void date_put_iso(Buf *b, Date d);

/* RFC 3339, always with time and zone, as Atom asks (RFC 4287, 3.3). */
void date_put_rfc3339(Buf *b, Date d);

#endif
