/* builtin.h - Jinja's own filters, tests and functions, as tables.
 *
 * To add one: write a TemplateFn and a row; rows end with a NULL fn.
 */
#ifndef TEMPLATE_BUILTIN_H
#define TEMPLATE_BUILTIN_H

#include "template/template.h"

extern const TemplateRow template_text_filters[];
extern const TemplateRow template_list_filters[];
extern const TemplateRow template_value_filters[];
extern const TemplateRow template_tests[];
extern const TemplateRow template_functions[];

/* What cycler() gives. */
extern const ObjectType cycler_type;

/* The row of a filter or test, ours or the host's; NULL if there is none. */
const TemplateRow *find_filter(const TemplateSet *set, Str name);
const TemplateRow *find_test(const TemplateSet *set, Str name);

/* The likeliest name for a slip; "" if there is none. */
Str closest_filter(const TemplateSet *set, Arena *a, Str name);
Str closest_test(const TemplateSet *set, Arena *a, Str name);

#endif
