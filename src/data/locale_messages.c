#include "data/locale_messages.h"

void message_read(Arena *a, const Source *src, const Node *n, DiagList *d,
                  Map *into)
{
    Message *m = ARENA_NEW(a, Message);

    m->src = src;
    m->at = n->key_at;
    m->plural = n->kind == NODE_MAP;
    if (n->kind == NODE_SCALAR)
        m->forms[PLURAL_OTHER] = n->text;
    else if (n->kind == NODE_SEQ)
        diag_add(d, LOCALE_TYPE, src, n->at,
                 STRS(n->key, diag_phrase(PHRASE_PLURAL_TEXT)));
    for (const Node *c = m->plural ? n->first : NULL; c; c = c->next) {
        bool known = false;
        for (int i = 0; i < PLURALS; i++) {
            if (!str_eq(c->key, plural_name((Plural)i)))
                continue;
            known = c->kind == NODE_SCALAR;
            m->forms[i] = c->text;
        }
        if (!known)
            diag_add(d, LOCALE_PLURAL, src, c->key_at, STRS(c->key));
    }
    map_add(into, a, n->key, m);
}

Str locale_text(const Locale *l, Str key)
{
    const Message *m = map_get(&l->messages, key);
    return m ? m->forms[PLURAL_OTHER] : key;
}

bool locale_has(const Locale *l, Str key)
{
    return map_get(&l->messages, key) != NULL;
}

/* What stands for {name}; braces that name nothing stay. */
static void put_argument(Buf *out, const Locale *l, const Dict *args,
                         StrCut name)
{
    Reader nobody = {.arena = out->arena};
    const Value *v = args && name.found ? dict_get_str(args, name.head) : NULL;

    if (!v)
        buf_printf(out, "{" STR_FMT "%s", STR_ARG(name.head),
                   name.found ? "}" : "");
    else if (v->kind == VALUE_INT || v->kind == VALUE_FLOAT)
        locale_put_number(out, l, *v, LOCALE_DECIMALS);
    else
        value_print(out, &nobody, *v);
}

Digest locale_text_digest(const Locale *l, Str key)
{
    const Message *m = map_get(&l->messages, key);
    Digest d = {0};

    for (int i = 0; m && i < PLURALS; i++)
        d = digest_add(d, m->forms[i]);
    return d;
}

bool locale_format(Buf *out, const Locale *l, Str key, const Dict *args)
{
    const Message *m = map_get(&l->messages, key);
    const Value *count = args ? dict_get_str(args, STR("count")) : NULL;

    if (!m)
        return false;
    Str rest = m->forms[PLURAL_OTHER];
    if (m->plural && count) {
        Str form = m->forms[locale_plural(l, *count)];
        rest = form.len ? form : rest;
    }
    for (;;) {
        StrCut open = str_cut(rest, '{');
        buf_put(out, open.head);
        if (!open.found)
            return true;
        StrCut close = str_cut(open.tail, '}');
        put_argument(out, l, args, close);
        rest = close.tail;
    }
}

static bool has_placeholder(const Message *m, Str name)
{
    for (int i = 0; i < PLURALS; i++) {
        Str rest = m->forms[i];
        while (str_cut(rest, '{').found) {
            rest = str_cut(rest, '{').tail;
            if (str_eq(str_cut(rest, '}').head, name))
                return true;
        }
    }
    return false;
}

/* Placeholders of `model` that `m` has not, each once. */
static void check_placeholders(const Message *m, const Message *model,
                               DiagList *d)
{
    Map seen = {0};

    for (int i = 0; i < PLURALS; i++) {
        Str rest = model->forms[i];
        while (str_cut(rest, '{').found) {
            rest = str_cut(rest, '{').tail;
            Str name = str_cut(rest, '}').head;
            if (!has_placeholder(m, name) &&
                map_add(&seen, d->arena, name, &seen))
                diag_add(d, LOCALE_PLACEHOLDER, m->src, m->at, STRS(name));
        }
    }
}

static void check_forms(const Locale *l, const Message *m, DiagList *d)
{
    for (int i = 0; m->plural && i < PLURALS; i++) {
        bool needed = i == PLURAL_OTHER || l->plurals[i].len;
        if (needed && !m->forms[i].len)
            diag_add(d, LOCALE_FORM, m->src, m->at,
                     STRS(plural_name((Plural)i)));
    }
}

bool locale_check(const Locale *l, const Source *src, const Locale *model,
                  DiagList *d)
{
    size_t before = d->errors;

    for (size_t i = 0; i < model->messages.len; i++) {
        Str key = model->messages.entries[i].key;
        const Message *other = model->messages.entries[i].value;
        const Message *m = map_get(&l->messages, key);
        if (!m) {
            Diag *one =
                diag_add(d, LOCALE_MISSING_KEY, src, (Span){0}, STRS(key));
            diag_note(d, one, LOCALE_OTHER_HAS, other->src, other->at, NO_STRS);
            continue;
        }
        check_forms(l, m, d);
        check_placeholders(m, other, d);
    }
    return d->errors == before;
}
