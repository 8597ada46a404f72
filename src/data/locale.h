/* locale.h - how a language writes dates, numbers, plurals and the words of
 * the interface.
 *
 * Read from i18n/LANG.yaml of the theme: `locale:` holds facts and patterns in
 * CLDR's notation (UTS 35: date field symbols, plural rules, list patterns),
 * `messages:` the texts.  Nothing in the program knows a language by name.
 */
#ifndef DATA_LOCALE_H
#define DATA_LOCALE_H

#include "base/map.h"
#include "data/value.h"
#include "data/yaml.h"

/* CLDR's categories; ORDER plural_names[] */
typedef enum {
    PLURAL_ZERO,
    PLURAL_ONE,
    PLURAL_TWO,
    PLURAL_FEW,
    PLURAL_MANY,
    PLURAL_OTHER,
    PLURALS,
} Plural;

/* A common misspelling that Markdown warns of: "perche'" for "perché". */
typedef struct {
    Str wrong, right;
} LocaleSlip;

typedef struct {
    Str code;                    /* of the language, as the site has it */
    Str autonym, tag, direction; /* "Italiano", "it_IT", "ltr" */
    Str months[12], months_short[12], days[7], days_short[7]; /* from Monday */
    Str date_short, date_medium, date_long, date_full, month_year, time;
    Str decimal, group;
    int64_t group_from; /* digits from which numbers are grouped */
    Str outer_open, outer_close, inner_open, inner_close, apostrophe;
    Str list_pair, list_middle, list_end; /* "{0} e {1}" */
    Str plurals[PLURALS]; /* rules; empty: the category is not used */
    int64_t words_a_minute;
    bool elides;
    Value truncated; /* list of words before a final apostrophe, or undefined */
    const LocaleSlip *slips;
    size_t nslips;
    Map messages; /* key -> Message */
} Locale;

/* False after errors.  `code` is kept. */
bool locale_read(Arena *a, const Source *src, Str code, DiagList *d,
                 Locale *out);

/* Facts and messages of `src` over those of `l`: a site's own words.  False
 * after errors. */
bool locale_extend(Arena *a, const Source *src, DiagList *d, Locale *l);

/* Every key that `model` has and `l` has not, every form of a plural that the
 * language needs and lacks, every placeholder that differs: an error each.
 * `src` is the file into which a key that is missing belongs. */
bool locale_check(const Locale *l, const Source *src, const Locale *model,
                  DiagList *d);

/* A message without placeholders; the key itself if there is none. */
Str locale_text(const Locale *l, Str key);

bool locale_has(const Locale *l, Str key);

/* The message with {name} replaced by the values under those names; its plural
 * form chosen by "count".  False if there is no such key. */
bool locale_format(Buf *out, const Locale *l, Str key, const Dict *args);

/* A style (short, medium, long, full, month_year) or a CLDR pattern. */
void locale_put_date(Buf *out, const Locale *l, Date d, Str style);

/* With the language's separators; a float with at most `decimals` digits. */
void locale_put_number(Buf *out, const Locale *l, Value number, int decimals);

/* What a message says, and how the language writes dates, numbers and lists:
 * for observers.  Zero if there is no such message. */
Digest locale_text_digest(const Locale *l, Str key);
Digest locale_facts_digest(const Locale *l);

Plural locale_plural(const Locale *l, Value number);

/* "a, b e c" of strings. */
void locale_put_list(Buf *out, const Locale *l, const Str *items, size_t n);

#endif
