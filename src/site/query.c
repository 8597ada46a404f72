/* query.c - what a site can be asked beside its fields. */
#include "site/assemble.h"
#include "site/host.h"

#include <stdlib.h>

static bool term_named(const Site *site, const Page *term, Str name)
{
    const Registry *registry = site->registries[term->taxonomy];
    const Term *registered = registry ? registry_find(registry, name) : NULL;

    if (registered)
        return registered == term->term;
    return str_eq(term->term->key, name) || str_eq(term->title, name) ||
           str_eq(local_text(&term->term->slug, term->lang), name);
}

static bool has_term(const Site *site, const Page *p, Str name)
{
    for (size_t i = 0; i < p->tags.len; i++)
        if (term_named(site, p->tags.items[i], name))
            return true;
    return p->series && term_named(site, p->series, name);
}

static bool answers(const Site *site, const Page *p, const PageQuery *q,
                    int kind)
{
    if (q->lang >= 0 && p->lang != q->lang)
        return false;
    if (q->kind.len && (int)p->kind != kind)
        return false;
    if (q->section.len &&
        (!p->section || !str_eq(p->section->path, q->section)))
        return false;
    return !q->tag.len || has_term(site, p, q->tag);
}

const Pages *site_pages(const Site *site, Arena *a, const PageQuery *q)
{
    Pages *out = ARENA_NEW(a, Pages);
    int kind = page_kind_by_name(q->kind);

    for (size_t i = 0; i < site->pages.len; i++)
        if (answers(site, site->pages.items[i], q, kind))
            *VEC_PUSH(out, a) = site->pages.items[i];
    if (out->len)
        qsort(out->items, out->len, sizeof *out->items, page_by_weight);
    return out;
}

const Page *site_page(const Site *site, Arena *a, Str name, int lang)
{
    return str_starts(name, STR("/")) ? site_page_of_url(site, a, name)
                                      : site_page_at(site, name, lang);
}

/* ---- questions in tuples */

static Str text_at(const List *q, size_t i)
{
    return i < q->len && q->items[i].kind == VALUE_STR ? q->items[i].as.s
                                                       : (Str){0};
}

/* -1 if it is no language. */
static int lang_at(const Site *site, const List *q, size_t i)
{
    if (i >= q->len || q->items[i].kind != VALUE_INT ||
        q->items[i].as.i >= (int64_t)site->nlanguages)
        return -1;
    return q->items[i].as.i < 0 ? -1 : (int)q->items[i].as.i;
}

static Value digest_value(Arena *a, Digest d)
{
    return digest_eq(d, (Digest){0}) ? value_null()
                                     : value_str(digest_hex(a, d));
}

bool host_query(Reader *r, const Site *site, const List *q, Value *out)
{
    Str question = text_at(q, 0);
    int lang = lang_at(site, q, q->len - 1);

    if (str_eq(question, STR("now"))) {
        *out = value_date(r->arena, date_from_seconds(site->now));
        return true;
    }

    if (str_eq(question, STR("pages"))) {
        PageQuery query = {text_at(q, 1), text_at(q, 2), text_at(q, 3), lang};
        *out = pages_value(r->arena, site_pages(site, r->arena, &query));
        return true;
    }
    if (lang < 0)
        return false;
    const Locale *locale = site->languages[lang].locale;
    if (str_eq(question, STR("page")))
        *out = page_value(r->arena,
                          site_page(site, r->arena, text_at(q, 1), lang));
    else if (str_eq(question, STR("text")))
        *out =
            digest_value(r->arena, locale_text_digest(locale, text_at(q, 1)));
    else if (str_eq(question, STR("locale")))
        *out = digest_value(r->arena, locale_facts_digest(locale));
    else
        return false;
    return true;
}

Value site_ask(Reader *r, const Site *site, const Value *question, size_t n)
{
    Value who = site_value(r->arena, &site->languages[site->default_lang]);
    List *tuple = list_new(r->arena, n);
    Value out;

    tuple->tuple = true;
    for (size_t i = 0; i < n; i++)
        list_push(tuple, r->arena, question[i]);
    value_get(r, who, value_list(tuple), &out);
    return out;
}
