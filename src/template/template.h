/* template.h - Jinja templates: compiled once, rendered by many.
 *
 * The language is that of Jinja 3's template designer documentation.  A
 * TemplateSet is filled on one thread; after that it and its templates are not
 * changed, and any number of threads may render at once.
 */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "base/map.h"
#include "data/value.h"
#include "diag/diag.h"

typedef struct Template Template;
typedef struct TemplateCall TemplateCall;

/* A filter, function or test.  False after template_call_error. */
typedef bool TemplateFn(TemplateCall *call, Value *result);

/* A row of a table of them; tables are borrowed and end with a NULL fn. */
typedef struct {
    const char *name;
    TemplateFn *fn;
    const char *params; /* names in order, for keywords: "value, count"; the
                           first is what is piped or tested.  A '?' behind it:
                           may be undefined.  A last "*", or "*?": any number
                           more, and any keywords. */
    const char *doc;    /* one line */
} TemplateRow;

/* Finds the text of a template; NULL if there is none of that name. */
typedef const Source *TemplateLoader(void *context, Str name);

typedef struct {
    Arena *arena;
    TemplateLoader *load;
    void *context;
    const TemplateRow *filters, *functions, *tests; /* the host's; or NULL */
    Map templates;                                  /* name -> Template */
    Map symbols;                                    /* private */
} TemplateSet;

/* The template of that name, compiled with all that it extends, includes and
 * imports by constant name, at most once.  NULL after errors, or if there is
 * none and `d` is NULL.  Only what is loaded can be found while rendering, so
 * the host loads what is named by variables too. */
const Template *template_load(TemplateSet *set, Str name, DiagList *d);

/* Already loaded and without errors; NULL otherwise. */
const Template *template_find(const TemplateSet *set, Str name);

/* What is printed by {{ }} and not marked safe becomes text of this kind.
 * JSON: a value of JSON, so strings get their quotes. */
typedef enum {
    ESCAPE_BY_NAME, /* by the suffix of each template's name */
    ESCAPE_NONE,
    ESCAPE_HTML,
    ESCAPE_XML,
    ESCAPE_JSON,
} TemplateEscape;

/* Work in one template, what it includes and calls with it.  Row i belongs to
 * the template of set->templates.entries[i]. */
typedef struct {
    uint64_t calls, nanoseconds;
    uint32_t running; /* private */
} TemplateTime;

typedef struct {
    const TemplateSet *set;
    Reader reader;         /* arena: scratch for values; observer */
    Value globals;         /* a dict: names every template sees */
    Value context;         /* a dict: names that imported templates do not see
                              unless they are imported with context */
    void *host;            /* for the host's functions */
    Str page;              /* what is being made, for messages; may be empty */
    TemplateEscape escape; /* of all templates, if not by name */
    size_t most_output;    /* bytes; 0: 64 MB */
    size_t most_memory;    /* bytes of values made; 0: 256 MB */
    size_t most_steps;     /* loop turns and calls; 0: 10 million */
    TemplateTime *times;   /* a row a template, added to; NULL: not measured */
    uint64_t (*clock)(void); /* in nanoseconds; for times */
} RenderJob;

/* Appends to `out`.  False after errors; `out` is then of no use. */
bool template_render(const Template *t, const RenderJob *job, Buf *out,
                     DiagList *d);

/* For the reference: all rows of a kind by name, Jinja's and the host's, which
 * hide those of the same name. */
typedef enum {
    TEMPLATE_FILTERS,
    TEMPLATE_TESTS,
    TEMPLATE_FUNCTIONS,
} TemplateTable;
const TemplateRow **template_rows(const TemplateSet *set, Arena *a,
                                  TemplateTable table, size_t *n);

/* For functions of the host. */
size_t template_args(const TemplateCall *call); /* given by position */
/* Argument i of the row's params, by position or keyword; undefined if it was
 * not given. */
Value template_arg(const TemplateCall *call, size_t i);
/* Keywords that are in no params: for t(count=1).  A dict; never NULL. */
const Dict *template_keywords(const TemplateCall *call);
Reader *template_reader(TemplateCall *call);
void *template_host(TemplateCall *call);
/* Where the call is written. */
void template_place(const TemplateCall *call, const Source **src, Span *at);
/* For what has added an error of its own to the list: notes who called whom are
 * put under it.  Always returns false. */
bool template_call_failed(TemplateCall *call, Diag *diag);
/* Always returns false.  `near` is a name that may have been meant, or "". */
bool template_call_error(TemplateCall *call, DiagCode code, const Str *args,
                         size_t nargs);
bool template_call_near(TemplateCall *call, DiagCode code, Str near,
                        const Str *args, size_t nargs);

#endif
