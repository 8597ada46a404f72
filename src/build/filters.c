/* filters.c - the site's filters; see functions.c for how to add one. */
#include "build/call.h"

#include "base/escape.h"
#include "template/builtin.h"

enum { DECIMALS = 3 }; /* of a number, unless more or fewer are asked for */

/* False after an error if what is piped is not a date, or a text of one. */
static bool piped_date(TemplateCall *call, Date *out)
{
    Value v = template_arg(call, 0);

    if (value_as_date(v, out) ||
        (v.kind == VALUE_STR && date_parse(v.as.s, out) == DATE_OK))
        return true;
    return template_call_error(call, TEMPLATE_FILTER_KIND,
                               STRS(str_of(template_row(call)->name),
                                    STR("date"), value_kind_name(v)));
}

static bool date(TemplateCall *call, Value *result)
{
    Buf b = buf_in(arena_of(call));
    const SiteLanguage *lang;
    Str style;
    Date d;

    if (!piped_date(call, &d) || !text_arg(call, 1, &style) ||
        !language_arg(call, 2, &lang))
        return false;
    if (str_eq(style, STR("iso"))) {
        date_put_iso(&b, d);
    } else if (str_eq(style, STR("rfc3339"))) {
        date_put_rfc3339(&b, d);
    } else {
        rely_on_locale(call, lang);
        locale_put_date(&b, lang->locale, d, style.len ? style : STR("long"));
    }
    *result = value_str(buf_str(&b));
    return true;
}

static bool number(TemplateCall *call, Value *result)
{
    Value v = template_arg(call, 0), decimals = template_arg(call, 1);
    Buf b = buf_in(arena_of(call));
    const SiteLanguage *lang;

    if (v.kind != VALUE_INT && v.kind != VALUE_FLOAT)
        return template_call_error(call, TEMPLATE_FILTER_KIND,
                                   STRS(STR("number"), STR("number"),
                                        value_kind_name(v)));
    if (given(call, 1) &&
        (decimals.kind != VALUE_INT || decimals.as.i < 0 || decimals.as.i > 20))
        return bad_arg(call, 1, STR("integer >= 0"));
    if (!language_arg(call, 2, &lang))
        return false;
    rely_on_locale(call, lang);
    locale_put_number(&b, lang->locale, v,
                      given(call, 1) ? (int)decimals.as.i : DECIMALS);
    *result = value_str(buf_str(&b));
    return true;
}

/* One item of a listing; escaped where others are safe. */
static Str item_text(Reader *r, Value v, bool safe)
{
    Buf plain = buf_in(r->arena), escaped = buf_in(r->arena);

    value_print(&plain, r, v);
    if (!safe || v.safe)
        return buf_str(&plain);
    escape_html(&escaped, buf_str(&plain));
    return buf_str(&escaped);
}

static bool listing(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    Value list = template_arg(call, 0);
    size_t n = value_len(r, list);
    const SiteLanguage *lang;
    Buf b = buf_in(r->arena);
    bool safe = false;

    if (n == SIZE_MAX || list.kind == VALUE_STR)
        return template_call_error(call, TEMPLATE_FILTER_KIND,
                                   STRS(STR("listing"), STR("list"),
                                        value_kind_name(list)));
    if (!language_arg(call, 1, &lang))
        return false;
    rely_on_locale(call, lang);
    Value *items = ARENA_ARRAY(r->arena, Value, n);
    Str *texts = ARENA_ARRAY(r->arena, Str, n);
    for (size_t i = 0; i < n; i++) {
        items[i] = value_at(r, list, i);
        safe |= items[i].safe && template_autoescape(call);
    }
    for (size_t i = 0; i < n; i++)
        texts[i] = item_text(r, items[i], safe);
    locale_put_list(&b, lang->locale, texts, n);
    *result = safe ? value_safe(buf_str(&b)) : value_str(buf_str(&b));
    return true;
}

static bool markdown(TemplateCall *call, Value *result)
{
    const PageContext *c = host_of(call);
    Reader *r = template_reader(call);
    bool inlines = value_truth(r, template_arg(call, 1));
    Str text, html;

    if (template_arg(call, 0).kind != VALUE_STR)
        return template_call_error(call, TEMPLATE_FILTER_KIND,
                                   STRS(STR("markdown"), STR("string"),
                                        value_kind_name(
                                            template_arg(call, 0))));
    text = template_arg(call, 0).as.s;
    if (!c->markdown(c, r->arena, text, inlines, &html))
        return template_call_error(call, MARKDOWN_FILTER, NO_STRS);
    *result = value_safe(html);
    return true;
}

static bool sha256(TemplateCall *call, Value *result)
{
    Buf b = buf_in(arena_of(call));

    value_print(&b, template_reader(call), template_arg(call, 0));
    *result = value_str(sha256_base64(arena_of(call), buf_str(&b)));
    return true;
}

/* ---- lists */

/* "a.b.c" of an item; undefined where a part is not there. */
static Value dotted(Reader *r, Value v, Str path)
{
    while (path.len) {
        StrCut cut = str_cut(path, '.');
        Value next;
        value_get_str(r, v, cut.head, &next);
        v = next;
        path = cut.tail;
    }
    return v;
}

static bool where(TemplateCall *call, Value *result)
{
    Reader *r = template_reader(call);
    Value list = template_arg(call, 0), wanted = template_arg(call, 2);
    size_t n = value_len(r, list);
    List *out = list_new(r->arena, 0);
    Str attribute;

    if (n == SIZE_MAX)
        return template_call_error(call, TEMPLATE_FILTER_KIND,
                                   STRS(STR("where"), STR("list"),
                                        value_kind_name(list)));
    if (!text_arg(call, 1, &attribute))
        return false;
    for (size_t i = 0; i < n; i++) {
        Value item = value_at(r, list, i);
        Value v = dotted(r, item, attribute);
        if (wanted.kind == VALUE_UNDEFINED ? value_truth(r, v)
                                           : value_eq(r, v, wanted))
            list_push(out, r->arena, item);
    }
    out->fresh = true;
    *result = value_list(out);
    return true;
}

/* The same under the name that people look for. */
static bool as_builtin(TemplateCall *call, Str name, const Dict *keywords,
                       Value *result)
{
    const TemplateRow *row = find_filter(template_set(call), name);

    return template_apply_row(call, row, template_arg(call, 0), NULL, 0,
                              keywords, result);
}

static bool sort_by(TemplateCall *call, Value *result)
{
    Arena *a = arena_of(call);
    Dict *keywords = dict_new(a);

    dict_put_str(keywords, a, STR("attribute"), template_arg(call, 1));
    if (given(call, 2))
        dict_put_str(keywords, a, STR("reverse"), template_arg(call, 2));
    return as_builtin(call, STR("sort"), keywords, result);
}

static bool group_by(TemplateCall *call, Value *result)
{
    Arena *a = arena_of(call);
    Dict *keywords = dict_new(a);

    dict_put_str(keywords, a, STR("attribute"), template_arg(call, 1));
    return as_builtin(call, STR("groupby"), keywords, result);
}

static bool plain(TemplateCall *call, Value *result)
{
    return as_builtin(call, STR("striptags"), NULL, result);
}

/* clang-format off */
const TemplateRow site_filters[] = {
    {"date", date, "value, style, lang", "a date for people: short, medium, long (as if none is given), full, month_year, or a pattern of CLDR; for machines: iso, rfc3339"},
    {"number", number, "value, decimals, lang", "a number as the language writes it, with at most so many decimals (3)"},
    {"listing", listing, "value, lang", "'a, b and c' of a list, as the language says it"},
    {"markdown", markdown, "value, inline", "Markdown as HTML; with inline, without a paragraph around it"},
    {"json", filter_json, "value, indent", "JSON, which may stand in a script element too"},
    {"dump", filter_dump, "value", "what a value is and holds, to see it while writing a template"},
    {"absolute_urls", filter_absolute_urls, "value, page", "HTML with absolute addresses in its links and images; `page` is where it stands, if not in the one being made"},
    {"sha256", sha256, "value", "the SHA-256 of a text in base64, as a Content-Security-Policy has it"},
    {"where", where, "value, attribute, equals?", "the items whose attribute equals a value; without one, those that have the attribute"},
    {"sort_by", sort_by, "value, attribute, reverse", "Jinja's sort by an attribute"},
    {"group_by", group_by, "value, attribute", "Jinja's groupby"},
    {"plain", plain, "value", "Jinja's striptags"},
    {NULL, NULL, NULL, NULL},
};
/* clang-format on */
