#include "build/uses.h"

static void see_read(Observer *o, const Object *from, Value key, Value answer)
{
    (void)o, (void)from, (void)key, (void)answer;
}

/* ---- a log */

static void log_use(Observer *o, Str kind, Str name)
{
    UseLog *log = (UseLog *)o;

    *VEC_PUSH(&log->uses, log->arena) =
        (Use){str_dup(log->arena, kind), str_dup(log->arena, name)};
}

void use_log_open(UseLog *log, Arena *a)
{
    *log = (UseLog){.base = {see_read, log_use}, .arena = a};
}

void uses_tell(const Uses *uses, Observer *o)
{
    for (size_t i = 0; o && i < uses->len; i++)
        o->used(o, uses->items[i].kind, uses->items[i].name);
}

/* ---- before templates are rendered */

static void see_clock(Observer *o, Str kind, Str name)
{
    (void)name;
    if (str_eq(kind, STR("clock")))
        atomic_store_explicit(&((EarlyUse *)o)->clock, true,
                              memory_order_relaxed);
}

void early_use_open(EarlyUse *early)
{
    early->base = (Observer){see_read, see_clock};
    atomic_init(&early->clock, false);
}
