/* additions.c - wikilinks, spans and attributes; see convert.h.
 *
 * cmark leaves them as text.  Siblings are read once from left to right; texts
 * are cut at brackets, and a stack of open ones says where a span began.  What
 * turns out to be nothing is put together again, so that plain GFM with many
 * brackets comes out as it went in. */
#include "markdown/convert.h"

#include "base/text.h"

#include <string.h>

typedef struct {
    Converter *c;
    VEC(MdNode *) out;
    VEC(size_t) open; /* indices in out of texts that begin with '[' */
} Additions;

AttributesReader attributes_reader(const Converter *c, AttributesOf of)
{
    return (AttributesReader){c->a, c->in->src, c->d, of, c->in->options.code};
}

/* ---- attributes ---------------------------------------------------------- */

static const Attributes *read_attributes(Converter *c, Str text,
                                         AttributesOf of)
{
    AttributesReader reader = attributes_reader(c, of);
    Attributes *attributes = ARENA_NEW(c->a, Attributes);
    Span at = c->block;

    place_find(c, text, &at);
    attributes_parse(&reader, text, at, attributes);
    if (attributes->id.len)
        claim_id(c, attributes->id, at);
    if (attributes->id.len && of != ATTRIBUTES_HEADING)
        *VEC_PUSH(&c->out->facts.ids, c->a) = attributes->id;
    return attributes;
}

/* {...} behind a link or an image; `text` then begins behind it. */
static void take_behind(Converter *c, MdNode *n, MdNode *text)
{
    size_t len = attributes_length(text->text);

    if (place_braces_are_escaped(c, str_take(text->text, len ? len : 2)))
        return;
    if (len) {
        n->attributes =
            read_attributes(c, str_take(text->text, len), ATTRIBUTES_HTML);
        text->text = str_drop(text->text, len);
    } else if (text->text.len > 1 && strchr("#.", text->text.ptr[1])) {
        Span at = c->block;
        place_find(c, str_take(text->text, 2), &at);
        diag_add(c->d, MARKDOWN_ATTRIBUTES_OPEN, c->in->src, at, NO_STRS);
    }
}

void take_heading_attributes(Converter *c, MdNode *heading)
{
    MdNode *last = heading->first;

    while (last && last->next)
        last = last->next;
    if (!last || last->kind != MD_TEXT || !str_ends(last->text, STR("}")))
        return;
    size_t from = last->text.len;
    while (from > 0 && last->text.ptr[from - 1] != '{')
        from--;
    Str braces = str_drop(last->text, from ? from - 1 : last->text.len);
    if (attributes_length(braces) != braces.len || braces.len < 3 ||
        !strchr("#.", braces.ptr[1]) || place_braces_are_escaped(c, braces))
        return;
    heading->attributes = read_attributes(c, braces, ATTRIBUTES_HEADING);
    last->text = str_trim(str_take(last->text, from - 1));
    if (last != heading->first)
        last->text = str_take(last->text, from - 1);
}

/* ---- code ---------------------------------------------------------------- */

/* "sh" of "sh {.run}", of "sh{.run}" and of "{.sh .run}". */
static Str language_of(const CodeBlock *code)
{
    size_t n = 0;

    while (n < code->info.len && !ascii_is_space(code->info.ptr[n]) &&
           code->info.ptr[n] != '{')
        n++;
    if (n == 0 && code->attributes.classes.len)
        return code->attributes.classes.items[0];
    return str_take(code->info, n);
}

static void read_braces(Converter *c, const AttributesReader *reader,
                        Str braces, CodeBlock *code)
{
    size_t length = attributes_length(braces);
    Span at = code->at;

    c->cursor = code->at.start;
    if (length == 0) {
        place_find(c, braces, &at);
        diag_add(c->d, MARKDOWN_ATTRIBUTES_OPEN, c->in->src, at, NO_STRS);
        return;
    }
    braces = str_take(braces, length);
    place_find(c, braces, &at);
    attributes_parse(reader, braces, at, &code->attributes);
}

void read_info(Converter *c, CodeBlock *code)
{
    AttributesReader reader = attributes_reader(c, ATTRIBUTES_CODE);
    Attributes *attributes = &code->attributes;
    size_t open = str_find(code->info, '{');

    code->first_number = 1;
    if (open != SIZE_MAX)
        read_braces(c, &reader, str_drop(code->info, open), code);
    code->language = language_of(code);
    attributes_options(&reader, code);
    attributes_code(&reader, code);
    if (attributes->id.len) {
        claim_id(c, attributes->id, attributes->id_at);
        *VEC_PUSH(&c->out->facts.ids, c->a) = attributes->id;
    }
}

/* ---- brackets ------------------------------------------------------------ */

static void emit_text(Additions *x, Str text)
{
    if (text.len == 0)
        return;
    MdNode *n = node_new(x->c, MD_TEXT);
    n->text = text;
    *VEC_PUSH(&x->out, x->c->scratch) = n;
}

static void emit_wikilink(Additions *x, Str inside, Span at)
{
    Converter *c = x->c;
    StrCut cut = str_cut(inside, '|');
    MdNode *n = node_new(c, MD_LINK);
    Link link = {.kind = LINK_WIKI, .target = str_trim(cut.head)};

    link.at = at;
    if (at.end - at.start == inside.len + 4)
        link.at = (Span){at.start + 2, at.start + 2 + (uint32_t)cut.head.len};
    n->index = (uint32_t)c->out->facts.links.len;
    *VEC_PUSH(&c->out->facts.links, c->a) = link;
    n->text = link.target;
    if (str_trim(cut.tail).len) {
        n->text = (Str){0};
        n->first = node_new(c, MD_TEXT);
        n->first->text = str_trim(cut.tail);
    }
    *VEC_PUSH(&x->out, c->scratch) = n;
}

/* [[name]] at the start of `text`; returns its length, or 0. */
static size_t take_wikilink(Additions *x, Str text)
{
    Str inside = str_drop(text, 2);
    size_t len = 0;
    Span at;

    if (!str_starts(text, STR("[[")) || x->c->in_link)
        return 0;
    while (len < inside.len && !strchr("[]", inside.ptr[len]))
        len++;
    if (!str_starts(str_drop(inside, len), STR("]]")) ||
        str_trim(str_cut(str_take(inside, len), '|').head).len == 0)
        return 0;
    if (place_is_escaped(x->c, str_take(text, len + 4), &at))
        return 0;
    emit_wikilink(x, str_take(inside, len), at);
    return len + 4;
}

static void warn_of_note(Converter *c, Str name, Span at)
{
    enum { LIKELY = 100 };
    Str names[LIKELY];
    size_t n = c->notes.len < LIKELY ? c->notes.len : LIKELY;

    for (size_t i = 0; i < n; i++)
        names[i] = c->notes.items[i]->text;
    Diag *diag =
        diag_add(c->d, MARKDOWN_NOTE_MISSING, c->in->src, at, STRS(name));
    diag_suggest(c->d, diag, text_closest(name, names, n));
}

/* Warns of [^name] that cmark left as text: it is no footnote. */
static void look_for_note(Additions *x, Str text)
{
    enum { LONGEST = 200 };
    Converter *c = x->c;
    size_t len = 2;
    Span at;

    if (!str_starts(text, STR("[^")))
        return;
    text = str_take(text, LONGEST);
    while (len < text.len && !ascii_is_space(text.ptr[len]) &&
           text.ptr[len] != ']')
        len++;
    if (len == 2 || len == text.len || text.ptr[len] != ']' ||
        place_is_escaped(c, str_take(text, len + 1), &at))
        return;
    warn_of_note(c, str_slice(text, 2, len), at);
}

/* Turns everything since the last open bracket into a span. */
static void close_span(Additions *x, Str braces)
{
    Converter *c = x->c;
    size_t from = x->open.items[x->open.len - 1];
    MdNode *span = node_new(c, MD_SPAN);
    NodeList list = {0};

    x->out.items[from]->text = str_drop(x->out.items[from]->text, 1);
    for (size_t i = from; i < x->out.len; i++)
        if (x->out.items[i]->kind != MD_TEXT || x->out.items[i]->text.len)
            list_add(&list, x->out.items[i]);
    if (list.end)
        *list.end = NULL;
    span->first = list.first;
    span->attributes = read_attributes(c, braces, ATTRIBUTES_HTML);
    x->out.len = from;
    *VEC_PUSH(&x->out, c->scratch) = span;
}

/* At a ']'; returns how much of the text a span took, or 0. */
static size_t close_bracket(Additions *x, Str text)
{
    size_t len = attributes_length(str_drop(text, 1));
    size_t taken = 0;

    if (x->open.len == 0)
        return 0;
    if (len > 2) {
        const MdNode *opener = x->out.items[x->open.items[x->open.len - 1]];
        uint32_t cursor = x->c->cursor;
        Span at;
        if (!place_is_escaped(x->c, str_take(opener->text, 16), &at) &&
            !place_braces_are_escaped(x->c, str_slice(text, 1, 1 + len))) {
            close_span(x, str_slice(text, 1, 1 + len));
            taken = 1 + len;
        }
        if (!taken)
            x->c->cursor = cursor;
    }
    x->open.len--;
    return taken;
}

static void read_text(Additions *x, Str text)
{
    size_t from = 0, at = 0;

    while (at < text.len) {
        char ch = text.ptr[at];
        size_t taken = 0;
        if (ch == '[') {
            emit_text(x, str_slice(text, from, at));
            from = at;
            look_for_note(x, str_drop(text, at));
            taken = take_wikilink(x, str_drop(text, at));
            if (!taken)
                *VEC_PUSH(&x->open, x->c->scratch) = x->out.len;
        } else if (ch == ']') {
            emit_text(x, str_slice(text, from, at));
            from = at;
            taken = close_bracket(x, str_drop(text, at));
        }
        at += taken ? taken : 1;
        if (taken)
            from = at;
    }
    emit_text(x, str_slice(text, from, at));
}

/* ---- siblings ------------------------------------------------------------ */

/* Texts that were cut and are still neighbours become one again. */
static MdNode *chain(const Additions *x)
{
    NodeList list = {0};
    MdNode *last = NULL;

    for (size_t i = 0; i < x->out.len; i++) {
        MdNode *n = x->out.items[i];
        if (last && last->kind == MD_TEXT && n->kind == MD_TEXT &&
            last->text.ptr + last->text.len == n->text.ptr) {
            last->text.len += n->text.len;
            continue;
        }
        list_add(&list, n);
        last = n;
    }
    if (list.end)
        *list.end = NULL;
    return list.first;
}

MdNode *make_additions(Converter *c, MdNode *first)
{
    Additions x = {.c = c};
    const MdNode *before = NULL;

    for (MdNode *n = first; n; n = n->next) {
        if (n->kind == MD_TEXT && before && n->text.len &&
            n->text.ptr[0] == '{' &&
            (before->kind == MD_LINK || before->kind == MD_IMAGE))
            take_behind(c, x.out.items[x.out.len - 1], n);
        before = n;
        if (n->kind == MD_TEXT)
            read_text(&x, n->text);
        else
            *VEC_PUSH(&x.out, c->scratch) = n;
    }
    return chain(&x);
}
