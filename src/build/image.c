#include "build/image.h"

#include <string.h>

static unsigned byte_at(Str s, size_t i)
{
    return (unsigned char)s.ptr[i];
}

static unsigned big16(Str s, size_t i)
{
    return byte_at(s, i) << 8 | byte_at(s, i + 1);
}

static unsigned little16(Str s, size_t i)
{
    return byte_at(s, i + 1) << 8 | byte_at(s, i);
}

static unsigned little24(Str s, size_t i)
{
    return byte_at(s, i + 2) << 16 | little16(s, i);
}

static unsigned big32(Str s, size_t i)
{
    return big16(s, i) << 16 | big16(s, i + 2);
}

/* Larger than anything shown; keeps later arithmetic from overflowing. */
static bool put_size(ImageSize *out, unsigned width, unsigned height)
{
    enum { MOST = 1 << 20 };

    if (width == 0 || height == 0 || width > MOST || height > MOST)
        return false;
    *out = (ImageSize){(int)width, (int)height};
    return true;
}

static bool png_size(Str s, ImageSize *out)
{
    return s.len >= 24 && str_starts(s, STR("\x89PNG\r\n\x1a\n")) &&
           str_eq(str_slice(s, 12, 16), STR("IHDR")) &&
           put_size(out, big32(s, 16), big32(s, 20));
}

static bool gif_size(Str s, ImageSize *out)
{
    return s.len >= 10 &&
           (str_starts(s, STR("GIF89a")) || str_starts(s, STR("GIF87a"))) &&
           put_size(out, little16(s, 6), little16(s, 8));
}

/* SOF0 to SOF15 but for DHT, JPG and DAC, which share the range. */
static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
           marker != 0xC8 && marker != 0xCC;
}

static bool jpeg_size(Str s, ImageSize *out)
{
    if (!str_starts(s, STR("\xFF\xD8\xFF")))
        return false;
    for (size_t at = 2; at + 9 <= s.len;) {
        if (byte_at(s, at) != 0xFF)
            return false;
        unsigned marker = byte_at(s, at + 1);
        if (marker == 0xFF) {
            at++;
            continue;
        }
        if (is_frame(marker))
            return put_size(out, big16(s, at + 7), big16(s, at + 5));
        unsigned len = big16(s, at + 2);
        if (len < 2)
            return false;
        at += 2 + len;
    }
    return false;
}

static bool webp_size(Str s, ImageSize *out)
{
    if (s.len < 30 || !str_starts(s, STR("RIFF")) ||
        !str_eq(str_slice(s, 8, 12), STR("WEBP")))
        return false;
    Str chunk = str_slice(s, 12, 16);
    if (str_eq(chunk, STR("VP8 ")))
        return str_eq(str_slice(s, 23, 26), STR("\x9d\x01\x2a")) &&
               put_size(out, little16(s, 26) & 0x3FFF,
                        little16(s, 28) & 0x3FFF);
    if (str_eq(chunk, STR("VP8L")) && byte_at(s, 20) == 0x2F) {
        unsigned bits = little24(s, 21) | byte_at(s, 24) << 24;
        return put_size(out, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    }
    if (str_eq(chunk, STR("VP8X")))
        return put_size(out, little24(s, 24) + 1, little24(s, 27) + 1);
    return false;
}

/* ---- SVG ----------------------------------------------------------------- */

static Str skip_space(Str s)
{
    size_t n = 0;

    while (n < s.len && ascii_is_space(s.ptr[n]))
        n++;
    return str_drop(s, n);
}

/* The power of ten that "e2" or "E-1" at the start of `s` names; *n is how long
 * it is, 0 for "em" and the like. */
static double exponent(Str s, size_t *n)
{
    size_t at = 1;
    int power = 0;
    double scale = 1;

    *n = 0;
    if (s.len < 2 || ascii_lower(s.ptr[0]) != 'e')
        return 1;
    bool minus = s.ptr[1] == '-';
    at += minus || s.ptr[1] == '+';
    for (; at < s.len && ascii_is_digit(s.ptr[at]) && power < 10; at++, *n = at)
        power = power * 10 + (s.ptr[at] - '0');
    while (*n && power--)
        scale *= 10;
    return minus ? 1 / scale : scale;
}

/* A number at the start of `*s`, which moves behind it.  By hand: strtod
 * listens to the locale and wants a NUL. */
static bool take_number(Str *s, double *out)
{
    double value = 0, scale = 1;
    size_t i = 0, digits = 0, n;

    *s = skip_space(*s);
    for (bool point = false; i < s->len && i < 32; i++) {
        if (s->ptr[i] == '.' && !point) {
            point = true;
        } else if (ascii_is_digit(s->ptr[i])) {
            value = value * 10 + (s->ptr[i] - '0');
            scale *= point ? 10 : 1;
            digits++;
        } else {
            break;
        }
    }
    *out = value / scale * exponent(str_drop(*s, i), &n);
    *s = str_drop(*s, i + n);
    return digits > 0;
}

/* A length in pixels; other units say nothing without a page. */
static bool pixels(Str s, double *out)
{
    if (!take_number(&s, out))
        return false;
    s = str_trim(s);
    return s.len == 0 || str_eq(s, STR("px"));
}

/* The numbers three and four: the first two say where it begins. */
static bool view_box(Str s, double *width, double *height)
{
    double numbers[4];

    for (int i = 0; i < 4; i++) {
        s = skip_space(s);
        if (i && str_starts(s, STR(",")))
            s = skip_space(str_drop(s, 1));
        if (i < 2 && str_starts(s, STR("-")))
            s = str_drop(s, 1);
        if (!take_number(&s, &numbers[i]))
            return false;
    }
    *width = numbers[2];
    *height = numbers[3];
    return true;
}

/* Takes an attribute off the text of a start tag; false at its end. */
static bool next_attribute(Str *tag, Str *name, Str *value)
{
    Str s = skip_space(*tag);
    size_t n = 0;

    while (n < s.len && !ascii_is_space(s.ptr[n]) && !strchr("=/>", s.ptr[n]))
        n++;
    *name = str_take(s, n);
    s = skip_space(str_drop(s, n));
    if (n == 0 || !str_starts(s, STR("=")))
        return false;
    s = skip_space(str_drop(s, 1));
    if (s.len == 0 || (s.ptr[0] != '"' && s.ptr[0] != '\''))
        return false;
    StrCut cut = str_cut(str_drop(s, 1), s.ptr[0]);
    *value = cut.head;
    *tag = cut.tail;
    return cut.found;
}

/* What follows "<svg" where that is the first element; nothing where it is
 * not. */
static Str svg_tag(Str s)
{
    for (;;) {
        s = str_drop(s, str_find(s, '<'));
        if (str_starts(s, STR("<!--")))
            s = str_cut_text(s, STR("-->")).tail;
        else if (str_starts(s, STR("<?")) || str_starts(s, STR("<!")))
            s = str_cut(s, '>').tail;
        else
            break;
    }
    Str rest = str_drop(s, 4);
    bool svg = str_starts(s, STR("<svg")) && rest.len &&
               (ascii_is_space(rest.ptr[0]) || rest.ptr[0] == '>');
    return svg ? rest : (Str){0};
}

static bool svg_size(Str s, ImageSize *out)
{
    enum { LOOKED_AT = 64 * 1024 };
    Str tag = svg_tag(str_take(s, LOOKED_AT)), name, value;
    double width = 0, height = 0, box_width = 0, box_height = 0;
    bool wide = false, high = false;

    while (next_attribute(&tag, &name, &value)) {
        if (str_eq(name, STR("width")))
            wide = pixels(value, &width);
        else if (str_eq(name, STR("height")))
            high = pixels(value, &height);
        else if (str_eq(name, STR("viewBox")))
            view_box(value, &box_width, &box_height);
    }
    if (!wide || !high) {
        width = box_width;
        height = box_height;
    }
    if (!(width < 1e6 && height < 1e6))
        return false;
    return put_size(out, (unsigned)(width + .5), (unsigned)(height + .5));
}

/* ---- all ----------------------------------------------------------------- */

bool image_name(Str name)
{
    static const Str suffixes[] = {
        STR_INIT(".png"),  STR_INIT(".gif"),  STR_INIT(".jpg"),
        STR_INIT(".jpeg"), STR_INIT(".webp"), STR_INIT(".svg"),
    };

    for (size_t i = 0; i < COUNT(suffixes); i++) {
        Str end = str_drop(name, name.len > suffixes[i].len
                                     ? name.len - suffixes[i].len
                                     : 0);
        if (str_eq_nocase(end, suffixes[i]))
            return true;
    }
    return false;
}

bool image_size(Str bytes, ImageSize *out)
{
    return png_size(bytes, out) || gif_size(bytes, out) ||
           jpeg_size(bytes, out) || webp_size(bytes, out) ||
           svg_size(bytes, out);
}
