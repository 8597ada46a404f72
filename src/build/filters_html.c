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

typedef struct {
    Str html;
    size_t at;   /* read so far */
    size_t done; /* written so far: what changes nothing goes out in one run */
    Str origin;  /* "https://example.org" */
    Str here;    /* of the page it stands in, absolute; "" in none */
    Buf out;
} Absolute;

/* Writes what has been read, and `text` in front of what follows. */
static void put_before(Absolute *m, Str text)
{
    buf_put(&m->out, str_slice(m->html, m->done, m->at));
    buf_put(&m->out, text);
    m->done = m->at;
}

/* m->at is where the address begins. */
static void complete(Absolute *m, Str address)
{
    if (has_scheme(address) || str_starts(address, STR("//")))
        return;
    if (str_starts(address, STR("/"))) {
        put_before(m, m->origin);
    } else if (address.len == 0 || address.ptr[0] == '#' ||
               address.ptr[0] == '?') {
        put_before(m, m->here);
    } else {
        StrCut folder = str_rcut(m->here, '/');
        size_t slash = folder.found ? 1 : 0;
        put_before(m, str_take(m->here, folder.head.len + slash));
    }
}

static char next_char(const Absolute *m)
{
    return m->at < m->html.len ? m->html.ptr[m->at] : '>';
}

/* One attribute of a tag, its value in quotes or not there. */
static void read_attribute(Absolute *m)
{
    size_t start = m->at;

    while (next_char(m) != '>' && next_char(m) != '=' &&
           !ascii_is_space(next_char(m)))
        m->at++;
    Str name = str_slice(m->html, start, m->at);
    Str rest = str_drop(m->html, m->at);
    if (!str_starts(rest, STR("=\"")) && !str_starts(rest, STR("='")))
        return;
    m->at += 2;
    Str value = str_cut(str_drop(rest, 2), rest.ptr[1]).head;
    if (is_address(name))
        complete(m, value);
    m->at += value.len;
}

/* From behind "<" to the ">" that ends the tag. */
static void read_tag(Absolute *m)
{
    while (m->at < m->html.len && next_char(m) != '>') {
        size_t before = m->at;
        if (ascii_is_alpha(next_char(m)))
            read_attribute(m);
        if (m->at == before || next_char(m) != '>')
            m->at++;
    }
}

/* What does not stand in a tag stays, and so do comments. */
static Str make_absolute(Absolute *m)
{
    for (;;) {
        size_t tag = str_find(str_drop(m->html, m->at), '<');
        if (tag == SIZE_MAX)
            break;
        m->at += tag + 1;
        Str rest = str_drop(m->html, m->at);
        if (str_starts(rest, STR("!--")))
            m->at += str_cut_text(rest, STR("-->")).head.len;
        else
            read_tag(m);
    }
    m->at = m->html.len;
    put_before(m, (Str){0});
    return buf_str(&m->out);
}

Str absolute_html(const Site *site, Arena *a, const Page *page, Str html)
{
    Absolute m = {.html = html, .out = buf_in(a)};

    if (page)
        m.here = site_permalink(site, a, page->url);
    m.origin = config_absolute(site->config, a, (Str){0});
    return make_absolute(&m);
}

bool filter_absolute_urls(TemplateCall *call, Value *result)
{
    const PageContext *c = host_of(call);
    Value v = template_arg(call, 0);
    const Page *page =
        given(call, 1) ? value_as_page(template_arg(call, 1)) : c->page;

    if (v.kind != VALUE_STR)
        return template_call_error(call, TEMPLATE_FILTER_KIND,
                                   STRS(STR("absolute_urls"), STR("string"),
                                        value_kind_name(v)));
    if (given(call, 1) && !page)
        return bad_arg(call, 1, STR("page"));
    rely_on_address(call);
    result->kind = VALUE_STR;
    result->safe = v.safe;
    result->as.s = absolute_html(c->site, arena_of(call), page, v.as.s);
    return true;
}
