/* sort.h - items in the order of their keys, as Python's sorted; private to
 * template/.
 */
#ifndef TEMPLATE_SORT_H
#define TEMPLATE_SORT_H

#include "template/filters.h"

typedef struct {
    Value item;
    const Value *keys; /* as many as the sort has; the first counts most */
} Sortable;

/* Stable, also where `reverse`.  False after an error: two keys that have no
 * order. */
bool sort_items(TemplateCall *call, Sortable *items, size_t n, size_t nkeys,
                bool reverse);

/* Is a before b?  False after an error. */
bool value_before(TemplateCall *call, Value a, Value b, bool *yes);

#endif
