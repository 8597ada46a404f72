/* template.c - the set of templates: found, compiled, linked. */
#include "template/builtin.h"
#include "template/call.h"
#include "template/parser.h"

#include "base/text.h"

/* ------------------------------------------------------------ symbols */

static uint8_t special_name(Str name)
{
    if (str_eq(name, STR("self")))
        return SPECIAL_SELF;
    return str_eq(name, STR("super")) ? SPECIAL_SUPER : SPECIAL_NONE;
}

const Symbol *template_symbol(TemplateSet *set, Str name)
{
    void **slot = map_at(&set->symbols, set->arena, name);

    if (!*slot) {
        Symbol *s = ARENA_NEW(set->arena, Symbol);
        s->text = name;
        s->index = (uint32_t)(set->symbols.len - 1);
        s->special = special_name(name);
        const TemplateRow *row =
            find_row(template_functions, set->functions, name);
        if (row)
            s->function = template_bound(set->arena, row, NULL);
        *slot = s;
    }
    return *slot;
}

static Words words_of(TemplateSet *set)
{
    return (Words){
        template_symbol(set, STR("loop")),
        template_symbol(set, STR("caller")),
        template_symbol(set, STR("varargs")),
        template_symbol(set, STR("kwargs")),
    };
}

/* ------------------------------------------------------------ escaping */

/* feed.xml.j2 is XML. */
static Str output_suffix(Str name)
{
    static const Str outer[] = {STR_INIT("j2"), STR_INIT("jinja"),
                                STR_INIT("jinja2")};
    StrCut cut = str_rcut(name, '.');

    for (size_t i = 0; i < COUNT(outer); i++)
        if (cut.found && str_eq_nocase(cut.tail, outer[i]))
            return output_suffix(cut.head);
    return cut.found ? cut.tail : STR("");
}

static TemplateEscape escape_of(Str name)
{
    static const struct {
        Str suffix;
        TemplateEscape escape;
    } rows[] = {
        {STR_INIT("html"), ESCAPE_HTML}, {STR_INIT("htm"), ESCAPE_HTML},
        {STR_INIT("xhtml"), ESCAPE_XML}, {STR_INIT("xml"), ESCAPE_XML},
        {STR_INIT("svg"), ESCAPE_XML},   {STR_INIT("atom"), ESCAPE_XML},
        {STR_INIT("rss"), ESCAPE_XML},   {STR_INIT("json"), ESCAPE_JSON},
    };
    Str suffix = output_suffix(name);

    for (size_t i = 0; i < COUNT(rows); i++)
        if (str_eq_nocase(suffix, rows[i].suffix))
            return rows[i].escape;
    return ESCAPE_NONE;
}

/* ------------------------------------------------------------ loading */

static Template *load(TemplateSet *set, Str name, DiagList *d);

static void compile(TemplateSet *set, Template *t, DiagList *d)
{
    Tokens tokens = {0};
    size_t before = d->errors;

    if (lex(set->arena, t->src, d, &tokens)) {
        Parser p = {.arena = set->arena,
                    .set = set,
                    .into = t,
                    .src = t->src,
                    .d = d,
                    .tokens = tokens.items};
        parse_template(&p);
    }
    t->bad = d->errors > before;
}

static void no_template(const TemplateSet *set, const Source *src,
                        const Part *part, Str name, DiagList *d)
{
    DiagCode code =
        part->maybe ? TEMPLATE_MAYBE_NO_TEMPLATE : TEMPLATE_NO_TEMPLATE;
    Diag *diag = diag_add(d, code, src, part->at, STRS(name));
    Str *names = ARENA_ARRAY(d->arena, Str, set->templates.len);
    size_t n = 0;

    for (size_t i = 0; i < set->templates.len; i++)
        if (set->templates.entries[i].value)
            names[n++] = set->templates.entries[i].key;
    diag_suggest(d, diag, text_closest(name, names, n));
}

/* One that is being loaded, as a loop of includes comes back to it, counts as
 * good: whoever began with it sees to its errors. */
static void load_parts(TemplateSet *set, Template *t, DiagList *d)
{
    for (size_t i = 0; i < t->parts.len; i++)
        load(set, t->parts.entries[i].key, d);
    /* Now all names there are can be suggested. */
    for (size_t i = 0; i < t->parts.len; i++) {
        const Part *need = t->parts.entries[i].value;
        Str name = t->parts.entries[i].key;
        const Template *part = map_get(&set->templates, name);
        if (!part && (need->wanted || need->maybe))
            no_template(set, t->src, need, name, d);
        t->bad |= part ? part->bad : need->wanted;
    }
}

/* NULL: there is none of that name. */
static Template *load(TemplateSet *set, Str name, DiagList *d)
{
    Template *t = map_get(&set->templates, name);

    if (t)
        return t;
    const Source *src = set->load(set->context, name);
    if (!src)
        return NULL;
    t = ARENA_NEW(set->arena, Template);
    t->name = str_dup(set->arena, name);
    t->src = src;
    t->index = (uint32_t)set->templates.len;
    t->escape = (uint8_t)escape_of(name);
    t->words = words_of(set);
    *map_at(&set->templates, set->arena, t->name) = t;
    compile(set, t, d);
    load_parts(set, t, d);
    return t;
}

/* Its errors were told when it was loaded first; now which part has them. */
static void told_before(const TemplateSet *set, const Template *t, DiagList *d)
{
    for (size_t i = 0; i < t->parts.len; i++) {
        const MapEntry *e = &t->parts.entries[i];
        const Template *part = map_get(&set->templates, e->key);
        const Part *need = e->value;
        if (!part || !part->bad)
            continue;
        diag_add(d, TEMPLATE_PART_BAD, t->src, need->at, STRS(e->key));
        return;
    }
    diag_add(d, TEMPLATE_PART_BAD, t->src, (Span){0}, STRS(t->name));
}

const Template *template_load(TemplateSet *set, Str name, DiagList *d)
{
    DiagList ignored = {.arena = set->arena};
    DiagList *to = d ? d : &ignored;
    size_t before = to->errors;
    const Template *t = load(set, name, to);

    if (t && !t->bad)
        return t;
    if (!d)
        return NULL;
    if (!t)
        no_template(set, NULL, &(Part){0}, name, d);
    else if (d->errors == before)
        told_before(set, t, d);
    return NULL;
}

const Template *template_find(const TemplateSet *set, Str name)
{
    const Template *t = map_get(&set->templates, name);

    return t && !t->bad ? t : NULL;
}
