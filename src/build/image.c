#include "build/image.h"

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
           put_size(out, big32(s, 16), big32(s, 20));
}

static bool gif_size(Str s, ImageSize *out)
{
    return s.len >= 10 && str_starts(s, STR("GIF8")) &&
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
        return put_size(out, little16(s, 26) & 0x3FFF,
                        little16(s, 28) & 0x3FFF);
    if (str_eq(chunk, STR("VP8L"))) {
        unsigned bits = little24(s, 21) | byte_at(s, 24) << 24;
        return put_size(out, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    }
    if (str_eq(chunk, STR("VP8X")))
        return put_size(out, little24(s, 24) + 1, little24(s, 27) + 1);
    return false;
}

/* The value of an attribute in the text of a start tag. */
static Str attribute(Str tag, Str name)
{
    for (Str rest = tag; rest.len;) {
        size_t at = str_find_text(rest, name);
        if (at == SIZE_MAX || at == 0)
            return (Str){0};
        Str after = str_trim(str_drop(rest, at + name.len));
        if (ascii_is_space(rest.ptr[at - 1]) && str_starts(after, STR("="))) {
            after = str_trim(str_drop(after, 1));
            if (after.len && (after.ptr[0] == '"' || after.ptr[0] == '\''))
                return str_cut(str_drop(after, 1), after.ptr[0]).head;
        }
        rest = str_drop(rest, at + name.len);
    }
    return (Str){0};
}

/* A number at the start of `*s`, which moves behind it.  By hand: strtod
 * listens to the locale and wants a NUL. */
static bool take_number(Str *s, double *out)
{
    double value = 0, scale = 1;
    size_t i = 0, digits = 0;

    *s = str_trim(*s);
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
    *s = str_drop(*s, i);
    *out = value / scale;
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

static bool svg_view_box(Str tag, double *width, double *height)
{
    Str s = attribute(tag, STR("viewBox"));
    double skipped;

    for (int i = 0; i < 2; i++) {
        s = str_trim(s);
        if (str_starts(s, STR("-")))
            s = str_drop(s, 1);
        if (!take_number(&s, &skipped))
            return false;
        s = str_trim(s);
        if (str_starts(s, STR(",")))
            s = str_drop(s, 1);
    }
    if (!take_number(&s, width))
        return false;
    s = str_trim(s);
    if (str_starts(s, STR(",")))
        s = str_drop(s, 1);
    return take_number(&s, height);
}

static bool svg_size(Str s, ImageSize *out)
{
    size_t at = str_find_text(str_take(s, 4096), STR("<svg"));
    double width, height;

    if (at == SIZE_MAX)
        return false;
    Str tag = str_cut(str_drop(s, at + 4), '>').head;
    if (!pixels(attribute(tag, STR("width")), &width) ||
        !pixels(attribute(tag, STR("height")), &height)) {
        if (!svg_view_box(tag, &width, &height))
            return false;
    }
    if (width > 1e6 || height > 1e6)
        return false;
    return put_size(out, (unsigned)(width + .5), (unsigned)(height + .5));
}

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
