/* hook_page.c - the hook on a page that has been parsed; see hooks.h. */
#include "build/hook_call.h"

#include "base/escape.h"

/* ---- what is given */

static Value heading_data(Arena *a, const Document *doc)
{
    List *l = list_new(a, doc->headings.len);

    for (size_t i = 0; i < doc->headings.len; i++) {
        const Heading *one = &doc->headings.items[i];
        Dict *d = dict_new(a);
        dict_put_str(d, a, STR("level"), value_int(one->level));
        dict_put_str(d, a, STR("id"), value_str(one->id));
        dict_put_str(d, a, STR("text"), value_str(one->text));
        list_push(l, a, value_dict(d));
    }
    return value_list(l);
}

static Value link_data(Arena *a, const Document *doc)
{
    List *l = list_new(a, doc->links.len);

    for (size_t i = 0; i < doc->links.len; i++)
        list_push(l, a, value_str(doc->links.items[i].target));
    return value_list(l);
}

static Value code_data(Arena *a, const Document *doc)
{
    List *l = list_new(a, doc->code.len);

    for (size_t i = 0; i < doc->code.len; i++) {
        const CodeBlock *one = &doc->code.items[i];
        Dict *d = dict_new(a);
        dict_put_str(d, a, STR("language"), value_str(one->language));
        dict_put_str(d, a, STR("title"), value_str(one->title));
        dict_put_str(d, a, STR("code"), value_str(one->code));
        list_push(l, a, value_dict(d));
    }
    return value_list(l);
}

static Value tag_data(Arena *a, const FrontMatter *fm)
{
    List *l = list_new(a, fm->tags.len);

    for (size_t i = 0; i < fm->tags.len; i++)
        list_push(l, a, value_str(fm->tags.items[i].text));
    return value_list(l);
}

static Str raw_text(Arena *a, const Source *src)
{
    DiagList unsaid = {.arena = a}; /* said when the page was parsed */
    FrontSplit split = {0};

    front_matter_split(src, &unsaid, &split);
    return span_text(src, split.body);
}

static void put_front_matter(Dict *d, Arena *a, const FrontMatter *fm)
{
    dict_put_str(d, a, STR("title"), value_str(fm->title));
    dict_put_str(d, a, STR("description"), value_str(fm->description));
    if (fm->date.year)
        dict_put_str(d, a, STR("date"), value_date(a, fm->date));
    dict_put_str(d, a, STR("draft"), value_bool(fm->draft));
    dict_put_str(d, a, STR("tags"), tag_data(a, fm));
    dict_put_str(d, a, STR("params"), fm->params);
}

static Value page_data(Arena *a, const Config *config, const ParsedPage *p)
{
    const Document *doc = p->doc;
    int lang = content_name(config, p->content_path).lang;
    Dict *d = dict_new(a);

    dict_put_str(d, a, STR("source"), value_str(p->content_path));
    dict_put_str(d, a, STR("lang"), value_str(config_code(config, lang)));
    put_front_matter(d, a, &p->fm);
    dict_put_str(d, a, STR("raw"), value_str(raw_text(a, &p->src)));
    dict_put_str(d, a, STR("words"), value_int((int64_t)doc->words));
    dict_put_str(d, a, STR("code_lines"), value_int((int64_t)doc->code_lines));
    dict_put_str(d, a, STR("headings"), heading_data(a, doc));
    dict_put_str(d, a, STR("links"), link_data(a, doc));
    dict_put_str(d, a, STR("code"), code_data(a, doc));
    return value_dict(d);
}

/* ---- what comes back */

/* No page is without a title. */
static bool take_title(const Hooking *h, const PluginEntry *f, Value v,
                       Str *title)
{
    Str text;

    if (!hook_text(h, f, STR("{title = string}"), v, &text))
        return false;
    if (!str_trim(text).len)
        return hook_wrong(h, f, STR("{title = string}"), v);
    *title = text;
    return true;
}

static bool take_key(const Hooking *h, const PluginEntry *f, const DictEntry *e,
                     FrontMatter *fm)
{
    Str key = e->key.kind == VALUE_STR ? e->key.as.s : (Str){0};

    if (str_eq(key, STR("title")))
        return take_title(h, f, e->value, &fm->title);
    if (str_eq(key, STR("description")))
        return hook_text(h, f, STR("{description = string}"), e->value,
                         &fm->description);
    if (str_eq(key, STR("params")))
        return hook_params(h, f, e->value, &fm->params);
    return hook_cannot_change(h, f, e->key);
}

static bool take_page(const Hooking *h, const PluginEntry *f, Value result,
                      FrontMatter *fm)
{
    bool good = true;

    if (hook_nothing(result))
        return true;
    if (result.kind != VALUE_DICT)
        return hook_wrong(h, f,
                          STR("{title = ..., description = ..., params = ...}"),
                          result);
    for (size_t i = 0; i < result.as.dict->len; i++)
        good &= take_key(h, f, &result.as.dict->entries[i], fm);
    return good;
}

bool hook_page(const SitePlugins *p, Arena *a, int worker, const Config *config,
               ParsedPage *page, DiagList *d)
{
    Hooking h = {.plugins = p,
                 .a = a,
                 .worker = worker,
                 .page = page->src.path,
                 .src = &page->src,
                 .observer = p->early,
                 .d = d};
    Hooks hooks = hooks_of(p, HOOK_PAGE);

    for (size_t i = 0; i < hooks.len; i++) {
        Value result, arg = page_data(a, config, page);
        if (!hook_call(&h, hooks.items[i], &arg, 1, &result) ||
            !take_page(&h, hooks.items[i], result, &page->fm))
            return false;
    }
    return true;
}
