/* verify.c - which answers are others now. */
#include "build/stages.h"

enum { THINGS_AN_ITEM = 128, NOWHERE = UINT32_MAX };

/* ---- things of the last build and of this */

uint64_t recall_thing(const Site *site, Thing t)
{
    uint64_t name = hash64(thing_name(site, t));

    /* Another file's page at the same address is another page, whose body can
     * stand as little as the first one's. */
    if (t.kind == THING_PAGE)
        name ^= hash64(site->pages.items[t.index]->src.path) << 1;
    return name + (uint64_t)t.kind * 0x9E3779B97F4A7C15;
}

static size_t slot_of(const ThingTable *t, uint64_t name)
{
    size_t i = name & (t->nslots - 1);

    while (t->slots[i].number != NOWHERE && t->slots[i].name != name)
        i = (i + 1) & (t->nslots - 1);
    return i;
}

void recall_number_things(Build *b)
{
    const Answers *answers = &b->recall.answers;
    ThingTable *t = &b->recall.things;

    t->nslots = 64;
    while (t->nslots < 2 * (size_t)answers->first[THINGS])
        t->nslots *= 2;
    t->slots = arena_alloc(b->arena, t->nslots, sizeof *t->slots);
    for (size_t i = 0; i < t->nslots; i++)
        t->slots[i].number = NOWHERE;
    for (uint32_t i = 0; i < answers->first[THINGS]; i++) {
        Thing thing = answers_thing(answers, i);
        uint64_t name = recall_thing(b->site, thing);
        size_t slot = slot_of(t, name);
        t->slots[slot].twice = t->slots[slot].number != NOWHERE;
        t->slots[slot].name = name;
        t->slots[slot].number = i;
    }
}

static uint32_t number_of(const ThingTable *t, uint64_t name)
{
    size_t slot = slot_of(t, name);

    return t->slots[slot].twice ? NOWHERE : t->slots[slot].number;
}

/* ---- answers */

typedef struct {
    Build *b;
    Answered *out;
} Verifying;

/* Which of its questions a thing answers otherwise now. */
static uint64_t other_answers(const Verifying *v, Worker *w,
                              const ThingRow *row, uint32_t number)
{
    const Answers *answers = &v->b->recall.answers;
    const uint64_t *digest = &v->out->before->digests.items[row->first];
    uint64_t changed = 0;

    if (number == NOWHERE)
        return row->questions;
    Thing t = answers_thing(answers, number);
    for (uint64_t left = row->questions; left; left &= left - 1) {
        int question = __builtin_ctzll(left);
        if (recall_stands(v->b, t, question))
            atomic_store_explicit(answers_at(answers, t, question), *digest++,
                                  memory_order_relaxed);
        else if (answers_get(answers, &w->scratch, t, question) != *digest++)
            changed |= UINT64_C(1) << question;
    }
    return changed;
}

static void verify_things(Worker *w, void *job, size_t item)
{
    const Verifying *v = job;
    const Asked *before = v->out->before;
    size_t end = (item + 1) * THINGS_AN_ITEM;

    for (size_t i = item * THINGS_AN_ITEM; i < end && i < before->things.len;
         i++) {
        const ThingRow *row = &before->things.items[i];
        ArenaMark mark = arena_mark(&w->scratch);
        v->out->numbers[i] = number_of(&v->b->recall.things, row->name);
        v->out->changed[i] = other_answers(v, w, row, v->out->numbers[i]);
        arena_rewind(&w->scratch, mark);
    }
}

static void verify_name(Worker *w, void *job, size_t i)
{
    const Verifying *v = job;

    v->out->names[i] =
        recall_name(v->b, w, v->out->before->names.items[i].name);
}

void recall_ask(Build *b, const Asked *before, Answered *out)
{
    Verifying v = {b, out};
    size_t n = before->things.len;

    out->before = before;
    out->numbers = ARENA_ARRAY(b->arena, uint32_t, n);
    out->changed = ARENA_ARRAY(b->arena, uint64_t, n);
    out->names = ARENA_ARRAY(b->arena, uint64_t, before->names.len);
    pool_run(b->workers, b->nworkers, verify_things, &v,
             (n + THINGS_AN_ITEM - 1) / THINGS_AN_ITEM);
    pool_run(b->workers, b->nworkers, verify_name, &v, before->names.len);
}

static bool is_changed(const Answered *a, const ReadRow *read)
{
    if (read->thing >= READ_NAMED) {
        uint32_t name = read->thing - READ_NAMED;
        return a->names[name] != a->before->names.items[name].answer;
    }
    return (a->changed[read->thing] &
            a->before->masks.items[read->questions]) != 0;
}

const ReadRow *recall_changed(const Answered *a, uint32_t first, uint32_t n)
{
    for (uint32_t i = first; i < first + n; i++)
        if (is_changed(a, &a->before->reads.items[i]))
            return &a->before->reads.items[i];
    return NULL;
}
