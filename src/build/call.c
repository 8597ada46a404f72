#include "build/call.h"

#include "base/text.h"

const PageContext *host_of(TemplateCall *call)
{
    return template_host(call);
}

Arena *arena_of(TemplateCall *call)
{
    return template_reader(call)->arena;
}

bool given(TemplateCall *call, size_t i)
{
    return template_arg(call, i).kind > VALUE_NULL;
}

/* The name of param i in the row: "value, lang?" */
static Str param_name(TemplateCall *call, size_t i)
{
    Str rest = str_of(template_row(call)->params);

    for (; i > 0; i--)
        rest = str_cut(rest, ',').tail;
    Str name = str_trim(str_cut(rest, ',').head);
    return str_ends(name, STR("?")) ? str_take(name, name.len - 1) : name;
}

bool bad_arg(TemplateCall *call, size_t i, Str wanted)
{
    return template_call_error(call, TEMPLATE_ARGUMENT,
                               STRS(str_of(template_row(call)->name),
                                    param_name(call, i), wanted,
                                    value_kind_name(template_arg(call, i))));
}

bool text_arg(TemplateCall *call, size_t i, Str *out)
{
    Value v = template_arg(call, i);

    *out = (Str){0};
    if (!given(call, i))
        return true;
    if (v.kind != VALUE_STR)
        return bad_arg(call, i, STR("string"));
    *out = v.as.s;
    return true;
}

bool language_arg(TemplateCall *call, size_t i, const SiteLanguage **out)
{
    const PageContext *c = host_of(call);
    const Config *config = c->site->config;
    Str code;

    *out = given(call, i) ? value_as_language(template_arg(call, i)) : c->lang;
    if (*out)
        return true;
    if (!text_arg(call, i, &code))
        return false;
    int lang = config_language(config, code);
    if (lang < 0)
        return template_call_near(call, LANGUAGE_UNKNOWN,
                                  text_closest(code, config->languages,
                                               config->nlanguages),
                                  STRS(code));
    *out = &c->site->languages[lang];
    return true;
}

void rely_on_locale(TemplateCall *call, const SiteLanguage *lang)
{
    Reader *r = template_reader(call);

    if (r->observer)
        site_ask(r, lang->site,
                 (Value[]){value_str(STR("locale")), value_int(lang->index)},
                 2);
}

void rely_on_address(TemplateCall *call)
{
    const PageContext *c = host_of(call);
    Reader *r = template_reader(call);
    Value url;

    if (r->observer)
        value_get_str(r, site_value(r->arena, c->lang), STR("base_url"), &url);
}
