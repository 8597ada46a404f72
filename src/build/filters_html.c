/* filters_html.c - filters that write for a place: HTML, scripts, the eye. */
#include "build/call.h"

#include "data/json.h"

bool filter_json(TemplateCall *call, Value *result)
{
    Value indent = template_arg(call, 1);
    Buf b = buf_in(arena_of(call));

    if (given(call, 1) &&
        (indent.kind != VALUE_INT || indent.as.i < 0 || indent.as.i > 20))
        return bad_arg(call, 1, STR("integer >= 0"));
    json_print(&b, template_reader(call), template_arg(call, 0),
               given(call, 1) ? (int)indent.as.i : 0);
    *result = value_safe(buf_str(&b));
    return true;
}

/* ---- dump */

enum { DUMP_LONGEST = 100 }; /* bytes of a member */

static void dump_short(Buf *b, Reader *r, Value v)
{
    Buf text = buf_in(r->arena);

    value_repr(&text, r, v);
    Str s = buf_str(&text);
    size_t n = s.len;
    if (n > DUMP_LONGEST) {
        for (n = DUMP_LONGEST; n && (s.ptr[n] & 0xC0) == 0x80;)
            n--;
    }
    buf_put(b, str_take(s, n));
    if (n < s.len)
        BUF_LIT(b, "…");
}

static void dump_sequence(Buf *b, Reader *r, Value v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_printf(b, "\n  %zu: ", i);
        dump_short(b, r, value_at(r, v, i));
    }
}

static void dump_names(Buf *b, Reader *r, Value v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Value key = value_at(r, v, i), member;
        value_get(r, v, key, &member);
        BUF_LIT(b, "\n  ");
        value_print(b, r, key);
        BUF_LIT(b, ": ");
        dump_short(b, r, member);
    }
}

bool filter_dump(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    Value v = template_arg(call, 0);
    Buf b = buf_in(r->arena);
    bool names = v.kind == VALUE_DICT ||
                 (v.kind == VALUE_OBJECT && v.as.object->type->keys);
    size_t n = v.kind == VALUE_STR ? SIZE_MAX : value_len(r, v);

    buf_put(&b, value_kind_name(v));
    if (n == SIZE_MAX) {
        BUF_LIT(&b, ": ");
        value_repr(&b, r, v);
    } else if (names) {
        dump_names(&b, r, v, n);
    } else {
        buf_printf(&b, " of %zu", n);
        dump_sequence(&b, r, v, n);
    }
    *result = value_str(buf_str(&b));
    return true;
}

/* ---- absolute_urls */

static bool is_address(Str name)
{
    static const Str names[] = {STR_INIT("href"), STR_INIT("src"),
                                STR_INIT("poster"), STR_INIT("cite"),
                                STR_INIT("data")};

    for (size_t i = 0; i < COUNT(names); i++)
        if (str_eq_nocase(name, names[i]))
            return true;
    return false;
}

static bool has_scheme(Str s)
{
    size_t i = 0;

    while (i < s.len && (ascii_is_alnum(s.ptr[i]) || s.ptr[i] == '+' ||
                         s.ptr[i] == '-' || s.ptr[i] == '.'))
        i++;
    return i > 0 && i < s.len && s.ptr[i] == ':';
}

/* Where the HTML stands. */
typedef struct {
    const Config *config;
    Str here; /* absolute; "" where it is in no page */
} Standing;

static void put_absolute(Buf *b, const Standing *p, Str address)
{

    if (has_scheme(address) || str_starts(address, STR("//"))) {
        buf_put(b, address);
    } else if (str_starts(address, STR("/"))) {
        buf_put(b, config_absolute(p->config, b->arena, address));
    } else if (address.len == 0 || address.ptr[0] == '#' ||
               address.ptr[0] == '?') {
        buf_put(b, p->here);
        buf_put(b, address);
    } else {
        StrCut folder = str_rcut(p->here, '/');
        buf_put(b, folder.head);
        buf_put(b, folder.found ? STR("/") : STR(""));
        buf_put(b, address);
    }
}

/* Takes one attribute off a tag and writes it. */
static void put_attribute(Buf *b, const Standing *p, Str *tag)
{
    size_t n = 0, end;

    while (n < tag->len && !ascii_is_space(tag->ptr[n]) && tag->ptr[n] != '=' &&
           tag->ptr[n] != '>')
        n++;
    Str name = str_take(*tag, n);
    buf_put(b, name);
    *tag = str_drop(*tag, n);
    if (!str_starts(*tag, STR("=\"")) && !str_starts(*tag, STR("='")))
        return;
    char quote = tag->ptr[1];
    buf_put(b, str_take(*tag, 2));
    *tag = str_drop(*tag, 2);
    end = str_find(*tag, quote);
    Str value = str_take(*tag, end);
    if (is_address(name))
        put_absolute(b, p, value);
    else
        buf_put(b, value);
    *tag = str_drop(*tag, value.len);
}

/* From behind "<" to the ">" that ends the tag. */
static void put_tag(Buf *b, const Standing *p, Str *rest)
{
    while (rest->len && rest->ptr[0] != '>') {
        size_t before = rest->len;
        if (ascii_is_alpha(rest->ptr[0]))
            put_attribute(b, p, rest);
        if (rest->len == before || (rest->len && rest->ptr[0] != '>')) {
            buf_put_char(b, rest->ptr[0]);
            *rest = str_drop(*rest, 1);
        }
    }
}

/* Everything but what stands in tags stays; comments are kept whole. */
static Str make_absolute(Arena *a, const Standing *p, Str rest)
{
    Buf b = buf_in(a);

    while (rest.len) {
        StrCut cut = str_cut(rest, '<');
        buf_put(&b, cut.head);
        rest = cut.tail;
        if (!cut.found)
            break;
        buf_put_char(&b, '<');
        if (!str_starts(rest, STR("!--"))) {
            put_tag(&b, p, &rest);
            continue;
        }
        cut = str_cut_text(rest, STR("-->"));
        buf_put(&b, cut.head);
        buf_put(&b, cut.found ? STR("-->") : STR(""));
        rest = cut.tail;
    }
    return buf_str(&b);
}

bool filter_absolute_urls(TemplateCall *call, Value *result)
{
    const PageContext *c = host_of(call);
    Standing place = {.config = c->site->config};
    Value v = template_arg(call, 0);
    const Page *page =
        given(call, 1) ? value_as_page(template_arg(call, 1)) : c->page;

    if (v.kind != VALUE_STR)
        return template_call_error(call, TEMPLATE_FILTER_KIND,
                                   STRS(STR("absolute_urls"), STR("string"),
                                        value_kind_name(v)));
    if (given(call, 1) && !page)
        return bad_arg(call, 1, STR("page"));
    if (page)
        place.here = site_permalink(c->site, arena_of(call), page->url);
    result->kind = VALUE_STR;
    result->safe = v.safe;
    result->as.s = make_absolute(arena_of(call), &place, v.as.s);
    return true;
}
