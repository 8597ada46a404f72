#include "build/minify.h"

#include "base/buf.h"

/* The length of the string that begins at s.ptr[0], quotes included. */
static size_t string_length(Str s)
{
    size_t i = 1;

    while (i < s.len && s.ptr[i] != s.ptr[0] && s.ptr[i] != '\n')
        i += s.ptr[i] == '\\' ? 2 : 1;
    return i < s.len ? i + 1 : s.len;
}

/* The length of the comment that begins at s.ptr[0]. */
static size_t comment_length(Str s)
{
    size_t end = str_find_text(str_drop(s, 2), STR("*/"));
    return end == SIZE_MAX ? s.len : end + 4;
}

static bool is_one_of(char c, const char *set)
{
    for (; *set; set++)
        if (*set == c)
            return true;
    return false;
}

/* Whether white space between two characters can go.  Around ':' it stays
 * before (it may be a descendant's pseudo-class), and around + and - always,
 * which calc() needs. */
static bool space_is_idle(char before, char after)
{
    return before == '\0' || is_one_of(before, "{};:,>(") ||
           is_one_of(after, "{};,>)");
}

static void put_gap(Buf *b, char after)
{
    char before = b->len ? b->ptr[b->len - 1] : '\0';

    if (!space_is_idle(before, after))
        buf_put_char(b, ' ');
    if (after == '}' && before == ';')
        b->len--;
}

Str minify_css(Arena *a, Str css)
{
    Buf b = buf_in(a);
    bool gap = false;

    while (css.len) {
        char c = css.ptr[0];
        size_t n = 1;
        if (str_starts(css, STR("/*")) && !str_starts(css, STR("/*!"))) {
            css = str_drop(css, comment_length(css));
            continue;
        }
        if (ascii_is_space(c)) {
            gap = true;
            css = str_drop(css, 1);
            continue;
        }
        if (gap || c == '}')
            put_gap(&b, gap || c != '}' ? c : '}');
        gap = false;
        if (c == '"' || c == '\'')
            n = string_length(css);
        else if (c == '/' && str_starts(css, STR("/*")))
            n = comment_length(css);
        else if (c == '\\')
            n = 2;
        buf_put(&b, str_take(css, n));
        css = str_drop(css, n);
    }
    return buf_take(&b);
}

/* True if a backtick is opened on one line and closed on another. */
static bool has_long_literal(Str js)
{
    Str line;

    while (str_next_line(&js, &line)) {
        size_t ticks = 0;
        for (size_t i = 0; i < line.len; i++)
            ticks += line.ptr[i] == '`';
        if (ticks % 2)
            return true;
    }
    return false;
}

Str minify_js(Arena *a, Str js)
{
    Buf b = buf_in(a);
    bool comment = false;
    Str line;

    if (has_long_literal(js))
        return js;
    while (str_next_line(&js, &line)) {
        line = str_trim(line);
        if (!comment && str_starts(line, STR("/*"))) {
            size_t end = str_find_text(line, STR("*/"));
            comment = end == SIZE_MAX;
            line = comment ? (Str){0} : str_trim(str_drop(line, end + 2));
        } else if (comment) {
            StrCut cut = str_cut_text(line, STR("*/"));
            comment = !cut.found;
            line = cut.found ? str_trim(cut.tail) : (Str){0};
        }
        if (line.len == 0 || str_starts(line, STR("//")))
            continue;
        buf_put(&b, line);
        buf_put_char(&b, '\n');
    }
    return buf_take(&b);
}
