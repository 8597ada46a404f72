/* yaml.h - YAML 1.1 documents as trees that know where they stand.
 *
 * The one user of libyaml.  A node keeps its text as written and its place,
 * so that whoever expects a date can complain about the very characters.
 * Scalars are given types only when asked (node_value), by YAML 1.2's core
 * schema (section 10.3.2): `no` and `on` are strings here, as people expect
 * of a language code or an answer.  Anchors and aliases work, within bounds:
 * an alias may not make the tree larger than the document pays for.
 */
#ifndef DATA_YAML_H
#define DATA_YAML_H

#include "data/value.h"
#include "diag/diag.h"

typedef enum { NODE_SCALAR, NODE_SEQ, NODE_MAP } NodeKind;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    bool plain; /* NODE_SCALAR: not quoted, so it may be a number, ... */
    Str text;   /* NODE_SCALAR */
    Span at;    /* in the source, quotes included */
    Str key;    /* of this entry, where the parent is a map */
    Span key_at;
    Node *first; /* children */
    Node *next;  /* sibling */
    size_t len;  /* number of children */
};

/* Parses the part of `src` within `part` (a whole file or a front matter).  An
 * empty document is a map without entries.  Two entries of one key are an
 * error each, and the first stays.  False after errors; *out is then NULL,
 * unless keys given twice were all that was wrong. */
bool yaml_parse(Arena *a, const Source *src, Span part, DiagList *d,
                Node **out);

/* Whether all of a text can be read, be it several documents: only the syntax
 * is looked at.  False after an error. */
bool yaml_check(const Source *src, DiagList *d);

/* The entry of a map; NULL if there is none or it is not a map. */
const Node *node_get(const Node *map, Str key);

bool node_is_null(const Node *n); /* ~, null, or nothing, unquoted */
bool node_bool(const Node *n, bool *out);
bool node_int(const Node *n, int64_t *out);

/* With the core schema's types; dates stay strings. */
Value node_value(Arena *a, const Node *n);

#endif
