#include "data/locale.h"

#include "base/text.h"
#include "data/locale_messages.h"
#include "data/plural.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ORDER Plural */
static const Str plural_names[PLURALS] = {
    STR_INIT("zero"), STR_INIT("one"),  STR_INIT("two"),
    STR_INIT("few"),  STR_INIT("many"), STR_INIT("other"),
};

Str plural_name(Plural p)
{
    return plural_names[p];
}

typedef struct {
    Str name;
    size_t offset;
    size_t count; /* 1: a text; else a list of so many */
} Fact;

#define ONE(member)                                                            \
    {                                                                          \
        STR_INIT(#member), offsetof(Locale, member), 1                         \
    }
#define MANY(member, n)                                                        \
    {                                                                          \
        STR_INIT(#member), offsetof(Locale, member), n                         \
    }
static const Fact facts[] = {
    ONE(autonym),
    ONE(tag),
    ONE(direction),
    MANY(months, 12),
    MANY(months_short, 12),
    MANY(days, 7),
    MANY(days_short, 7),
    ONE(date_short),
    ONE(date_medium),
    ONE(date_long),
    ONE(date_full),
    ONE(month_year),
    ONE(time),
    ONE(decimal),
    ONE(group),
    ONE(outer_open),
    ONE(outer_close),
    ONE(inner_open),
    ONE(inner_close),
    ONE(apostrophe),
    ONE(list_pair),
    ONE(list_middle),
    ONE(list_end),
};

typedef struct {
    Arena *arena;
    const Source *src;
    DiagList *diags;
    Locale *out;
    bool partial; /* what is not there is not missed */
} Reading;

static void wrong(Reading *r, const Node *n, Str expected)
{
    diag_add(r->diags, LOCALE_TYPE, r->src, n->at, STRS(n->key, expected));
}

static void read_fact(Reading *r, const Fact *fact, const Node *n)
{
    Str *to = (Str *)(void *)((char *)r->out + fact->offset);

    if (fact->count == 1) {
        if (n->kind == NODE_SCALAR)
            *to = n->text;
        else
            wrong(r, n, diag_phrase(PHRASE_TEXT));
        return;
    }
    bool texts = n->kind == NODE_SEQ && n->len == fact->count;
    for (const Node *c = n->first; c; c = c->next)
        texts &= c->kind == NODE_SCALAR;
    if (!texts) {
        wrong(r, n,
              diag_phrase(fact->count == 12 ? PHRASE_TWELVE : PHRASE_SEVEN));
        return;
    }
    for (const Node *c = n->first; c; c = c->next)
        *to++ = c->text;
}

static void read_plurals(Reading *r, const Node *n)
{
    if (n->kind != NODE_MAP)
        wrong(r, n, diag_phrase(PHRASE_PLURALS));
    for (const Node *c = n->first; c; c = c->next) {
        bool known = false;
        for (int i = 0; i < PLURAL_OTHER; i++) {
            if (!str_eq(c->key, plural_names[i]))
                continue;
            known = true;
            r->out->plurals[i] = c->text;
        }
        if (!known || c->kind != NODE_SCALAR || !plural_rule_valid(c->text))
            wrong(r, c, diag_phrase(PHRASE_PLURAL));
    }
}

static void read_slips(Reading *r, const Node *n)
{
    LocaleSlip *slips = ARENA_ARRAY(r->arena, LocaleSlip, n->len);
    size_t len = 0;

    if (n->kind != NODE_MAP)
        wrong(r, n, diag_phrase(PHRASE_SLIPS));
    for (const Node *c = n->first; c && n->kind == NODE_MAP; c = c->next)
        slips[len++] = (LocaleSlip){c->key, c->text};
    r->out->slips = slips;
    r->out->nslips = len;
}

static void check_known(Reading *r, const Node *map, const Str *names, size_t n)
{
    for (const Node *c = map->first; c; c = c->next) {
        bool known = false;
        for (size_t i = 0; i < n; i++)
            known |= str_eq(c->key, names[i]);
        if (known)
            continue;
        Diag *one = diag_add(r->diags, LOCALE_UNKNOWN_KEY, r->src, c->key_at,
                             STRS(c->key));
        diag_suggest(r->diags, one, text_closest(c->key, names, n));
    }
}

static void check_facts(Reading *r, const Node *root)
{
    static const Str others[] = {
        STR_INIT("plurals"), STR_INIT("words_a_minute"), STR_INIT("group_from"),
        STR_INIT("elides"),  STR_INIT("slips"),          STR_INIT("truncated"),
    };
    Str names[COUNT(facts) + COUNT(others)];

    for (size_t i = 0; i < COUNT(facts); i++)
        names[i] = facts[i].name;
    memcpy(names + COUNT(facts), others, sizeof others);
    check_known(r, root, names, COUNT(names));
}

static void read_facts(Reading *r, const Node *root)
{
    const Node *n;

    check_facts(r, root);
    for (size_t i = 0; i < COUNT(facts); i++) {
        n = node_get(root, facts[i].name);
        if (n)
            read_fact(r, &facts[i], n);
        else if (!r->partial && (facts[i].count > 1 || facts[i].offset == 0))
            diag_add(r->diags, LOCALE_MISSING_KEY, r->src, root->at,
                     STRS(facts[i].name));
    }
    n = node_get(root, STR("plurals"));
    if (n)
        read_plurals(r, n);
    n = node_get(root, STR("words_a_minute"));
    if (n &&
        (!node_int(n, &r->out->words_a_minute) || r->out->words_a_minute < 1))
        wrong(r, n, diag_phrase(PHRASE_POSITIVE));
    n = node_get(root, STR("group_from"));
    if (n && !node_int(n, &r->out->group_from))
        wrong(r, n, diag_phrase(PHRASE_WHOLE));
    n = node_get(root, STR("elides"));
    if (n && !node_bool(n, &r->out->elides))
        wrong(r, n, diag_phrase(PHRASE_BOOL));
    n = node_get(root, STR("slips"));
    if (n)
        read_slips(r, n);
    n = node_get(root, STR("truncated"));
    if (n)
        r->out->truncated = node_value(r->arena, n);
}

static void set_defaults(Locale *l)
{
    l->direction = STR("ltr");
    l->autonym = l->tag = l->code;
    l->date_short = l->date_medium = STR("y-MM-dd");
    l->date_long = l->date_full = STR("d MMMM y");
    l->month_year = STR("MMMM y");
    l->time = STR("HH:mm");
    l->decimal = STR(".");
    l->group_from = 4;
    l->list_pair = l->list_middle = l->list_end = STR("{0}, {1}");
    l->words_a_minute = 200;
}

/* The map under `key`, or NULL. */
static const Node *section_of(Reading *r, const Node *root, Str key)
{
    const Node *n = node_get(root, key);

    if (!n || n->kind == NODE_MAP)
        return n;
    if (!node_is_null(n))
        wrong(r, n, diag_phrase(PHRASE_MAP));
    return NULL;
}

static bool read_into(Reading *r)
{
    size_t before = r->diags->errors;
    Span all = {0, (uint32_t)r->src->text.len};
    Node *root = NULL;

    if (!yaml_parse(r->arena, r->src, all, r->diags, &root))
        return false;
    if (root->kind != NODE_MAP)
        diag_add(r->diags, LOCALE_TYPE, r->src, root->at,
                 STRS(r->out->code, diag_phrase(PHRASE_MAP)));
    static const Str sections[] = {STR_INIT("locale"), STR_INIT("messages")};
    if (root->kind == NODE_MAP)
        check_known(r, root, sections, COUNT(sections));
    const Node *section = section_of(r, root, STR("locale"));
    if (section)
        read_facts(r, section);
    section = section_of(r, root, STR("messages"));
    for (const Node *n = section ? section->first : NULL; n; n = n->next)
        message_read(r->arena, r->src, n, r->diags, &r->out->messages);
    return r->diags->errors == before;
}

bool locale_read(Arena *a, const Source *src, Str code, DiagList *d,
                 Locale *out)
{
    *out = (Locale){.code = code};
    set_defaults(out);
    return read_into(&(Reading){a, src, d, out, false});
}

bool locale_extend(Arena *a, const Source *src, DiagList *d, Locale *l)
{
    Map before = l->messages;

    l->messages = (Map){0};
    bool good = read_into(&(Reading){a, src, d, l, true});
    for (size_t i = 0; i < before.len; i++)
        map_add(&l->messages, a, before.entries[i].key,
                before.entries[i].value);
    return good;
}

Digest locale_facts_digest(const Locale *l)
{
    Digest d = {0};

    for (size_t i = 0; i < COUNT(facts); i++) {
        const Str *text =
            (const Str *)(const void *)((const char *)l + facts[i].offset);
        for (size_t j = 0; j < facts[i].count; j++)
            d = digest_add(d, text[j]);
    }
    for (size_t i = 0; i < PLURALS; i++)
        d = digest_add(d, l->plurals[i]);
    for (size_t i = 0; i < l->nslips; i++)
        d = digest_add(digest_add(d, l->slips[i].wrong), l->slips[i].right);
    Digest truncated = value_digest(l->truncated);
    int64_t numbers[] = {l->group_from, l->words_a_minute, l->elides,
                         (int64_t)truncated.high, (int64_t)truncated.low};
    return digest_add(d, (Str){(const char *)numbers, sizeof numbers});
}

/* Of the number as a message shows it: "1.0001 posts" reads "1 post". */
static void float_operands(double f, PluralOperands *x)
{
    char text[400];
    snprintf(text, sizeof text, "%.*f", LOCALE_DECIMALS, f);
    Str fraction = str_cut(str_of(text), '.').tail;

    while (str_ends(fraction, STR("0")))
        fraction.len--;
    x->n = strtod(text, NULL);
    x->i = x->n < 9e15 ? (int64_t)x->n : 0;
    x->v = x->w = (int64_t)fraction.len;
    str_to_int(fraction, &x->f);
    x->t = x->f;
}

Plural locale_plural(const Locale *l, Value number)
{
    PluralOperands x = {0};

    if (number.kind == VALUE_FLOAT) {
        float_operands(fabs(number.as.f), &x);
    } else if (number.kind == VALUE_INT) {
        x.i = number.as.i == INT64_MIN ? INT64_MAX
              : number.as.i < 0        ? -number.as.i
                                       : number.as.i;
        x.n = (double)x.i;
    }
    for (int i = 0; i < PLURAL_OTHER; i++)
        if (l->plurals[i].len && plural_rule_holds(l->plurals[i], &x))
            return (Plural)i;
    return PLURAL_OTHER;
}

static void put_grouped(Buf *out, const Locale *l, Str digits)
{
    bool grouped = l->group.len && (int64_t)digits.len >= l->group_from;

    for (size_t i = 0; i < digits.len; i++) {
        if (i && grouped && (digits.len - i) % 3 == 0)
            buf_put(out, l->group);
        buf_put_char(out, digits.ptr[i]);
    }
}

void locale_put_number(Buf *out, const Locale *l, Value number, int decimals)
{
    char text[400];
    bool is_float = number.kind == VALUE_FLOAT;

    if (is_float)
        snprintf(text, sizeof text, "%.*f", decimals, number.as.f);
    else
        snprintf(text, sizeof text, "%lld", (long long)number.as.i);
    StrCut cut = str_cut(str_of(text), '.');
    if (str_starts(cut.head, STR("-"))) {
        /* Not where nothing but zeros is left of it. */
        if (strpbrk(text, "123456789i"))
            BUF_LIT(out, "\u2212");
        cut.head = str_drop(cut.head, 1);
    }
    put_grouped(out, l, cut.head);
    while (str_ends(cut.tail, STR("0")))
        cut.tail.len--;
    if (cut.tail.len) {
        buf_put(out, l->decimal);
        buf_put(out, cut.tail);
    }
}

static void put_pattern(Buf *out, Str pattern, Str first, Str second)
{
    for (size_t i = 0; i < pattern.len; i++) {
        bool hole = i + 2 < pattern.len && pattern.ptr[i] == '{' &&
                    pattern.ptr[i + 2] == '}';
        if (!hole) {
            buf_put_char(out, pattern.ptr[i]);
            continue;
        }
        buf_put(out, pattern.ptr[i + 1] == '0' ? first : second);
        i += 2;
    }
}

void locale_put_list(Buf *out, const Locale *l, const Str *items, size_t n)
{
    if (n == 0)
        return;
    Buf so_far = buf_in(out->arena);
    buf_put(&so_far, items[0]);
    for (size_t i = 1; i < n; i++) {
        Str pattern = n == 2       ? l->list_pair
                      : i == n - 1 ? l->list_end
                                   : l->list_middle;
        Buf next = buf_in(out->arena);
        put_pattern(&next, pattern, buf_str(&so_far), items[i]);
        so_far = next;
    }
    buf_put(out, buf_str(&so_far));
}
