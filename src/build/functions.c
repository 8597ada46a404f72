/* functions.c - the site's functions, and tests.
 *
 * To add one: a TemplateFn, a row at the end of this file or of filters.c, a
 * row in tests/unit/test_functions.c. */
#include "build/call.h"

#include "base/escape.h"
#include "base/text.h"

/* ---- t */

static Str nearest_text(Arena *a, const Locale *l, Str key)
{
    Str *keys = ARENA_ARRAY(a, Str, l->messages.len);

    for (size_t i = 0; i < l->messages.len; i++)
        keys[i] = l->messages.entries[i].key;
    return text_closest(key, keys, l->messages.len);
}

static bool any_safe(const Dict *values)
{
    for (size_t i = 0; i < values->len; i++)
        if (values->entries[i].value.safe)
            return true;
    return false;
}

/* A private-use letter stands for a text until the message around it has been
 * escaped. */
enum { MARK = 0xF0000 };

static Value mark_of(Arena *a, size_t i)
{
    Buf b = buf_in(a);

    buf_put_rune(&b, (uint32_t)(MARK + i));
    return value_str(buf_str(&b));
}

static Dict *with_marks(Reader *r, const Dict *values)
{
    Dict *marked = dict_new(r->arena);

    for (size_t i = 0; i < values->len; i++) {
        Value v = values->entries[i].value;
        bool number = v.kind == VALUE_INT || v.kind == VALUE_FLOAT;
        dict_put(marked, r->arena, values->entries[i].key,
                 number ? v : mark_of(r->arena, i));
    }
    return marked;
}

static void put_value(Buf *b, Reader *r, Value v)
{
    Buf plain = buf_in(r->arena);

    if (v.safe) {
        buf_put(b, v.as.s);
        return;
    }
    value_print(&plain, r, v);
    escape_html(b, buf_str(&plain));
}

/* The message escaped, with the values in place of their marks. */
static Value fill_marks(Reader *r, Str text, const Dict *values)
{
    Buf escaped = buf_in(r->arena), b = buf_in(r->arena);

    escape_html(&escaped, text);
    Str rest = buf_str(&escaped);
    for (size_t i = 0; i < values->len; i++) {
        Str mark = mark_of(r->arena, i).as.s;
        Buf next = buf_in(r->arena);
        StrCut cut = str_cut_text(rest, mark);
        while (cut.found) {
            buf_put(&next, cut.head);
            put_value(&next, r, values->entries[i].value);
            cut = str_cut_text(cut.tail, mark);
        }
        buf_put(&next, cut.head);
        rest = buf_str(&next);
    }
    buf_put(&b, rest);
    return value_safe(buf_str(&b));
}

/* Safe values stay safe; then the message and the others are escaped. */
static Value format_text(TemplateCall *call, const Locale *l, Str key)
{
    Reader *r = template_reader(call);
    const Dict *values = template_keywords(call);
    Buf b = buf_in(r->arena);

    if (!template_autoescape(call) || !any_safe(values)) {
        locale_format(&b, l, key, values);
        return value_str(buf_str(&b));
    }
    locale_format(&b, l, key, with_marks(r, values));
    return fill_marks(r, buf_str(&b), values);
}

static bool t(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    const SiteLanguage *lang;
    Str key;

    if (!text_arg(call, 0, &key) || !language_arg(call, 1, &lang))
        return false;
    if (r->observer)
        site_ask(r, lang->site,
                 (Value[]){value_str(STR("text")), value_str(key),
                           value_int(lang->index)},
                 3);
    if (!locale_has(lang->locale, key))
        return template_call_near(call, TEXT_UNKNOWN,
                                  nearest_text(r->arena, lang->locale, key),
                                  STRS(key, lang->code));
    if (template_keywords(call)->len)
        rely_on_locale(call, lang);
    *result = format_text(call, lang->locale, key);
    return true;
}

/* ---- things of the site */

static bool asset(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    const Map *assets = host_of(call)->assets;
    Str name;

    if (!text_arg(call, 0, &name))
        return false;
    reader_used(r, STR("asset"), name);
    if (value_get_str(r, assets_value(r->arena, assets), name, result))
        return true;
    Str *names = ARENA_ARRAY(r->arena, Str, assets->len);
    for (size_t i = 0; i < assets->len; i++)
        names[i] = assets->entries[i].key;
    return template_call_near(call, ASSET_MISSING,
                              text_closest(name, names, assets->len),
                              STRS(name));
}

static bool find_page(TemplateCall *call, Str name, const SiteLanguage *lang,
                      Value *result)
{
    Reader *r = template_reader(call);
    const Site *site = host_of(call)->site;

    *result = site_ask(r, site,
                       (Value[]){value_str(STR("page")), value_str(name),
                                 value_int(lang->index)},
                       3);
    return value_as_page(*result) ||
           template_call_near(call, PAGE_UNKNOWN,
                              site_path_suggest(site, r->arena, name),
                              STRS(name));
}

static bool page(TemplateCall *call, Value *result)
{
    const SiteLanguage *lang;
    Str name;

    return text_arg(call, 0, &name) && language_arg(call, 1, &lang) &&
           find_page(call, name, lang, result);
}

static bool known_kind(TemplateCall *call, Str name)
{
    Str names[PAGE_ROOT + 1];

    if (page_kind_by_name(name) >= 0)
        return true;
    for (size_t i = 0; i < COUNT(names); i++)
        names[i] = page_kind_name((PageKind)i);
    return template_call_near(call, PAGE_KIND_UNKNOWN,
                              text_closest(name, names, COUNT(names)),
                              STRS(name));
}

static bool pages(TemplateCall *call, Value *result)
{
    const SiteLanguage *lang;
    Str section, tag, kind;
    /* none: any, which is not the same as not given */
    bool any_kind = template_arg(call, 2).kind == VALUE_NULL;
    bool any_lang = template_arg(call, 3).kind == VALUE_NULL;

    if (!text_arg(call, 0, &section) || !text_arg(call, 1, &tag) ||
        !text_arg(call, 2, &kind) || !language_arg(call, 3, &lang))
        return false;
    if (!kind.len && !any_kind)
        kind = page_kind_name(PAGE_SINGLE);
    if (kind.len && !known_kind(call, kind))
        return false;
    *result = site_ask(template_reader(call), host_of(call)->site,
                       (Value[]){value_str(STR("pages")), value_str(section),
                                 value_str(tag), value_str(kind),
                                 value_int(any_lang ? -1 : lang->index)},
                       5);
    return true;
}

static bool has_scheme(Str s)
{
    return str_find_text(s, STR("://")) != SIZE_MAX ||
           str_starts(s, STR("//")) || str_starts(s, STR("mailto:"));
}

/* `field` of a page, asset, pager, resource or route; a text that is an
 * address stays, and one that is a path is of a page. */
static bool address(TemplateCall *call, Str field, Value *result)
{
    Value v = template_arg(call, 0);

    if (v.kind == VALUE_STR) {
        if (has_scheme(v.as.s) || str_starts(v.as.s, STR("/")) ||
            str_starts(v.as.s, STR("#"))) {
            *result = v;
            return true;
        }
        if (!find_page(call, v.as.s, host_of(call)->lang, &v))
            return false;
    }
    if (v.kind == VALUE_OBJECT &&
        value_get_str(template_reader(call), v, field, result))
        return true;
    return bad_arg(call, 0, STR("page | string"));
}

/* "/x" from the site's root: where the site is below the host's, the path that
 * leads there is put in front, unless it is there. */
static Str from_root(TemplateCall *call, Str url)
{
    const PageContext *c = host_of(call);
    Arena *a = arena_of(call);

    rely_on_address(call);
    Str base = config_base_path(c->site->config);
    bool there = str_starts(url, base) &&
                 (url.len == base.len || url.ptr[base.len] == '/');

    return there ? url
                 : str_printf(a, STR_FMT STR_FMT, STR_ARG(base), STR_ARG(url));
}

static bool url(TemplateCall *call, Value *result)
{
    if (!address(call, STR("url"), result))
        return false;
    Str s = result->as.s;
    if (str_starts(s, STR("/")) && !has_scheme(s))
        *result = value_str(from_root(call, s));
    return true;
}

static bool absolute(TemplateCall *call, Value *result)
{
    const PageContext *c = host_of(call);
    Arena *a = arena_of(call);

    if (!address(call, STR("permalink"), result))
        return false;
    Str s = result->as.s;
    if (str_starts(s, STR("/")) && !has_scheme(s))
        *result =
            value_str(config_absolute(c->site->config, a, from_root(call, s)));
    return true;
}

static bool now(TemplateCall *call, Value *result)
{
    *result = site_ask(template_reader(call), host_of(call)->site,
                       (Value[]){value_str(STR("now"))}, 1);
    return true;
}

/* ---- tests */

static bool page_arg(TemplateCall *call, Value *lang)
{
    Value v = template_arg(call, 0);

    if (!value_as_page(v))
        return bad_arg(call, 0, STR("page"));
    return value_get_str(template_reader(call), v, STR("lang"), lang);
}

static bool foreign(TemplateCall *call, Value *result)
{
    Value lang = {0};

    if (!page_arg(call, &lang))
        return false;
    *result = value_bool(value_as_language(lang) != host_of(call)->lang);
    return true;
}

static bool translated(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    const SiteLanguage *wanted;
    Value lang = {0}, others;
    bool found = false;

    if (!page_arg(call, &lang) || !language_arg(call, 1, &wanted))
        return false;
    value_get_str(r, template_arg(call, 0), STR("alternates"), &others);
    for (size_t i = 0, n = value_len(r, others); i < n; i++) {
        Value other = value_at(r, others, i);
        if (given(call, 1))
            value_get_str(r, other, STR("lang"), &lang);
        found |= given(call, 1) ? value_as_language(lang) == wanted
                                : value_as_page(other) !=
                                      value_as_page(template_arg(call, 0));
    }
    *result = value_bool(found);
    return true;
}

/* clang-format off */
const TemplateRow site_functions[] = {
    {"t", t, "key, lang, *", "a text of the interface in the language being made, or in `lang`; {name} in it is replaced by the value of that name, and `count` chooses the plural"},
    {"asset", asset, "name", "a file of the theme: prints its fingerprinted address"},
    {"page", page, "name, lang", "the page of a content path (posts/a.md), a key (posts/a) or an address"},
    {"pages", pages, "section, tag, kind, lang", "pages by weight, then newest first: those that authors wrote, in the language being made; kind=none and lang=none: any"},
    {"url", url, "value", "the address of a page, asset, file or content path"},
    {"absolute", absolute, "value", "the same with the site's host: https://..."},
    {"now", now, "", "when the build was started, or what it was told"},
    {NULL, NULL, NULL, NULL},
};

const TemplateRow site_tests[] = {
    {"foreign", foreign, "value", "is the page in another language than what is being made?"},
    {"translated", translated, "value, lang", "does the page exist in another language, or in `lang`?"},
    {NULL, NULL, NULL, NULL},
};
/* clang-format on */
