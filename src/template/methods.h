/* methods.h - the methods of Python's strings, lists and dicts, as tables;
 * private to template/.
 *
 * template_self of a call is the value itself, a const Value *.
 */
#ifndef TEMPLATE_METHODS_H
#define TEMPLATE_METHODS_H

#include "template/args.h"

extern const TemplateRow text_methods[];
extern const TemplateRow text_search_methods[];
extern const TemplateRow list_methods[]; /* a tuple has the first two */
extern const TemplateRow dict_methods[];
extern const TemplateRow mapping_methods[]; /* of what cannot be changed */
extern const TemplateRow float_methods[];

Value self_of(const TemplateCall *call);

/* Text that stands beside the safe text `v`: escaped, unless it is safe. */
Str beside(TemplateCall *call, Value v, Value other);

#endif
