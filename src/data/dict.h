/* dict.h - how values serve as keys; private to data/. */
#ifndef DATA_DICT_H
#define DATA_DICT_H

#include "data/value.h"

/* Equal for values that value_eq holds equal; needs value_hashable. */
uint64_t value_hash(Value v);

#endif
