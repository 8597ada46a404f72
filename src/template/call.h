/* call.h - what filters, tests and functions of ours may ask of a call;
 * private to template/.
 *
 * Beside the accessors of template.h, which the host's functions share.  What
 * is piped or tested is argument 0 and counts in template_args.
 */
#ifndef TEMPLATE_CALL_H
#define TEMPLATE_CALL_H

#include "template/template.h"

/* Is text that is printed here escaped? */
bool template_autoescape(const TemplateCall *call);

const TemplateSet *template_set(const TemplateCall *call);

/* The row that is being run: its name and params, for messages. */
const TemplateRow *template_row(const TemplateCall *call);

/* Applies a filter or test by row to `piped` with arguments args[0..n).
 * `keywords` may be NULL.  False after errors. */
bool template_apply_row(TemplateCall *call, const TemplateRow *row, Value piped,
                        const Value *args, size_t n, const Dict *keywords,
                        Value *result);

/* Call it before making that many bytes; false, after an error, when what a
 * page may take is used up. */
bool template_charge(TemplateCall *call, size_t bytes);

/* An attribute or a method, but no item of that name; false, and *out
 * undefined, if there is none. */
bool template_attribute(TemplateCall *call, Value of, Str name, Value *out);

/* A new namespace object, and one of its attributes set. */
Value template_namespace(TemplateCall *call);
void template_namespace_put(Value ns, Arena *a, Str key, Value v);

/* A value that can be called: it runs `row`, in which template_self is what
 * was bound.  Both are borrowed. */
Value template_bound(Arena *a, const TemplateRow *row, const void *self);
const void *template_self(const TemplateCall *call);

/* A macro, a function, or a bound value. */
bool template_is_callable(Value v);

#endif
