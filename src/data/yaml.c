/* yaml.c - libyaml's events made a tree.
 *
 * libyaml counts characters and we count bytes; since events come in the order
 * of the text, one cursor that walks along turns one into the other. */
#include "data/yaml.h"

#include "base/map.h"
#include "base/utf8.h"

#include <yaml.h>

enum {
    DEEPEST = 64,
    DEEPEST_READ = 512, /* where only the syntax is looked at */
    /* Nodes that aliases may add, for each node that is written out. */
    ALIAS_FACTOR = 10,
    ALIAS_FREE = 1000,
};

typedef struct {
    Arena *arena;
    const Source *src;
    DiagList *diags;
    yaml_parser_t parser;
    Str text;            /* the part that is parsed */
    size_t base;         /* where it begins in the source */
    size_t chars, bytes; /* the cursor, within text */
    Map anchors;         /* name -> Node */
    size_t nodes, copied;
    bool failed;
} Yaml;

static uint32_t byte_offset(Yaml *y, size_t chars)
{
    if (chars < y->chars)
        y->chars = y->bytes = 0;
    while (y->chars < chars && y->bytes < y->text.len) {
        utf8_next(y->text, &y->bytes);
        y->chars++;
    }
    return (uint32_t)(y->base + y->bytes);
}

static Span span_of(Yaml *y, const yaml_event_t *e)
{
    uint32_t start = byte_offset(y, e->start_mark.index);
    return (Span){start, byte_offset(y, e->end_mark.index)};
}

/* A place to show where libyaml names only a point: one character. */
static Span point(Yaml *y, size_t chars)
{
    uint32_t at = byte_offset(y, chars);
    size_t end = at;

    if (at < y->src->text.len && y->src->text.ptr[at] != '\n')
        utf8_next(y->src->text, &end);
    if (end == at && at > 0)
        at--; /* at a line's end: under its last character */
    return (Span){at, (uint32_t)end};
}

/* libyaml's words, and ours. */
static const struct {
    const char *problem;
    DiagPhrase phrase;
} problems[] = {
    {"mapping values are not allowed in this context", PHRASE_YAML_COLON},
    {"could not find expected ':'", PHRASE_YAML_NO_COLON},
    {"did not find expected ',' or ']'", PHRASE_YAML_LIST},
    {"did not find expected ',' or '}'", PHRASE_YAML_MAP},
    {"found character that cannot start any token", PHRASE_YAML_START},
    {"did not find expected key", PHRASE_YAML_INDENT},
    {"did not find expected '-' indicator", PHRASE_YAML_INDENT},
    {"did not find expected <document start>", PHRASE_YAML_INDENT},
    {"block sequence entries are not allowed in this context",
     PHRASE_YAML_ENTRY},
    {"found unexpected end of stream", PHRASE_YAML_END},
    {"found unexpected document indicator", PHRASE_YAML_END},
    {"found unknown escape character", PHRASE_YAML_ESCAPE},
    {"did not find expected alphabetic or numeric character", PHRASE_YAML_NAME},
    {"control characters are not allowed", PHRASE_YAML_CONTROL},
};

static Str problem_of(const Yaml *y, uint32_t at)
{
    const char *problem = y->parser.problem;
    const Source *src = y->src;

    for (size_t i = 0; problem && i < COUNT(problems); i++) {
        if (!str_eq(str_of(problem), str_of(problems[i].problem)))
            continue;
        bool tab = problems[i].phrase == PHRASE_YAML_START &&
                   at < src->text.len && src->text.ptr[at] == '\t';
        return diag_phrase(tab ? PHRASE_YAML_TAB : problems[i].phrase);
    }
    return str_of(problem ? problem : "unexpected end");
}

static void syntax_error(Yaml *y)
{
    const yaml_parser_t *p = &y->parser;
    /* What cannot be read has no mark, only a number of bytes. */
    size_t at = p->error == YAML_READER_ERROR
                    ? utf8_count(str_take(y->text, p->problem_offset))
                    : p->problem_mark.index;
    Span place = point(y, at);
    Diag *d = diag_add(y->diags, YAML_SYNTAX, y->src, place,
                       STRS(problem_of(y, place.start)));

    if (p->context && p->context_mark.index != p->problem_mark.index)
        diag_note(y->diags, d, YAML_CONTEXT, y->src,
                  point(y, p->context_mark.index), NO_STRS);
    y->failed = true;
}

static bool next_event(Yaml *y, yaml_event_t *e)
{
    if (y->failed)
        return false;
    if (yaml_parser_parse(&y->parser, e))
        return true;
    syntax_error(y);
    return false;
}

static void refuse(Yaml *y, DiagCode code, Span at)
{
    diag_add(y->diags, code, y->src, at, NO_STRS);
    y->failed = true;
}

static void anchor(Yaml *y, const yaml_char_t *name, Node *n)
{
    if (name)
        *map_at(&y->anchors, y->arena,
                str_dup(y->arena, str_of((const char *)name))) = n;
}

static size_t count_nodes(const Node *n)
{
    size_t total = 1;

    for (const Node *c = n->first; c; c = c->next)
        total += count_nodes(c);
    return total;
}

/* An alias shares its target's children; only the top is copied, since it
 * hangs in another list.  The bound is on what a walk over it would meet. */
static Node *alias(Yaml *y, const yaml_event_t *e)
{
    Str name = str_of((const char *)e->data.alias.anchor);
    const Node *to = map_get(&y->anchors, name);
    Span at = span_of(y, e);

    if (!to) {
        diag_add(y->diags, YAML_NO_ANCHOR, y->src, at, STRS(name));
        y->failed = true;
        return NULL;
    }
    y->copied += count_nodes(to);
    if (y->copied > ALIAS_FREE + y->nodes * ALIAS_FACTOR) {
        refuse(y, YAML_ALIASES, at);
        return NULL;
    }
    Node *n = ARENA_NEW(y->arena, Node);
    *n = *to;
    n->at = at;
    n->next = NULL;
    return n;
}

static Node *new_node(Yaml *y, NodeKind kind, const yaml_event_t *e)
{
    Node *n = ARENA_NEW(y->arena, Node);

    n->kind = kind;
    n->at = span_of(y, e);
    y->nodes++;
    return n;
}

static Node *scalar(Yaml *y, const yaml_event_t *e)
{
    Node *n = new_node(y, NODE_SCALAR, e);

    n->plain = e->data.scalar.plain_implicit;
    n->text = str_dup(y->arena, (Str){(const char *)e->data.scalar.value,
                                      e->data.scalar.length});
    anchor(y, e->data.scalar.anchor, n);
    return n;
}

static Node *node_of(Yaml *y, const yaml_event_t *e, int depth);

static void append(Node *parent, Node ***end, Node *child)
{
    **end = child;
    *end = &child->next;
    parent->len++;
}

static Node *sequence(Yaml *y, const yaml_event_t *start, int depth)
{
    Node *n = new_node(y, NODE_SEQ, start), **end = &n->first;
    yaml_event_t e;

    while (next_event(y, &e)) {
        bool done = e.type == YAML_SEQUENCE_END_EVENT;
        Node *child = done ? NULL : node_of(y, &e, depth + 1);
        if (done)
            n->at.end = span_of(y, &e).end;
        yaml_event_delete(&e);
        if (done)
            break;
        if (child)
            append(n, &end, child);
    }
    anchor(y, start->data.sequence_start.anchor, n);
    return n;
}

/* Files the entry, unless its key is there already. */
static void add_entry(Yaml *y, Map *seen, Node *map, Node ***end, Node *child)
{
    if (map_add(seen, y->arena, child->key, child)) {
        append(map, end, child);
        return;
    }
    const Node *first = map_get(seen, child->key);
    Diag *d =
        diag_add(y->diags, YAML_TWICE, y->src, child->key_at, STRS(child->key));
    diag_note(y->diags, d, FIRST_HERE, y->src, first->key_at, NO_STRS);
}

static bool key_of(Yaml *y, const yaml_event_t *e, Node *key)
{
    key->key_at = span_of(y, e);
    if (e->type != YAML_SCALAR_EVENT) {
        refuse(y, YAML_KEY, key->key_at);
        return false;
    }
    key->key = str_dup(y->arena, (Str){(const char *)e->data.scalar.value,
                                       e->data.scalar.length});
    return true;
}

static Node *mapping(Yaml *y, const yaml_event_t *start, int depth)
{
    Node *n = new_node(y, NODE_MAP, start), **end = &n->first;
    Map seen = {0};
    yaml_event_t e;

    while (next_event(y, &e)) {
        Node key = {0}, *child = NULL;
        bool done = e.type == YAML_MAPPING_END_EVENT;
        if (done)
            n->at.end = span_of(y, &e).end;
        bool good = !done && key_of(y, &e, &key);
        yaml_event_delete(&e);
        if (done)
            break;
        if (!good || !next_event(y, &e))
            break;
        child = node_of(y, &e, depth + 1);
        yaml_event_delete(&e);
        if (!child)
            continue;
        child->key = key.key;
        child->key_at = key.key_at;
        add_entry(y, &seen, n, &end, child);
    }
    anchor(y, start->data.mapping_start.anchor, n);
    return n;
}

/* The node that begins with this event; NULL after an error. */
static Node *node_of(Yaml *y, const yaml_event_t *e, int depth)
{
    if (depth > DEEPEST) {
        refuse(y, YAML_DEEP, span_of(y, e));
        return NULL;
    }
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        return scalar(y, e);
    case YAML_SEQUENCE_START_EVENT:
        return sequence(y, e, depth);
    case YAML_MAPPING_START_EVENT:
        return mapping(y, e, depth);
    case YAML_ALIAS_EVENT:
        return alias(y, e);
    default:
        return NULL;
    }
}

static Node *document(Yaml *y)
{
    Node *root = NULL;
    yaml_event_t e;

    for (bool done = false; !done && next_event(y, &e);) {
        done = e.type == YAML_STREAM_END_EVENT;
        if (e.type == YAML_DOCUMENT_START_EVENT && root)
            refuse(y, YAML_DOCUMENTS, span_of(y, &e));
        else if (!root)
            root = node_of(y, &e, 0);
        yaml_event_delete(&e);
    }
    return root;
}

static bool check_utf8(const Source *src, Span part, DiagList *d)
{
    size_t bad = utf8_check(span_text(src, part));

    if (bad == SIZE_MAX)
        return true;
    uint32_t at = part.start + (uint32_t)bad;
    diag_add(d, NOT_UTF8, src, (Span){at, at + 1}, NO_STRS);
    return false;
}

static void start(Yaml *y, Str text)
{
    const char *bytes = text.ptr ? text.ptr : "";

    y->text = text;
    yaml_parser_initialize(&y->parser);
    yaml_parser_set_encoding(&y->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&y->parser, (const unsigned char *)bytes,
                                 text.len);
}

static bool opens(const yaml_event_t *e)
{
    return e->type == YAML_SEQUENCE_START_EVENT ||
           e->type == YAML_MAPPING_START_EVENT;
}

static bool closes(const yaml_event_t *e)
{
    return e->type == YAML_SEQUENCE_END_EVENT ||
           e->type == YAML_MAPPING_END_EVENT;
}

bool yaml_check(const Source *src, DiagList *d)
{
    Yaml y = {.arena = d->arena, .src = src, .diags = d};
    yaml_event_t e;
    int depth = 0;

    start(&y, src->text);
    for (bool done = false; !done && next_event(&y, &e);) {
        done = e.type == YAML_STREAM_END_EVENT;
        depth += opens(&e) - closes(&e);
        if (depth > DEEPEST_READ) /* libyaml's time is the square of it */
            refuse(&y, YAML_DEEP, span_of(&y, &e));
        yaml_event_delete(&e);
    }
    yaml_parser_delete(&y.parser);
    return !y.failed;
}

bool yaml_parse(Arena *a, const Source *src, Span part, DiagList *d, Node **out)
{
    Yaml y = {.arena = a, .src = src, .diags = d, .base = part.start};
    size_t before = d->errors;

    *out = NULL;
    if (!check_utf8(src, part, d))
        return false;
    start(&y, span_text(src, part));
    *out = document(&y);
    yaml_parser_delete(&y.parser);
    if (y.failed)
        *out = NULL;
    else if (!*out) {
        *out = ARENA_NEW(a, Node);
        (*out)->kind = NODE_MAP;
        (*out)->at = part;
    }
    return d->errors == before;
}
