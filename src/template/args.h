/* args.h - the arguments of a call as C wants them; private to template/.
 *
 * Text that is returned lives in the call's arena.  What returns bool or a
 * pointer has said why when it returns false or NULL.
 */
#ifndef TEMPLATE_ARGS_H
#define TEMPLATE_ARGS_H

#include "template/call.h"

Arena *call_arena(TemplateCall *call);

/* Python's str(). */
Str text_of(TemplateCall *call, Value v);

/* As a string value: text stays what it is, safe or not, and so does the text
 * of an object; anything else is printed. */
Value soft_text(TemplateCall *call, Value v);

/* The same as HTML, and safe; what is safe already stays. */
Value escaped_text(TemplateCall *call, Value v);

/* Argument 0 by soft_text. */
Value piped_text(TemplateCall *call);

/* Says that argument i must be given, if it is not. */
bool arg_needed(TemplateCall *call, size_t i);

/* Given, and not none. */
bool arg_given(TemplateCall *call, size_t i);

bool arg_flag(TemplateCall *call, size_t i);
Str arg_text(TemplateCall *call, size_t i, Str fallback);
bool arg_int(TemplateCall *call, size_t i, int64_t fallback, int64_t *out);

/* A number that is not negative. */
bool arg_size(TemplateCall *call, size_t i, size_t fallback, size_t *out);

/* The items of a container: a list as it is, borrowed; the keys of a mapping,
 * the letters of a string.  NULL after errors. */
const List *items_of(TemplateCall *call, Value v);

/* A dict, or an object with names and no order. */
bool is_mapping(Value v);

/* A number, and as a double. */
bool is_number(Value v);
double as_double(Value v);

/* Always false.  What was piped, or argument i, is not what is wanted:
 * "list", "integer >= 0", "'key' | 'value'". */
bool wrong_kind(TemplateCall *call, Str wanted, Value got);
bool wrong_arg(TemplateCall *call, size_t i, Str wanted);

/* Two values that have no order, always false. */
bool no_order(TemplateCall *call, Value a, Value b);

/* The (key, value) pairs of a mapping; NULL after errors. */
List *pairs_of(TemplateCall *call, Value v);

/* What a call gives back. */
bool answer_text(TemplateCall *call, Value *result, Str s, bool safe);
bool answer_bool(Value *result, bool b);
bool answer_list(Value *result, List *l);

/* A pair, as (a, b). */
Value pair_of(Arena *a, Value first, Value second);

/* Room is charged for and made; NULL after errors. */
List *new_list(TemplateCall *call, size_t cap);

#endif
