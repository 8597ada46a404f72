/* config_keys.h - the table of keys; private to site/.
 *
 *   config.c         the table, and reading by it
 *   config_print.c   `bifolio config`
 */
#ifndef SITE_CONFIG_KEYS_H
#define SITE_CONFIG_KEYS_H

#include "site/config.h"

typedef enum {
    KEY_TEXT,
    KEY_SLUG, /* a text that is a part of addresses */
    KEY_NAME, /* of a theme */
    KEY_OUT,  /* the output folder */
    KEY_STR,
    KEY_BOOL,
    KEY_INT,
    KEY_CHOICE,
    KEY_OTHER
} KeyKind;

typedef bool ConfigReadFn(Config *c, const Node *n, DiagList *d);

typedef struct {
    Str name;
    KeyKind kind;
    size_t offset;
    Str fallback; /* as YAML would write it */
    Str doc;
    Str choices;        /* KEY_CHOICE: separated by | in the enum's order */
    ConfigReadFn *read; /* KEY_OTHER */
    void (*put)(Buf *b, const Config *c); /* the same, as YAML */
} ConfigKey;

/* Ends with a key without a name. */
extern const ConfigKey config_keys[];

/* ---- config_print.c: keys that are not one of the kinds */
void put_languages(Buf *b, const Config *c);
void put_default_language(Buf *b, const Config *c);
void put_root(Buf *b, const Config *c);
void put_permalinks(Buf *b, const Config *c);
void put_feeds(Buf *b, const Config *c);
void put_plugins(Buf *b, const Config *c);
void put_params(Buf *b, const Config *c);

#endif
