#include "build/tell.h"

#include "build/stages.h"

#include <assert.h>

void tell_open(Telling *t, Build *b, const Answered *before, Asked *out)
{
    const Recall *r = &b->recall;
    size_t names = before->before ? before->before->names.len : 0;
    Arena *a = b->arena;

    *t = (Telling){
        .b = b,
        .before = before,
        .out = out,
        .asked = ARENA_ARRAY(a, uint64_t, r->answers.first[THINGS]),
        .from_logs = ARENA_ARRAY(a, uint32_t *, (size_t)b->nworkers),
        .from_before = ARENA_ARRAY(a, uint32_t, names),
    };
    for (int i = 0; i < b->nworkers; i++)
        t->from_logs[i] = ARENA_ARRAY(a, uint32_t, r->logs[i].names.index.len);
}

static uint32_t name_row(Telling *t, Str name, uint64_t answer)
{
    uint32_t row = read_names_at(&t->names, t->b->arena, name);

    if (row == t->out->names.len)
        *VEC_PUSH(&t->out->names, t->b->arena) =
            (NameRow){t->names.index.entries[row].key, answer};
    return row;
}

static uint32_t mask_row(Telling *t, uint64_t mask)
{
    uint32_t row = read_names_at(&t->masks, t->b->arena,
                                 (Str){(const char *)&mask, sizeof mask});

    if (row == t->out->masks.len)
        *VEC_PUSH(&t->out->masks, t->b->arena) = mask;
    return row;
}

/* `thing` is a number still, or READ_NAMED and a row. */
static void put_read(Telling *t, uint32_t thing, uint64_t questions)
{
    if (thing < READ_NAMED)
        t->asked[thing] |= questions;
    *VEC_PUSH(&t->out->reads, t->b->arena) =
        (ReadRow){thing, mask_row(t, questions)};
}

void tell_made(Telling *t, int worker, const Reads *reads)
{
    const ReadLog *log = &t->b->recall.logs[worker];

    for (size_t i = 0; i < reads->len; i++) {
        Read read = reads->items[i];
        if (read.thing >= READ_NAMED) {
            uint32_t *row = &t->from_logs[worker][read.thing - READ_NAMED];
            if (!*row) {
                Str name =
                    log->names.index.entries[read.thing - READ_NAMED].key;
                uint64_t answer = recall_name(t->b, &t->b->workers[0], name);
                *row = 1 + name_row(t, name, answer);
            }
            read.thing = READ_NAMED + *row - 1;
        }
        put_read(t, read.thing, read.questions);
    }
}

void tell_kept(Telling *t, uint32_t first, uint32_t n)
{
    const Asked *before = t->before->before;

    assert(before || n == 0);
    for (uint32_t i = first; i < first + n; i++) {
        const ReadRow *read = &before->reads.items[i];
        uint32_t thing = read->thing;
        if (thing >= READ_NAMED) {
            uint32_t *row = &t->from_before[thing - READ_NAMED];
            const NameRow *name = &before->names.items[thing - READ_NAMED];
            if (!*row)
                *row = 1 + name_row(t, name->name,
                                    t->before->names[thing - READ_NAMED]);
            thing = READ_NAMED + *row - 1;
        } else {
            thing = t->before->numbers[thing];
        }
        put_read(t, thing, before->masks.items[read->questions]);
    }
}

void tell_close(Telling *t)
{
    const Answers *answers = &t->b->recall.answers;
    Arena *a = t->b->arena;
    uint32_t *rows = ARENA_ARRAY(a, uint32_t, answers->first[THINGS]);

    for (uint32_t i = 0; i < answers->first[THINGS]; i++) {
        Thing thing = answers_thing(answers, i);
        if (!t->asked[i])
            continue;
        rows[i] = (uint32_t)t->out->things.len;
        *VEC_PUSH(&t->out->things, a) = (ThingRow){
            .name = recall_thing(t->b->site, thing),
            .kind = (uint32_t)thing.kind,
            .first = (uint32_t)t->out->digests.len,
            .questions = t->asked[i],
        };
        for (uint64_t left = t->asked[i]; left; left &= left - 1)
            *VEC_PUSH(&t->out->digests, a) =
                *answers_at(answers, thing, __builtin_ctzll(left));
    }
    for (size_t i = 0; i < t->out->reads.len; i++) {
        ReadRow *read = &t->out->reads.items[i];
        if (read->thing < READ_NAMED)
            read->thing = rows[read->thing];
    }
}
