/* cmd_snippets_list.c - bifolio snippets list */
#include "cli/snippet_words.h"

#include "base/utf8.h"
#include "data/json.h"

static const Phrase none = {{STR_INIT("there are no such snippets"),
                             STR_INIT("non ci sono frammenti così")}};

/* ---- which --------------------------------------------------------------- */

static bool uses(const Snippet *s, Str tool)
{
    for (size_t i = 0; i < s->tools.len; i++)
        if (str_eq(s->tools.items[i], tool))
            return true;
    return false;
}

static bool has_level(const Snippet *s, Str level)
{
    if (str_eq(level, STR("drifted")))
        return s->drift != 0;
    return str_eq(level, snippet_level_name(s->level)) && !s->drift;
}

/* By key, slug or title. */
static bool has_tag(const Page *p, Str tag)
{
    for (size_t i = 0; i < p->tags.len; i++) {
        const Page *one = p->tags.items[i];
        if (str_eq_nocase(one->slug, tag) || str_eq_nocase(one->title, tag) ||
            (one->term && str_eq_nocase(one->term->key, tag)))
            return true;
    }
    return false;
}

static bool is_on(const Page *p, Str page)
{
    return str_eq(p->path, page) || str_eq(p->key, page) ||
           str_eq(p->src.path, page) || str_eq(p->url, page);
}

static bool is_wanted(const Options *o, const SiteSnippet *one, int lang)
{
    const Snippet *s = one->snippet;

    return (lang < 0 || s->lang == lang) &&
           (!o->language.len || snippet_language(o->language) == s->language) &&
           (!o->level.len || has_level(s, o->level)) &&
           (!o->tool.len || uses(s, o->tool)) &&
           (!o->tag.len || has_tag(one->page, o->tag)) &&
           (!o->page.len || is_on(one->page, o->page));
}

/* ---- as JSON ------------------------------------------------------------- */

static void put_field(Cli *c, Dict *d, const SiteSnippet *s, const char *name)
{
    Reader r = {.arena = &c->arena};
    Value v = value_null();

    value_get_str(&r, snippet_value(&c->arena, s), str_of(name), &v);
    dict_put_str(d, &c->arena, str_of(name), value_as_list(&r, v));
}

static Value as_json(Cli *c, const SiteSnippet *one)
{
    static const char *const fields[] = {
        "id",      "lang",     "title",  "language",       "level",
        "drifted", "date",     "tools",  "versions",       "environment",
        "ms",      "exit",     "needs",  "session",        "file",
        "tape",    "hidden",   "engine", "engine_version", "runs_here",
        "sha256",  "raw_name", "url"};
    const Snippet *s = one->snippet;
    Dict *d = dict_new(&c->arena);

    for (size_t i = 0; i < COUNT(fields); i++)
        put_field(c, d, one, fields[i]);
    dict_put_str(d, &c->arena, STR("source"), value_str(s->src->path));
    dict_put_str(
        d, &c->arena, STR("line"),
        value_int((int64_t)source_place(s->src, snippet_place(s).start).line));
    dict_put_str(d, &c->arena, STR("inputs"),
                 value_str(digest_hex(&c->arena, s->inputs)));
    put_field(c, d, one, "code");
    put_field(c, d, one, "output");
    return value_dict(d);
}

static void put_json(Cli *c, const SiteSnippets *found)
{
    List *list = list_new(&c->arena, found->len);
    Reader r = {.arena = &c->arena};

    for (size_t i = 0; i < found->len; i++)
        list_push(list, &c->arena, as_json(c, found->items[i]));
    json_print(&c->out, &r, value_list(list), 2);
    buf_put_char(&c->out, '\n');
}

/* ---- as lines ------------------------------------------------------------ */

enum { COLUMNS = 6 };

/* Editions of which the same is known share a line. */
typedef struct {
    const Snippet *snippet;
    Str columns[COLUMNS];
} Row;

typedef VEC(Row) Rows;

static Str tools_of(Cli *c, const Snippet *s)
{
    Buf b = buf_in(&c->arena);

    for (size_t i = 0; i < s->tools.len; i++) {
        if (i)
            buf_put_char(&b, ',');
        buf_put(&b, s->tools.items[i]);
    }
    return buf_str(&b);
}

static void add_row(Cli *c, Rows *rows, const SiteSnippet *one)
{
    const Snippet *s = one->snippet;
    Str code = one->site->languages[s->lang].code;
    Row *last = rows->len ? &rows->items[rows->len - 1] : NULL;

    if (last && str_eq(last->snippet->id, s->id) &&
        last->snippet->level == s->level && last->snippet->drift == s->drift) {
        last->columns[1] = str_printf(&c->arena, STR_FMT "," STR_FMT,
                                      STR_ARG(last->columns[1]), STR_ARG(code));
        return;
    }
    Buf date = buf_in(&c->arena);
    if (s->line)
        date_put_iso(&date, s->line->date);
    Str state = snippet_state(c, s);
    if (date.len)
        state = str_printf(&c->arena, STR_FMT " " STR_FMT, STR_ARG(state),
                           STR_ARG(buf_str(&date)));
    *VEC_PUSH(rows, &c->arena) = (Row){s,
                                       {s->id, code, s->code->language, state,
                                        tools_of(c, s), snippet_where(c, s)}};
}

static void put_rows(Cli *c, const Rows *rows)
{
    size_t widths[COLUMNS] = {0};

    for (size_t i = 0; i < rows->len; i++) {
        for (int k = 0; k < COLUMNS; k++) {
            size_t width = utf8_count(rows->items[i].columns[k]);
            widths[k] = width > widths[k] ? width : widths[k];
        }
    }
    for (size_t i = 0; i < rows->len; i++) {
        for (int k = 0; k < COLUMNS; k++) {
            Str text = rows->items[i].columns[k];
            buf_put(&c->out, text);
            for (size_t n = utf8_count(text);
                 k + 1 < COLUMNS && n < widths[k] + 2; n++)
                buf_put_char(&c->out, ' ');
        }
        buf_put_char(&c->out, '\n');
    }
}

void cmd_snippets_list(Cli *c)
{
    BuildSurvey survey;
    SiteSnippets found = {0};
    Rows rows = {0};
    int lang;

    if (!snippets_survey(c, false, &survey) ||
        !snippets_edition(c, survey.site, &lang))
        return;
    const SiteSnippets *all = &survey.site->snippets;
    for (size_t i = 0; i < all->len; i++)
        if (is_wanted(c->options, all->items[i], lang))
            *VEC_PUSH(&found, &c->arena) = all->items[i];
    if (c->options->json) {
        put_json(c, &found);
        return;
    }
    for (size_t i = 0; i < found.len; i++)
        add_row(c, &rows, found.items[i]);
    put_rows(c, &rows);
    if (!found.len && !c->options->quiet)
        buf_printf(&c->out, STR_FMT "\n", STR_ARG(none.in[c->style.language]));
}
