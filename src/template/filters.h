/* filters.h - filters whose rows stand in another file's table; private to
 * template/.
 */
#ifndef TEMPLATE_FILTERS_H
#define TEMPLATE_FILTERS_H

#include "template/args.h"

/* filters_html.c */
TemplateFn filter_escape;
TemplateFn filter_forceescape;
TemplateFn filter_safe;
TemplateFn filter_striptags;
TemplateFn filter_xmlattr;

/* filters_wrap.c */
TemplateFn filter_indent;
TemplateFn filter_truncate;
TemplateFn filter_wordwrap;

/* filters_url.c */
TemplateFn filter_urlencode;
TemplateFn filter_urlize;

/* filters_order.c */
TemplateFn filter_dictsort;
TemplateFn filter_groupby;
TemplateFn filter_max;
TemplateFn filter_min;
TemplateFn filter_sort;
TemplateFn filter_unique;

/* filters_select.c */
TemplateFn filter_map;
TemplateFn filter_reject;
TemplateFn filter_rejectattr;
TemplateFn filter_select;
TemplateFn filter_selectattr;

/* filters_json.c */
TemplateFn filter_tojson;

/* filters_pprint.c */
TemplateFn filter_pprint;

/* ------------------------------------------------------- attribute.c */

/* "a.b.0" of an item, as map(attribute=...) reads it; none: the item itself.
 * Undefined, or `fallback`, where there is no such attribute. */
Value attribute_of(TemplateCall *call, Value item, Value attribute);
Value attribute_or(TemplateCall *call, Value item, Value attribute,
                   Value fallback);

/* What items are ordered, grouped or told apart by. */
typedef struct {
    Value attribute; /* none: the item itself */
    Value fallback;  /* undefined: there must be such an attribute */
    bool fold;       /* "A" is "a" */
} Key;

/* False after an error: the item has no such attribute. */
bool key_of(TemplateCall *call, const Key *key, Value item, Value *out);

/* Says so; always false. */
bool no_attribute(TemplateCall *call, Value item, Value attribute);

#endif
