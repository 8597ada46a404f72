#include "serve/inject.h"

#include "base/escape.h"

/* The start of the last "</body"; the end if there is none. */
static size_t end_of_body(Str html)
{
    static const Str tag = STR_INIT("</body");

    for (size_t i = html.len; i-- > 0;)
        if (html.ptr[i] == '<' &&
            str_eq_nocase(str_take(str_drop(html, i), tag.len), tag))
            return i;
    return html.len;
}

static void put_script(Buf *b, Arena *a, Str page, int64_t build)
{
    (void)a;
    buf_printf(b,
               "<script src=\"" STR_FMT "\" data-page=\"" STR_FMT
               "\" data-build=\"%lld\"></script>",
               STR_ARG(LIVE_SCRIPT), STR_ARG(page), (long long)build);
}

Str inject_script(Arena *a, Str html, Digest page, int64_t build)
{
    size_t at = end_of_body(html);
    Str digest = digest_hex(a, page);
    Buf b = buf_in(a);

    buf_room(&b, html.len + 256);
    buf_put(&b, str_take(html, at));
    put_script(&b, a, digest, build);
    buf_put(&b, str_drop(html, at));
    return buf_str(&b);
}

Str inject_placeholder(Arena *a, Str title, int64_t build)
{
    Buf b = buf_in(a);

    BUF_LIT(&b, "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                "<title>");
    escape_html(&b, title);
    BUF_LIT(&b, "</title>\n</head>\n<body>\n<p>");
    escape_html(&b, title);
    BUF_LIT(&b, "</p>\n");
    put_script(&b, a, STR(""), build);
    BUF_LIT(&b, "\n</body>\n</html>\n");
    return buf_str(&b);
}
