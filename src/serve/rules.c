#include "serve/rules.h"

#include "base/escape.h"

enum { STATUS_DEFAULT = 301 };

/* ---- patterns ------------------------------------------------------------ */

static bool is_name_char(char c)
{
    return ascii_is_alnum(c) || c == '_';
}

/* Length of ":name" at the start; 0 if there is none. */
static size_t placeholder(Str pattern)
{
    size_t n = 1;

    if (pattern.len < 2 || pattern.ptr[0] != ':' ||
        !ascii_is_alpha(pattern.ptr[1]))
        return 0;
    while (n < pattern.len && is_name_char(pattern.ptr[n]))
        n++;
    return n;
}

/* The value of a name, which may be left open more than once; the last one
 * counts. */
static void capture(Captures *c, Str name, Str value)
{
    for (size_t i = 0; i < c->len; i++) {
        if (str_eq(c->names[i], name)) {
            c->values[i] = value;
            return;
        }
    }
    if (c->len == CAPTURES_MOST)
        return;
    c->names[c->len] = name;
    c->values[c->len++] = value;
}

/* Where a pattern and a path are being compared. */
typedef struct {
    Str pattern, path;
    size_t p, s;           /* how far */
    size_t star, star_end; /* behind the last *, and what it has taken */
    size_t star_start;
    bool starred;
    Captures *out;
} Matching;

/* One step of both; false where they differ. */
static bool step(Matching *m)
{
    Str rest = str_drop(m->pattern, m->p);
    bool part = m->p > 0 && m->pattern.ptr[m->p - 1] == '/';
    size_t name = part ? placeholder(rest) : 0;

    if (name) {
        Str value = str_cut(str_drop(m->path, m->s), '/').head;
        if (!value.len)
            return false;
        capture(m->out, str_slice(rest, 1, name), value);
        m->p += name;
        m->s += value.len;
        return true;
    }
    if (!rest.len || m->s == m->path.len || *rest.ptr != m->path.ptr[m->s])
        return false;
    m->p++;
    m->s++;
    return true;
}

static bool at_star(const Matching *m)
{
    return m->p < m->pattern.len && m->pattern.ptr[m->p] == '*';
}

/* The last * takes one byte more. */
static bool extend(Matching *m)
{
    if (!m->starred || m->star_end == m->path.len)
        return false;
    m->p = m->star;
    m->s = ++m->star_end;
    return true;
}

bool rules_match(Str pattern, Str path, Captures *out)
{
    Matching m = {.pattern = pattern, .path = path, .out = out};

    *out = (Captures){0};
    while (m.s < path.len || m.p < pattern.len) {
        if (at_star(&m)) {
            m.star = ++m.p;
            m.star_start = m.star_end = m.s;
            m.starred = true;
            if (m.star == pattern.len) /* the rest, at once */
                m.star_end = m.s = path.len;
        } else if (!step(&m) && !extend(&m)) {
            return false;
        }
    }
    if (m.starred)
        capture(out, STR("splat"), str_slice(path, m.star_start, m.star_end));
    return true;
}

/* ---- reading ------------------------------------------------------------- */

/* The next word of a line; empty at its end. */
static Str next_word(Str *line)
{
    size_t n = 0;

    *line = str_trim(*line);
    while (n < line->len && !ascii_is_space(line->ptr[n]))
        n++;
    Str word = str_take(*line, n);
    *line = str_drop(*line, n);
    return str_starts(word, STR("#")) ? (Str){0} : word;
}

static bool is_status(Str word, RedirectRule *rule)
{
    static const int known[] = {200, 301, 302, 303, 307, 308, 404};
    int64_t n;

    rule->force = str_ends(word, STR("!"));
    if (rule->force)
        word.len--;
    if (!str_to_int(word, &n))
        return false;
    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i] == n)
            rule->status = known[i];
    return rule->status == n;
}

static void read_redirect(Arena *a, Str line, Rules *out)
{
    RedirectRule rule = {.status = STATUS_DEFAULT};
    Str from = next_word(&line), to = next_word(&line);
    Str status = next_word(&line), more = next_word(&line);

    bool target = str_starts(to, STR("/")) || str_starts(to, STR("https://")) ||
                  str_starts(to, STR("http://"));
    if (!str_starts(from, STR("/")) || !target || more.len)
        return;
    if (status.len && !is_status(status, &rule))
        return;
    rule.from = unescape_url(a, from);
    rule.to = to;
    *VEC_PUSH(&out->redirects, a) = rule;
}

static void read_field(Arena *a, Str line, HeaderRule *rule)
{
    HeaderField field = {.remove = str_starts(line, STR("!"))};
    StrCut cut = str_cut(line, ':');

    field.name = str_trim(field.remove ? str_drop(line, 1) : cut.head);
    field.value = str_trim(cut.tail);
    if (field.name.len && cut.found != field.remove)
        *VEC_PUSH(&rule->fields, a) = field;
}

static void read_headers(Arena *a, Str text, Rules *out)
{
    HeaderRule *rule = NULL;
    Str line;

    while (str_next_line(&text, &line)) {
        Str trimmed = str_trim(line);
        if (!trimmed.len || str_starts(trimmed, STR("#")))
            continue;
        if (ascii_is_space(*line.ptr)) {
            if (rule)
                read_field(a, trimmed, rule);
            continue;
        }
        rule = VEC_PUSH(&out->headers, a);
        rule->pattern = unescape_url(a, trimmed);
    }
}

void rules_read(Arena *a, Str redirects, Str headers, Rules *out)
{
    Str rest = str_dup(a, redirects), line;

    *out = (Rules){0};
    while (str_next_line(&rest, &line))
        read_redirect(a, line, out);
    read_headers(a, str_dup(a, headers), out);
}

/* ---- asking -------------------------------------------------------------- */

static const Str *value_of(const Captures *c, Str name)
{
    for (size_t i = 0; i < c->len; i++)
        if (str_eq(c->names[i], name))
            return &c->values[i];
    return NULL;
}

static Str filled_in(Arena *a, Str to, const Captures *c)
{
    Buf b = buf_in(a);

    /* The colon of "https://" is followed by no letter. */
    while (to.len) {
        size_t name = placeholder(to);
        const Str *value = name ? value_of(c, str_slice(to, 1, name)) : NULL;
        if (value)
            escape_url_path(&b, *value);
        else
            buf_put(&b, str_take(to, name ? name : 1));
        to = str_drop(to, name ? name : 1);
    }
    return buf_str(&b);
}

bool rules_redirect(const Rules *rules, Arena *a, Str path, bool exists,
                    RuleTarget *out)
{
    Captures c;

    for (size_t i = 0; i < rules->redirects.len; i++) {
        const RedirectRule *r = &rules->redirects.items[i];
        if ((exists && !r->force) || !rules_match(r->from, path, &c))
            continue;
        *out = (RuleTarget){r->status, filled_in(a, r->to, &c)};
        return true;
    }
    return false;
}

static Str lower(Arena *a, Str s)
{
    char *copy = arena_bytes(a, s.len);

    for (size_t i = 0; i < s.len; i++)
        copy[i] = ascii_lower(s.ptr[i]);
    return (Str){copy, s.len};
}

static void apply(Arena *a, const HeaderField *field, Map *out)
{
    void **slot = map_at(out, a, lower(a, field->name));
    const HeaderField *old = *slot;
    HeaderField *now = ARENA_NEW(a, HeaderField);

    *now = *field;
    if (old && !old->remove && !field->remove)
        now->value = str_printf(a, STR_FMT ", " STR_FMT, STR_ARG(old->value),
                                STR_ARG(field->value));
    *slot = now;
}

void rules_headers(const Rules *rules, Arena *a, Str path, Map *out)
{
    Captures c;

    for (size_t i = 0; i < rules->headers.len; i++) {
        const HeaderRule *r = &rules->headers.items[i];
        if (!rules_match(r->pattern, path, &c))
            continue;
        for (size_t k = 0; k < r->fields.len; k++)
            apply(a, &r->fields.items[k], out);
    }
}
