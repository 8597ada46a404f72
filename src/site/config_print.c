/* config_print.c - the configuration in force, as YAML. */
#include "site/config_keys.h"

#include "base/escape.h"
#include "data/json.h"

/* A text as YAML: quoted as JSON is, which YAML reads. */
static void put_quoted(Buf *b, Str s)
{
    buf_put_char(b, '"');
    escape_json(b, s);
    buf_put_char(b, '"');
}

static bool same_in_all(const LocalText *t)
{
    for (size_t i = 1; i < t->n; i++)
        if (!str_eq(t->in[i], t->in[0]))
            return false;
    return true;
}

static void put_text(Buf *b, const Config *c, const LocalText *t)
{
    if (same_in_all(t)) {
        put_quoted(b, local_text(t, 0));
        return;
    }
    buf_put_char(b, '{');
    for (size_t i = 0; i < t->n; i++) {
        buf_put(b, i ? STR(", ") : STR(""));
        buf_put(b, c->languages[i]);
        BUF_LIT(b, ": ");
        put_quoted(b, t->in[i]);
    }
    buf_put_char(b, '}');
}

void put_languages(Buf *b, const Config *c)
{
    buf_put_char(b, '[');
    for (size_t i = 0; i < c->nlanguages; i++) {
        buf_put(b, i ? STR(", ") : STR(""));
        buf_put(b, c->languages[i]);
    }
    buf_put_char(b, ']');
}

void put_permalinks(Buf *b, const Config *c)
{
    buf_put_char(b, '{');
    for (size_t i = 0; i < c->permalinks.len; i++) {
        buf_put(b, i ? STR(", ") : STR(""));
        put_quoted(b, c->permalinks.entries[i].key);
        BUF_LIT(b, ": ");
        put_quoted(b, *(const Str *)c->permalinks.entries[i].value);
    }
    buf_put_char(b, '}');
}

void put_default_language(Buf *b, const Config *c)
{
    buf_put(b, c->languages[c->default_lang]);
}

void put_root(Buf *b, const Config *c)
{
    buf_put(b, c->root_lang < 0 ? STR("page") : c->languages[c->root_lang]);
}

void put_feeds(Buf *b, const Config *c)
{
    buf_printf(b, "[%s%s%s]", c->feed_atom ? "atom" : "",
               c->feed_atom && c->feed_json ? ", " : "",
               c->feed_json ? "json" : "");
}

void put_plugins(Buf *b, const Config *c)
{
    Reader nobody = {.arena = b->arena};

    json_print(b, &nobody, c->plugins_written, 0);
}

void put_params(Buf *b, const Config *c)
{
    Reader nobody = {.arena = b->arena};

    json_print(b, &nobody, c->params, 0);
}

static Str choice_name(Str choices, int64_t i)
{
    for (; i > 0; i--)
        choices = str_cut(choices, '|').tail;
    return str_cut(choices, '|').head;
}

static void put_value(Buf *b, const Config *c, const ConfigKey *key)
{
    const void *member = (const char *)c + key->offset;

    switch (key->kind) {
    case KEY_TEXT:
    case KEY_SLUG:
        put_text(b, c, member);
        break;
    case KEY_STR:
    case KEY_NAME:
    case KEY_OUT:
        put_quoted(b, *(const Str *)member);
        break;
    case KEY_BOOL:
        buf_put(b, *(const bool *)member ? STR("true") : STR("false"));
        break;
    case KEY_INT:
        buf_put_int(b, *(const int64_t *)member);
        break;
    case KEY_CHOICE:
        buf_put(b, choice_name(key->choices, *(const int64_t *)member));
        break;
    case KEY_OTHER:
        key->put(b, c);
        break;
    }
}

void config_print(Buf *out, const Config *c)
{
    for (size_t i = 0; config_keys[i].name.len; i++) {
        buf_printf(out, "# " STR_FMT " (%s)\n", STR_ARG(config_keys[i].doc),
                   c->origins[i]);
        buf_put(out, config_keys[i].name);
        BUF_LIT(out, ": ");
        put_value(out, c, &config_keys[i]);
        buf_put_char(out, '\n');
    }
}
