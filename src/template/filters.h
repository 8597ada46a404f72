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

/* filters_list_2.c */
TemplateFn filter_dictsort;
TemplateFn filter_groupby;
TemplateFn filter_max;
TemplateFn filter_min;
TemplateFn filter_sort;
TemplateFn filter_sum;
TemplateFn filter_unique;

/* attribute.c: "a.b.0" of an item, as map(attribute=...) reads it; none: the
 * item itself.  Undefined where there is no such attribute. */
Value attribute_of(TemplateCall *call, Value item, Value attribute);

#endif
