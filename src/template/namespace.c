/* namespace.c - namespace(), whose attributes {% set ns.a = 1 %} sets. */
#include "template/render.h"

static bool namespace_get(Reader *r, const void *self, Value key, Value *out)
{
    const Value *hit = value_hashable(key) ? dict_get(self, key) : NULL;

    (void)r;
    if (hit)
        *out = *hit;
    return hit != NULL;
}

static size_t namespace_keys(Reader *r, const void *self, const Str **out)
{
    const Dict *d = self;
    Str *names = ARENA_ARRAY(r->arena, Str, d->len);

    for (size_t i = 0; i < d->len; i++)
        names[i] = d->entries[i].key.as.s;
    *out = names;
    return d->len;
}

const ObjectType namespace_type = {.name = "namespace",
                                   .get = namespace_get,
                                   .keys = namespace_keys};

Value template_namespace(TemplateCall *call)
{
    Arena *a = template_reader(call)->arena;

    return value_object(a, &namespace_type, dict_new(a));
}

void template_namespace_put(Value ns, Arena *a, Str key, Value v)
{
    dict_put_str((Dict *)ns.as.object->self, a, key, v);
}
