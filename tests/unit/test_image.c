/* test_image.c - sizes of pictures, also of those made to deceive. */
#include "test.h"

#include "base/buf.h"
#include "build/image.h"

#include <stdlib.h>

#define BYTES(s) STR_INIT(s)

#define PNG   "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define SOI   "\xff\xd8"
#define APP0  "\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
#define SOF0  "\xff\xc0\x00\x11\x08\x00\x30\x00\x40\x03"
#define REST  "\x01\x22\0\x02\x11\x01\x03\x11\x01"
#define RIFF  "RIFF\x24\0\0\0WEBP"
#define ZEROS "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

/* clang-format off */
static const struct {
    const char *name;
    Str bytes;
    int width, height; /* 0: it has none */
} rows[] = {
    {"PNG", BYTES(PNG "\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0"), 640, 480},
    {"PNG of no width", BYTES(PNG "\0\0\0\0\0\0\x01\xe0\x08\x02"), 0, 0},
    {"PNG of 4 billion pixels a side", BYTES(PNG "\xff\xff\xff\xff\xff\xff\xff\xff"), 0, 0},
    {"PNG cut off in its size", BYTES(PNG "\0\0\x02\x80\0\0\x01"), 0, 0},
    {"PNG that begins with another chunk", BYTES("\x89PNG\r\n\x1a\n\0\0\0\x04" "CgBI\0\0\0\x01\0\0\0\x02"), 0, 0},
    {"only PNG's signature", BYTES("\x89PNG\r\n\x1a\n"), 0, 0},

    {"GIF 89a", BYTES("GIF89a\x0a\x00\x14\x00\xf0\0\0"), 10, 20},
    {"GIF 87a", BYTES("GIF87a\x00\x01\x00\x02"), 256, 512},
    {"GIF of no height", BYTES("GIF89a\x0a\x00\x00\x00"), 0, 0},
    {"GIF cut off", BYTES("GIF89a\x0a\x00\x14"), 0, 0},
    {"a text that begins like GIF", BYTES("GIF8 is an old format"), 0, 0},

    {"JPEG", BYTES(SOI APP0 SOF0 REST), 64, 48},
    {"JPEG, progressive", BYTES(SOI APP0 "\xff\xc2\x00\x11\x08\x00\x30\x00\x40\x03" REST), 64, 48},
    {"JPEG without APP0", BYTES(SOI SOF0 REST), 64, 48},
    {"JPEG with tables before its frame", BYTES(SOI "\xff\xdb\x00\x04xx" "\xff\xc4\x00\x03y" SOF0 REST), 64, 48},
    {"JPEG with fill bytes", BYTES(SOI "\xff\xff\xff" SOF0 REST), 64, 48},
    {"JPEG with a thumbnail in its EXIF", BYTES(SOI "\xff\xe1\x00\x10" "Exif\0\0\xff\xd8\xff\xc0\x00\x11\x08\x00" SOF0 REST), 64, 48},
    {"JPEG whose segment is too short", BYTES(SOI "\xff\xe0\x00\x01" SOF0 REST), 0, 0},
    {"JPEG whose segment leads out", BYTES(SOI "\xff\xe0\xff\xff" SOF0 REST), 0, 0},
    {"JPEG cut off in its frame", BYTES(SOI APP0 "\xff\xc0\x00\x11\x08\x00\x30\x00"), 0, 0},
    {"JPEG of the restart markers alone", BYTES(SOI "\xff\xd0\xff\xd1\xff\xd2\xff\xd3\xff\xd4\xff\xd5"), 0, 0},
    {"JPEG of 0xFF alone", BYTES(SOI "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"), 0, 0},
    {"only JPEG's start", BYTES(SOI "\xff"), 0, 0},

    {"WebP, lossy", BYTES(RIFF "VP8 \x18\0\0\0\x30\x01\0\x9d\x01\x2a\x40\x01\xf0\x00"), 320, 240},
    {"WebP, lossy, scaled", BYTES(RIFF "VP8 \x18\0\0\0\x30\x01\0\x9d\x01\x2a\x40\x41\xf0\x80"), 320, 240},
    {"WebP, lossy, without its start code", BYTES(RIFF "VP8 \x18\0\0\0\x30\x01\0\0\0\0\x40\x01\xf0\x00"), 0, 0},
    {"WebP, lossless", BYTES(RIFF "VP8L\x18\0\0\0\x2f\x3f\xc1\x3b\x00" ZEROS), 320, 240},
    {"WebP, lossless, without its signature", BYTES(RIFF "VP8L\x18\0\0\0\x00\x3f\xc1\x3b\x00" ZEROS), 0, 0},
    {"WebP, extended", BYTES(RIFF "VP8X\x0a\0\0\0\x10\0\0\0\x3f\x01\0\xef\0\0"), 320, 240},
    {"WebP of 16 million pixels a side", BYTES(RIFF "VP8X\x0a\0\0\0\x10\0\0\0\xff\xff\xff\xff\xff\xff"), 0, 0},
    {"WebP of a chunk we do not know", BYTES(RIFF "VP9 \x0a\0\0\0" ZEROS), 0, 0},
    {"WebP cut off", BYTES(RIFF "VP8X\x0a\0\0\0\x10\0\0\0\x3f\x01\0\xef\0"), 0, 0},
    {"another RIFF", BYTES("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" ZEROS), 0, 0},

    {"SVG by width and height", BYTES("<svg xmlns='x' width='120' height=\"80\"><g/></svg>"), 120, 80},
    {"SVG in pixels", BYTES("<svg width='120px' height='80.4px'/>"), 120, 80},
    {"SVG by its viewBox", BYTES("<?xml version='1.0'?>\n<!-- x -->\n<svg\n viewBox='0 0 300 150'>"), 300, 150},
    {"SVG by its viewBox with commas", BYTES("<svg viewBox='-10,-10.5,300,150'/>"), 300, 150},
    {"SVG by its viewBox with exponents", BYTES("<svg viewBox='0 0 3e2 1.5E+2'/>"), 300, 150},
    {"SVG of a percentage falls back on its viewBox", BYTES("<svg width='100%' height='100%' viewBox='0 0 30 20'/>"), 30, 20},
    {"SVG of centimetres falls back on its viewBox", BYTES("<svg width='3cm' height='2cm' viewBox='0 0 30 20'/>"), 30, 20},
    {"SVG: a stroke is no width", BYTES("<svg stroke-width='9' width='30' height='20'/>"), 30, 20},
    {"SVG with space around =", BYTES("<svg width = '30' height\n=\t'20' />"), 30, 20},
    {"SVG with a > in an attribute", BYTES("<svg aria-label='a > b' width='30' height='20'/>"), 30, 20},
    {"SVG: a size within another attribute", BYTES("<svg aria-label=\"x width='9' height='9'\" width='30' height='20'/>"), 30, 20},
    {"SVG: a comment with another", BYTES("<!-- <svg width='9' height='9'> -->\n<svg width='30' height='20'/>"), 30, 20},
    {"SVG: an element whose name only begins so", BYTES("<svgx width='30' height='20'/>"), 0, 0},
    {"SVG of nothing", BYTES("<svg>"), 0, 0},
    {"SVG of negative size", BYTES("<svg width='-30' height='-20'/>"), 0, 0},
    {"SVG of endless size", BYTES("<svg width='99999999999999999999999999999999999999' height='20'/>"), 0, 0},
    {"SVG of zero", BYTES("<svg width='0' height='20'/>"), 0, 0},
    {"SVG of points alone", BYTES("<svg width='.' height='...' viewBox='. . . .'/>"), 0, 0},
    {"SVG cut off in a value", BYTES("<svg width='30"), 0, 0},
    {"SVG cut off behind =", BYTES("<svg width="), 0, 0},
    {"SVG cut off in its name", BYTES("<sv"), 0, 0},
    {"SVG with a byte order mark", BYTES("\xef\xbb\xbf<svg width='30' height='20'/>"), 30, 20},
    {"HTML", BYTES("<!DOCTYPE html><p>x"), 0, 0},
    {"nothing", BYTES(""), 0, 0},
    {"one byte", BYTES("\xff"), 0, 0},
};
/* clang-format on */

/* In memory of its own size, so that a read behind its end is seen. */
static Str tight(Str s)
{
    Str copy = {malloc(s.len ? s.len : 1), s.len};
    if (s.len)
        memcpy((char *)copy.ptr, s.ptr, s.len);
    return copy;
}

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Str bytes = tight(rows[i].bytes);
        ImageSize size = {0};
        bool found = image_size(bytes, &size);

        if (found != (rows[i].width > 0) || size.width != rows[i].width ||
            size.height != rows[i].height) {
            print_error("%s: %d x %d\n", rows[i].name, size.width, size.height);
            failed++;
        }
        free((char *)bytes.ptr);
    }
    assert_int_equal(failed, 0);
}

/* Every beginning of every picture, and each with one byte changed. */
static void test_hostile(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t n = 0; n <= rows[i].bytes.len; n++) {
            Str bytes = tight(str_take(rows[i].bytes, n));
            ImageSize size = {0};

            if (image_size(bytes, &size))
                assert_true(size.width > 0 && size.height > 0);
            if (n)
                ((char *)bytes.ptr)[n - 1] ^= (char)0xFF;
            if (image_size(bytes, &size))
                assert_true(size.width > 0 && size.height > 0);
            free((char *)bytes.ptr);
        }
    }
}

/* Bytes that make a reader look for something to the end, many times. */
static void test_large(void **state)
{
    static const struct {
        Str head, unit;
    } cases[] = {
        {BYTES(SOI), BYTES("\xff\xe0\x00\x02")},
        {BYTES(SOI), BYTES("\xff")},
        {BYTES("<svg "), BYTES("width")},
        {BYTES("<svg "), BYTES(" width")},
        {BYTES("<svg "), BYTES(" width=")},
        {BYTES("<svg "), BYTES("<svg ")},
        {BYTES(""), BYTES("<!--")},
        {BYTES("<svg viewBox='"), BYTES("1 ")},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena a = {0};
        Buf b = buf_in(&a);
        ImageSize size;

        buf_put(&b, cases[i].head);
        while (b.len < 5000000)
            buf_put(&b, cases[i].unit);
        image_size(buf_str(&b), &size);
        arena_free(&a);
    }
}

static void test_names(void **state)
{
    static const struct {
        Str name;
        bool image;
    } cases[] = {
        {STR_INIT("a.png"), true},     {STR_INIT("a/b.JPG"), true},
        {STR_INIT("a.jpeg"), true},    {STR_INIT("a.Webp"), true},
        {STR_INIT("a.svg"), true},     {STR_INIT("a.gif"), true},
        {STR_INIT("a.png.md"), false}, {STR_INIT("png"), false},
        {STR_INIT(""), false},         {STR_INIT(".png"), true},
        {STR_INIT("apng"), false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (image_name(cases[i].name) != cases[i].image)
            fail_msg("%s", cases[i].name.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
