/* utf8.h - code points in and out of bytes.
 *
 * Text is checked once, where it enters (utf8_check); after that the decoder
 * trusts it, and meeting a bad byte anyway yields U+FFFD and one byte.
 * Properties and case are Unicode's, by utf8proc, independent of the locale.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"

enum { UTF8_MAX = 4, RUNE_BAD = 0xFFFD };

/* The offset of the first byte that is not valid UTF-8 (RFC 3629: no
 * surrogates, no overlong forms), or SIZE_MAX if there is none. */
size_t utf8_check(Str s);

/* The code point at *at, which moves behind it.  Needs *at < s.len. */
uint32_t utf8_next(Str s, size_t *at);

/* The code point before *at, which moves to its start.  Needs *at > 0. */
uint32_t utf8_prev(Str s, size_t *at);

/* Writes 1 to 4 bytes and returns how many. */
size_t utf8_encode(char *out, uint32_t rune);

/* Number of code points. */
size_t utf8_count(Str s);

/* Code points [from, to), clamped. */
Str utf8_slice(Str s, size_t from, size_t to);

/* Columns on a terminal: 0 for combining marks, 2 for wide letters. */
int rune_width(uint32_t rune);

bool rune_is_letter(uint32_t rune); /* category L* */
bool rune_is_mark(uint32_t rune);   /* category M* */
bool rune_is_digit(uint32_t rune);  /* category N* */
bool rune_is_space(uint32_t rune);  /* category Zs, and the ASCII ones */
bool rune_is_punct(uint32_t rune);  /* categories P* and S* */
bool rune_is_upper(uint32_t rune);
bool rune_is_lower(uint32_t rune);

uint32_t rune_lower(uint32_t rune);
uint32_t rune_upper(uint32_t rune);

/* Unicode's full case mapping, of no language: STRASSE, and the Greek sigma at
 * a word's end.  capitalize: the first letter in title case, the others in
 * lower case. */
Str utf8_lower(Arena *a, Str s);
Str utf8_capitalize(Arena *a, Str s);
Str utf8_upper(Arena *a, Str s);

/* Canonical decomposition with marks dropped: "Però" -> "Pero".  Letters that
 * do not decompose (ø, ß, æ, ł, đ, þ) become their usual ASCII spelling. */
Str utf8_fold_accents(Arena *a, Str s);

#endif
