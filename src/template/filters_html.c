/* filters_html.c - filters that make HTML, or undo it. */
#include "template/filters.h"

#include "template/entities.h"
#include "template/python.h"

#include "base/escape.h"
#include "base/utf8.h"

bool filter_escape(TemplateCall *call, Value *result)
{
    Value v = escaped_text(call, template_arg(call, 0));

    return answer_text(call, result, v.as.s, true);
}

bool filter_forceescape(TemplateCall *call, Value *result)
{
    Buf b = buf_in(call_arena(call));

    escape_html(&b, piped_text(call).as.s);
    return answer_text(call, result, buf_str(&b), true);
}

bool filter_safe(TemplateCall *call, Value *result)
{
    *result = value_safe(piped_text(call).as.s);
    return true;
}

/* The length of what closes a comment whose "<!--" was just read; "<!-->" is
 * a whole one.  SIZE_MAX: nothing closes it. */
static size_t comment_rest(Str rest)
{
    if (str_starts(rest, STR(">")))
        return 1;
    if (str_starts(rest, STR("->")))
        return 2;
    size_t end = str_find_text(rest, STR("-->"));
    return end == SIZE_MAX ? SIZE_MAX : end + 3;
}

/* What is left of a removed comment may make a new one with what follows, so
 * the text is read from where it is written to. */
static Str without_comments(Arena *a, Str s)
{
    Buf b = buf_in(a);

    for (size_t i = 0; i < s.len; i++) {
        buf_put_char(&b, s.ptr[i]);
        if (!str_ends(buf_str(&b), STR("<!--")))
            continue;
        size_t rest = comment_rest(str_drop(s, i + 1));
        if (rest == SIZE_MAX) {
            buf_put(&b, str_drop(s, i + 1));
            break;
        }
        b.len -= 4;
        i += rest;
    }
    return buf_take(&b);
}

static Str without_tags(Arena *a, Str s)
{
    Buf b = buf_in(a);

    for (;;) {
        StrCut open = str_cut(s, '<');
        StrCut close = str_cut(open.tail, '>');
        if (!open.found || !close.found)
            break;
        buf_put(&b, open.head);
        s = close.tail;
    }
    buf_put(&b, s);
    return buf_take(&b);
}

static Str squeezed(Arena *a, Str s)
{
    Buf b = buf_in(a);
    bool gap = false;

    for (size_t i = 0; i < s.len;) {
        uint32_t rune = utf8_next(s, &i);
        if (python_space(rune)) {
            gap = b.len > 0;
            continue;
        }
        if (gap)
            buf_put_char(&b, ' ');
        gap = false;
        buf_put_rune(&b, rune);
    }
    return buf_take(&b);
}

bool filter_striptags(TemplateCall *call, Value *result)
{
    Arena *a = call_arena(call);
    Str s = without_comments(a, piped_text(call).as.s);

    s = unescape_html(a, squeezed(a, without_tags(a, s)));
    return answer_text(call, result, s, false);
}

/* What would end an attribute's name. */
static bool ends_name(char c)
{
    return ascii_is_space(c) || c == '/' || c == '>' || c == '=';
}

static bool put_attribute(TemplateCall *call, Buf *out, Value key, Value v)
{
    Value name = soft_text(call, key);

    if (v.kind <= VALUE_NULL)
        return true;
    for (size_t i = 0; i < name.as.s.len; i++)
        if (ends_name(name.as.s.ptr[i]))
            return template_call_error(call, TEMPLATE_ATTRIBUTE_NAME,
                                       STRS(name.as.s));
    if (out->len)
        buf_put_char(out, ' ');
    buf_put(out, escaped_text(call, name).as.s);
    BUF_LIT(out, "=\"");
    buf_put(out, escaped_text(call, v).as.s);
    BUF_LIT(out, "\"");
    return true;
}

bool filter_xmlattr(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    Value d = template_arg(call, 0), item;
    bool space =
        template_arg(call, 1).kind == VALUE_UNDEFINED || arg_flag(call, 1);
    Buf b = buf_in(r->arena);

    if (!is_mapping(d))
        return wrong_kind(call, STR("dict"), d);
    const List *keys = items_of(call, d);
    for (size_t i = 0; keys && i < keys->len; i++) {
        value_get(r, d, keys->items[i], &item);
        if (!put_attribute(call, &b, keys->items[i], item))
            return false;
    }
    Str text = buf_str(&b);
    if (space && text.len)
        text = str_printf(r->arena, " " STR_FMT, STR_ARG(text));
    return keys && answer_text(call, result, text, template_autoescape(call));
}
