/* explain_reads.c - what was read while the file was made. */
#include "build/explain_parts.h"

/* ---- names: "kind\0rest" */

static void put_template(const Explaining *e, List *list, Str name)
{
    const Source *src = map_get(&e->b->theme.templates, name);
    Dict *row = explain_row(e, list);

    dict_put_str(row, e->a, STR("name"), value_str(name));
    if (src)
        dict_put_str(row, e->a, STR("file"), value_str(src->path));
}

/* A question with its answers' names: "pages section=posts kind=single". */
static Str ask_text(const Explaining *e, const List *question)
{
    static const Str names[] = {STR_INIT("section"), STR_INIT("tag"),
                                STR_INIT("kind")};
    Buf b = buf_in(e->a);
    bool pages = str_eq(question->items[0].as.s, STR("pages"));

    buf_put(&b, question->items[0].as.s);
    for (size_t i = 1; i < question->len; i++) {
        Value v = question->items[i];
        if (v.kind != VALUE_STR || !v.as.s.len)
            continue;
        buf_put_char(&b, ' ');
        if (pages && i - 1 < COUNT(names)) {
            buf_put(&b, names[i - 1]);
            buf_put_char(&b, '=');
        }
        buf_put(&b, v.as.s);
    }
    return buf_str(&b);
}

static void put_ask(const Explaining *e, List *texts, List *lists, Str name)
{
    const List *question = read_question(e->a, name).as.list;
    Str what = question->len && question->items[0].kind == VALUE_STR
                   ? question->items[0].as.s
                   : (Str){0};

    if (str_eq(what, STR("text")) && question->len > 1)
        list_push(texts, e->a, question->items[1]);
    else if (what.len && !str_eq(what, STR("locale")))
        list_push(lists, e->a, value_str(ask_text(e, question)));
}

/* ---- things, field by field */

static void put_thing(const Explaining *e, List *list, const Read *read)
{
    Thing t = answers_thing(&e->b->recall.answers, read->thing);
    Str name = thing_name(e->b->site, t);
    Dict *row = explain_row(e, list);
    List *fields = list_new(e->a, 8);

    dict_put_str(row, e->a, STR("what"),
                 value_str(str_printf(e->a, STR_FMT "%s" STR_FMT,
                                      STR_ARG(host_table(t.kind)->name),
                                      name.len ? " " : "", STR_ARG(name))));
    for (uint64_t left = read->questions; left; left &= left - 1) {
        Str field = thing_question_name(t.kind, __builtin_ctzll(left));
        list_push(fields, e->a, value_str(field));
    }
    dict_put_str(row, e->a, STR("fields"), value_list(fields));
}

void explain_reads(const Explaining *e, const ReadLog *log)
{
    Reads reads = reads_take(log, e->a);
    List *templates = list_new(e->a, 8), *texts = list_new(e->a, 8),
         *lists = list_new(e->a, 8), *things = list_new(e->a, 8);

    for (size_t i = 0; i < reads.len; i++) {
        const Read *read = &reads.items[i];
        if (read->thing < READ_NAMED) {
            put_thing(e, things, read);
            continue;
        }
        Str name = log->names.index.entries[read->thing - READ_NAMED].key;
        if (str_eq(read_name_kind(name), STR("template")))
            put_template(e, templates, read_name_rest(name));
        else if (str_eq(read_name_kind(name), STR("ask")))
            put_ask(e, texts, lists, name);
        else if (str_eq(read_name_kind(name), STR("clock")))
            list_push(lists, e->a, value_str(STR("now")));
    }
    explain_put_list(e, STR("templates"), templates);
    explain_put_list(e, STR("texts"), texts);
    explain_put_list(e, STR("lists"), lists);
    explain_put_list(e, STR("reads"), things);
}

/* ---- plugins */

static bool was_called(const ReadLog *log, const Reads *reads, Str plugin)
{
    for (size_t i = 0; i < reads->len; i++) {
        if (reads->items[i].thing < READ_NAMED)
            continue;
        Str name =
            log->names.index.entries[reads->items[i].thing - READ_NAMED].key;
        if (str_eq(read_name_kind(name), STR("plugin")) &&
            str_eq(read_name_rest(name), plugin))
            return true;
    }
    return false;
}

static bool has_call(const Document *doc, Str name)
{
    for (size_t i = 0; i < doc->shortcodes.len; i++)
        if (str_eq(doc->shortcodes.items[i].name, name))
            return true;
    return false;
}

/* Hooks that every page, or every file, goes through. */
static bool takes_part(const Route *r, const PluginEntry *f)
{
    bool written = r->kind == ROUTE_PAGE && r->page->doc;

    if (str_eq(f->name, STR("page")) || str_eq(f->name, STR("rendered")))
        return written;
    if (str_eq(f->name, STR("routes")))
        return r->kind == ROUTE_PLUGIN;
    return str_eq(f->name, STR("output")) && r->kind != ROUTE_RESOURCE &&
           r->kind != ROUTE_ENGINE;
}

static bool was_used(const Route *r, const PluginEntry *f)
{
    const Document *doc = r->kind == ROUTE_PAGE ? r->page->doc : NULL;

    switch (f->kind) {
    case PLUGIN_SHORTCODE:
        return doc && has_call(doc, f->name);
    case PLUGIN_CODE:
        return doc && plugins_handles(f, doc);
    case PLUGIN_HOOK:
        return takes_part(r, f);
    default:
        return false;
    }
}

static void put_plugin(const Explaining *e, const Route *r, const ReadLog *log,
                       const Reads *reads, size_t plugin, List *list)
{
    const PluginSet *set = e->b->plugins.set;
    Str name = plugins_source(set, plugin)->name;
    List *uses = list_new(e->a, 4);
    size_t n;
    const PluginEntry *entries = plugins_entries(set, &n);

    if (was_called(log, reads, name))
        list_push(uses, e->a, value_str(STR("templates")));
    for (size_t i = 0; i < n; i++)
        if (entries[i].plugin == plugin && was_used(r, &entries[i]))
            list_push(uses, e->a,
                      value_str(
                          str_printf(e->a, STR_FMT " " STR_FMT,
                                     STR_ARG(plugin_kind_key(entries[i].kind)),
                                     STR_ARG(entries[i].name))));
    if (!uses->len)
        return;
    Dict *row = explain_row(e, list);
    dict_put_str(row, e->a, STR("name"), value_str(name));
    dict_put_str(row, e->a, STR("for"), value_list(uses));
}

void explain_plugins(const Explaining *e, const Route *r, const ReadLog *log)
{
    const PluginSet *set = e->b->plugins.set;
    Reads reads = reads_take(log, e->a);
    List *list = list_new(e->a, 4);

    for (size_t i = 0; set && i < plugins_count(set); i++)
        put_plugin(e, r, log, &reads, i, list);
    explain_put_list(e, STR("plugins"), list);
}
