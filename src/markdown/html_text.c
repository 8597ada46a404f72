/* html_text.c - text and addresses made safe for HTML, as cmark does it. */
#include "markdown/html.h"

#include <string.h>

/* What may stand in an address as it is beside letters and digits; all else is
 * encoded, but & and ' are made references. */
static const char url_safe[] = "!#$%()*+,-./:;=?@_~";

static const Str references[] = {
    {0},
    STR_INIT("&amp;"),
    STR_INIT("&lt;"),
    STR_INIT("&gt;"),
    STR_INIT("&quot;"),
};

/* Indices in references[]. */
static const unsigned char special[256] = {
    ['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4};

void html_put_text(Buf *out, Str text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c > '>' || !special[c]) /* letters at one comparison */
            continue;
        buf_put(out, str_slice(text, from, i));
        buf_put(out, references[special[c]]);
        from = i + 1;
    }
    buf_put(out, str_drop(text, from));
}

static bool is_url_safe(char c)
{
    return ascii_is_alnum(c) || (c && strchr(url_safe, c) != NULL);
}

void html_put_url(Buf *out, Str url)
{
    static const char hex[] = "0123456789ABCDEF";

    for (size_t i = 0; i < url.len;) {
        size_t from = i;
        while (i < url.len && is_url_safe(url.ptr[i]))
            i++;
        buf_put(out, str_slice(url, from, i));
        if (i == url.len)
            break;
        unsigned char c = (unsigned char)url.ptr[i++];
        if (c == '&') {
            BUF_LIT(out, "&amp;");
        } else if (c == '\'') {
            BUF_LIT(out, "&#x27;");
        } else {
            buf_put_char(out, '%');
            buf_put_char(out, hex[c >> 4]);
            buf_put_char(out, hex[c & 15]);
        }
    }
}

void html_cr(Buf *out)
{
    if (out->len && out->ptr[out->len - 1] != '\n')
        buf_put_char(out, '\n');
}

void html_put_label(Buf *out, Str label, Str value)
{
    StrCut cut = str_cut_text(label, STR("{}"));

    html_put_text(out, cut.head);
    if (!cut.found)
        return;
    html_put_text(out, value);
    html_put_text(out, cut.tail);
}
