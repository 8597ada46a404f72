/* filters_url.c - urlencode, and urlize: addresses in a text made links. */
#include "template/filters.h"

#include "template/python.h"

#include "base/escape.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ urlencode */

/* In a query a space is +, in a path a slash stays. */
static void quote(Buf *out, Str s, bool query)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!query && s.ptr[i] == '/')
            buf_put_char(out, '/');
        else if (query && s.ptr[i] == ' ')
            buf_put_char(out, '+');
        else
            escape_url_part(out, str_slice(s, i, i + 1));
    }
}

bool filter_urlencode(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    Value v = template_arg(call, 0);
    Buf b = buf_in(r->arena);

    if (v.kind == VALUE_STR || value_len(r, v) == SIZE_MAX) {
        quote(&b, soft_text(call, v).as.s, false);
        return answer_text(call, result, buf_str(&b), false);
    }
    const List *pairs = is_mapping(v) ? pairs_of(call, v) : items_of(call, v);
    for (size_t i = 0; pairs && i < pairs->len; i++) {
        if (value_len(r, pairs->items[i]) != 2)
            return wrong_kind(call, STR("(key, value)"), pairs->items[i]);
        if (i)
            buf_put_char(&b, '&');
        quote(&b, text_of(call, value_at(r, pairs->items[i], 0)), true);
        buf_put_char(&b, '=');
        quote(&b, text_of(call, value_at(r, pairs->items[i], 1)), true);
    }
    return pairs && answer_text(call, result, buf_str(&b), false);
}

/* -------------------------------------------------------------- addresses */

static bool is_name_rune(uint32_t rune)
{
    return python_word(rune) || rune == '-' || rune == '%';
}

/* Takes the run of runes that `wanted` holds for off `s`. */
static Str take_run(Str *s, bool (*wanted)(uint32_t))
{
    size_t end = 0;

    for (size_t i = 0; i < s->len && wanted(utf8_next(*s, &i));)
        end = i;
    Str run = str_take(*s, end);
    *s = str_drop(*s, end);
    return run;
}

static bool is_host_rune(uint32_t rune)
{
    return is_name_rune(rune) || rune == '.';
}

/* com, museum, xn--p1ai: what a host's last label looks like. */
static bool is_top_label(Str s)
{
    if (s.len >= 6 && str_eq_nocase(str_take(s, 4), STR("xn--"))) {
        size_t n = utf8_count(s) - 4;
        return n >= 2 && n <= 59 && str_find(str_drop(s, 4), '-') == SIZE_MAX;
    }
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_alpha(s.ptr[i]))
            return false;
    return s.len >= 2 && s.len <= 63;
}

/* Labels of at least `least` and at most `most` runes before the last one. */
static bool is_domain(Str host, size_t least, size_t most, Str *top)
{
    StrCut cut = str_rcut(host, '.');

    *top = cut.found ? cut.tail : host;
    for (Str rest = cut.found ? cut.head : (Str){0}; cut.found;) {
        StrCut label = str_cut(rest, '.');
        size_t n = utf8_count(label.head);
        if (n < least || n > most)
            return false;
        if (!label.found)
            return true;
        rest = label.tail;
    }
    return true;
}

static bool is_common_top(Str s)
{
    static const Str tops[] = {
        STR_INIT("com"), STR_INIT("net"), STR_INIT("int"),  STR_INIT("edu"),
        STR_INIT("gov"), STR_INIT("org"), STR_INIT("info"), STR_INIT("mil"),
    };

    for (size_t i = 0; i < COUNT(tops); i++)
        if (str_eq_nocase(s, tops[i]))
            return true;
    return false;
}

/* Four numbers of up to three digits. */
static bool is_ipv4(Str host)
{
    for (int part = 0; part < 4; part++) {
        StrCut cut = str_cut(host, '.');
        if (cut.found != (part < 3) || cut.head.len < 1 || cut.head.len > 3)
            return false;
        for (size_t i = 0; i < cut.head.len; i++)
            if (!ascii_is_digit(cut.head.ptr[i]))
                return false;
        host = cut.tail;
    }
    return true;
}

static bool is_hex(char c)
{
    return ascii_is_digit(c) ||
           (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

/* Takes [1:2::3] off `s`: at least two colons, at most eight groups. */
static bool take_ipv6(Str *s)
{
    size_t i = 1, groups = 0;

    if (!str_starts(*s, STR("[")))
        return false;
    for (; i < s->len && s->ptr[i] != ']'; groups++) {
        size_t start = i;
        while (i < s->len && i - start < 4 && is_hex(s->ptr[i]))
            i++;
        bool colon = i < s->len && s->ptr[i] == ':';
        if ((groups < 2 && !colon) || (!colon && i == start))
            return false;
        i += colon;
    }
    if (i == s->len || groups < 2 || groups > 8)
        return false;
    *s = str_drop(*s, i + 1);
    return true;
}

static Str scheme_of(Str s)
{
    size_t n = str_eq_nocase(str_take(s, 8), STR("https://"))  ? 8
               : str_eq_nocase(str_take(s, 7), STR("http://")) ? 7
                                                               : 0;
    return str_take(s, n);
}

static bool is_host(Str host, bool scheme)
{
    bool www = !scheme && str_eq_nocase(str_take(host, 4), STR("www."));
    Str top;

    if ((scheme || www) &&
        is_domain(www ? str_drop(host, 4) : host, 1, SIZE_MAX, &top) &&
        is_top_label(top))
        return true;
    if (is_domain(host, 2, 63, &top) && top.len < host.len &&
        is_common_top(top) && !scheme)
        return true;
    return scheme && is_ipv4(host);
}

/* An address of the web, whole. */
static bool is_web(Str s)
{
    Str scheme = scheme_of(s), rest = str_drop(s, scheme.len);

    if (!scheme.len || !take_ipv6(&rest)) {
        Str host = take_run(&rest, is_host_rune);
        if (!is_host(host, scheme.len > 0))
            return false;
    }
    if (str_starts(rest, STR(":"))) {
        size_t n = 1;
        while (n < rest.len && ascii_is_digit(rest.ptr[n]))
            n++;
        if (n < 2 || n > 6)
            return false;
        rest = str_drop(rest, n);
    }
    return rest.len == 0 || strchr("/?#", rest.ptr[0]);
}

/* name@host.tld */
static bool is_mail(Str s)
{
    StrCut at = str_rcut(s, '@');
    StrCut dot = str_rcut(at.tail, '.');
    Str host = dot.head, top = dot.tail;
    size_t first = 0;

    if (!at.found || !dot.found || !at.head.len || !host.len || !top.len ||
        !python_word(utf8_next(host, &first)))
        return false;
    for (size_t i = 0; i < host.len;) {
        uint32_t rune = utf8_next(host, &i);
        if (!python_word(rune) && rune != '.' && rune != '-')
            return false;
    }
    take_run(&top, python_word);
    return top.len == 0;
}

/* ---------------------------------------------------------------- urlize */

typedef struct {
    TemplateCall *call;
    Buf *out;
    Str attributes; /* rel and target, of links to the web */
    size_t most;    /* letters of a link that are shown */
    const List *schemes;
    bool afford; /* false after an error: too much is made */
} Urlize;

/* Takes what opens, "(" "<" "&lt;", or what closes, off the ends of a word. */
static size_t opening(Str s)
{
    size_t n = 0;

    for (;;) {
        Str rest = str_drop(s, n);
        if (str_starts(rest, STR("(")) || str_starts(rest, STR("<")))
            n++;
        else if (str_starts(rest, STR("&lt;")))
            n += 4;
        else
            return n;
    }
}

static size_t closing(Str s)
{
    size_t n = 0;

    for (;;) {
        Str rest = str_take(s, s.len - n);
        if (str_ends(rest, STR("&gt;")))
            n += 4;
        else if (rest.len && strchr(")>.,\n", rest.ptr[rest.len - 1]))
            n++;
        else
            return n;
    }
}

static size_t count(Str s, Str part)
{
    size_t n = 0;

    for (StrCut cut = str_cut_text(s, part); cut.found;
         cut = str_cut_text(cut.tail, part))
        n++;
    return n;
}

/* Gives back to the word what of the tail closes what it opens. */
static void balance(Str word, size_t *len)
{
    static const Str pairs[][2] = {{STR_INIT("("), STR_INIT(")")},
                                   {STR_INIT("<"), STR_INIT(">")},
                                   {STR_INIT("&lt;"), STR_INIT("&gt;")}};

    for (size_t i = 0; i < COUNT(pairs); i++) {
        Str open = pairs[i][0], close = pairs[i][1];
        size_t opened = count(str_take(word, *len), open);
        if (opened <= count(str_take(word, *len), close))
            continue;
        for (; opened > 0; opened--) {
            size_t at = str_find_text(str_drop(word, *len), close);
            if (at == SIZE_MAX)
                break;
            *len += at + close.len;
        }
    }
}

static void put_link(Urlize *u, Str before, Str href, Str attributes, Str text)
{
    u->afford = u->afford && template_charge(u->call, attributes.len);
    if (!u->afford)
        return;
    BUF_LIT(u->out, "<a href=\"");
    buf_put(u->out, before);
    buf_put(u->out, href);
    BUF_LIT(u->out, "\"");
    buf_put(u->out, attributes);
    BUF_LIT(u->out, ">");
    buf_put(u->out, text);
    BUF_LIT(u->out, "</a>");
}

static void put_web(Urlize *u, Str s)
{
    bool scheme =
        str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
    Str text = s;

    if (utf8_count(s) > u->most)
        text = str_printf(call_arena(u->call), STR_FMT "...",
                          STR_ARG(utf8_slice(s, 0, u->most)));
    put_link(u, scheme ? STR("") : STR("https://"), s, u->attributes, text);
}

/* Starts with one of the schemes that were asked for. */
static bool has_scheme(const Urlize *u, Str s)
{
    for (size_t i = 0; u->schemes && i < u->schemes->len; i++) {
        Str scheme = text_of(u->call, u->schemes->items[i]);
        if (str_starts(s, scheme) && s.len > scheme.len)
            return true;
    }
    return false;
}

static void put_word(Urlize *u, Str word)
{
    const Str mailto = STR("mailto:");
    Str head = str_take(word, opening(word));
    Str rest = str_drop(word, head.len);
    size_t len = rest.len - closing(rest);

    balance(rest, &len);
    Str s = str_take(rest, len);
    buf_put(u->out, head);
    if (is_web(s))
        put_web(u, s);
    else if (str_starts(s, mailto) && is_mail(str_drop(s, mailto.len)))
        put_link(u, STR(""), s, STR(""), str_drop(s, mailto.len));
    else if (!str_starts(s, STR("www.")) && !str_starts(s, STR("@")) &&
             str_find(s, ':') == SIZE_MAX && is_mail(s))
        put_link(u, mailto, s, STR(""), s);
    else if (has_scheme(u, s))
        put_link(u, STR(""), s, u->attributes, s);
    else
        buf_put(u->out, s);
    buf_put(u->out, str_drop(rest, len));
}

static bool is_no_space(uint32_t rune)
{
    return !python_space(rune);
}

/* rel's words in order, each once: noopener among them, as is good for links
 * that open elsewhere. */
static Str rel_of(TemplateCall *call)
{
    Arena *a = call_arena(call);
    Str rest = arg_text(call, 4, STR(""));
    Str *words = ARENA_ARRAY(a, Str, rest.len / 2 + 3);
    size_t n = 0;
    Buf b = buf_in(a);

    words[n++] = STR("noopener");
    if (arg_flag(call, 2))
        words[n++] = STR("nofollow");
    while (rest.len) {
        take_run(&rest, python_space);
        Str word = take_run(&rest, is_no_space);
        if (word.len)
            words[n++] = word;
    }
    qsort(words, n, sizeof *words, str_cmp_ptr);
    for (size_t i = 0; i < n; i++) {
        if (i && str_eq(words[i], words[i - 1]))
            continue;
        if (i)
            buf_put_char(&b, ' ');
        escape_html(&b, words[i]);
    }
    return buf_take(&b);
}

static Str link_attributes(TemplateCall *call)
{
    Arena *a = call_arena(call);
    Str rel = rel_of(call), target = arg_text(call, 3, STR(""));
    Buf b = buf_in(a);

    buf_printf(&b, " rel=\"" STR_FMT "\"", STR_ARG(rel));
    if (target.len) {
        BUF_LIT(&b, " target=\"");
        escape_html(&b, target);
        BUF_LIT(&b, "\"");
    }
    return buf_take(&b);
}

/* tel: or web+x:// */
static bool is_scheme(Str s)
{
    StrCut cut = str_cut(s, ':');
    Str name = cut.head;

    for (size_t i = 0; i < name.len;) {
        uint32_t rune = utf8_next(name, &i);
        if (!python_word(rune) && rune != '.' && rune != '+' && rune != '-')
            return false;
    }
    return cut.found && utf8_count(name) >= 2 && cut.tail.len <= 2 &&
           str_starts(STR("//"), cut.tail);
}

static bool check_schemes(TemplateCall *call, const List *schemes)
{
    for (size_t i = 0; schemes && i < schemes->len; i++)
        if (!is_scheme(text_of(call, schemes->items[i])))
            return wrong_arg(call, 5, STR("['tel:', 'web+x://', ...]"));
    return true;
}

bool filter_urlize(TemplateCall *call, Value *result)
{
    Str rest = escaped_text(call, template_arg(call, 0)).as.s;
    Buf b = buf_in(call_arena(call));
    Urlize u = {.call = call, .out = &b, .afford = true};

    if (!arg_size(call, 1, SIZE_MAX >> 1, &u.most))
        return false;
    if (arg_given(call, 5)) {
        u.schemes = items_of(call, template_arg(call, 5));
        if (!u.schemes || !check_schemes(call, u.schemes))
            return false;
    }
    u.attributes = link_attributes(call);
    while (rest.len && u.afford) {
        buf_put(&b, take_run(&rest, python_space));
        put_word(&u, take_run(&rest, is_no_space));
    }
    return u.afford &&
           answer_text(call, result, buf_str(&b), template_autoescape(call));
}
