#include "build/reads.h"

#include <stdatomic.h>
#include <string.h>

/* ---- answers */

void answers_init(Answers *answers, Arena *a, const Site *site)
{
    size_t first = 0;

    answers->site = site;
    for (int k = 0; k < THINGS; k++) {
        size_t n = thing_count(site, (ThingKind)k);
        answers->first[k] = (uint32_t)first;
        answers->digests[k] = arena_alloc(a, n * thing_questions((ThingKind)k),
                                          sizeof *answers->digests[k]);
        first += n;
    }
    answers->first[THINGS] = (uint32_t)first;
}

void answers_add_routes(Answers *answers, Arena *a)
{
    size_t n = thing_count(answers->site, THING_ROUTE);

    answers->digests[THING_ROUTE] =
        arena_alloc(a, n * thing_questions(THING_ROUTE),
                    sizeof *answers->digests[THING_ROUTE]);
    answers->first[THINGS] = answers->first[THING_ROUTE] + (uint32_t)n;
}

Thing answers_thing(const Answers *answers, uint32_t number)
{
    int k = 0;

    while (number >= answers->first[k + 1])
        k++;
    return (Thing){(ThingKind)k, number - answers->first[k]};
}

uint32_t answers_number(const Answers *answers, Thing t)
{
    return answers->first[t.kind] + (uint32_t)t.index;
}

_Atomic uint64_t *answers_at(const Answers *answers, Thing t, int question)
{
    return answers->digests[t.kind] + t.index * thing_questions(t.kind) +
           (size_t)question;
}

uint64_t answer_digest(Value v)
{
    Digest d = value_digest(v);
    uint64_t one = d.low + d.high * 0x9E3779B97F4A7C15;

    return one ? one : 1;
}

uint64_t answers_get(const Answers *answers, Arena *scratch, Thing t,
                     int question)
{
    _Atomic uint64_t *at = answers_at(answers, t, question);
    uint64_t digest = atomic_load_explicit(at, memory_order_relaxed);

    if (digest)
        return digest;
    digest = answer_digest(thing_ask(scratch, answers->site, t, question));
    atomic_store_explicit(at, digest, memory_order_relaxed);
    return digest;
}

/* ---- names */

Str read_name(Arena *a, Str kind, Str name)
{
    Buf b = buf_in(a);

    buf_put(&b, kind);
    buf_put_char(&b, '\0');
    buf_put(&b, name);
    return buf_take(&b);
}

Str read_name_kind(Str name)
{
    return str_cut(name, '\0').head;
}

Str read_name_rest(Str name)
{
    return str_cut(name, '\0').tail;
}

uint32_t read_names_at(ReadNames *names, Arena *a, Str name)
{
    uintptr_t place = (uintptr_t)map_get(&names->index, name);

    if (!place) {
        place = names->index.len + 1;
        map_add(&names->index, a, str_dup(a, name), (void *)place);
    }
    return (uint32_t)(place - 1);
}

/* Texts and numbers of a tuple, with what tells them apart. */
static Str question_name(Arena *a, const List *question)
{
    Buf b = buf_in(a);

    BUF_LIT(&b, "ask");
    for (size_t i = 0; i < question->len; i++) {
        Value v = question->items[i];
        buf_put_char(&b, '\0');
        if (v.kind == VALUE_STR) {
            buf_put_char(&b, 's');
            buf_put(&b, v.as.s);
        } else if (v.kind == VALUE_INT) {
            buf_put_char(&b, 'i');
            buf_put_int(&b, v.as.i);
        }
    }
    return buf_take(&b);
}

Value read_question(Arena *a, Str name)
{
    List *out = list_new(a, 5);
    Str rest = read_name_rest(name);

    out->tuple = true;
    for (bool more = true; more;) {
        StrCut cut = str_cut(rest, '\0');
        Str text = str_drop(cut.head, 1);
        int64_t number;
        if (str_starts(cut.head, STR("s")))
            list_push(out, a, value_str(text));
        else if (str_to_int(text, &number))
            list_push(out, a, value_int(number));
        rest = cut.tail;
        more = cut.found;
    }
    return value_list(out);
}

/* ---- the log */

/* Slots of earlier rounds count as free, so that a round begins at once. */
static size_t slot_of(const ReadLog *log, uint32_t thing)
{
    size_t i = (size_t)thing * 0x9E3779B1u & (log->nslots - 1);

    while (log->rounds[i] == log->round &&
           log->reads.items[log->slots[i]].thing != thing)
        i = (i + 1) & (log->nslots - 1);
    return i;
}

static void make_slots(ReadLog *log, size_t n)
{
    log->nslots = n;
    log->slots = ARENA_ARRAY(log->arena, uint32_t, n);
    log->rounds = ARENA_ARRAY(log->arena, uint32_t, n);
    for (size_t i = 0; i < log->reads.len; i++) {
        size_t slot = slot_of(log, log->reads.items[i].thing);
        log->slots[slot] = (uint32_t)i;
        log->rounds[slot] = log->round;
    }
}

static void note(ReadLog *log, uint32_t thing, int question)
{
    size_t slot = slot_of(log, thing);

    if (log->rounds[slot] != log->round) {
        log->rounds[slot] = log->round;
        log->slots[slot] = (uint32_t)log->reads.len;
        *VEC_PUSH(&log->reads, log->arena) = (Read){thing, 0};
    }
    log->reads.items[log->slots[slot]].questions |= UINT64_C(1) << question;
    if (log->reads.len * 2 > log->nslots)
        make_slots(log, log->nslots * 2);
}

/* `name` may be in log->scratch. */
static void note_name(ReadLog *log, Str name)
{
    note(log, READ_NAMED + read_names_at(&log->names, log->arena, name), 0);
    arena_rewind(&log->scratch, (ArenaMark){0});
}

/* As thing_question.  Templates keep their names where they are, so that a
 * glance tells that it is the same field as before. */
static int question_of(ReadLog *log, ThingKind kind, Value key)
{
    const HostTable *table = host_table(kind);
    int asked = -1;

    if (key.kind != VALUE_STR)
        return thing_question(log->answers->site, kind, key);
    size_t i = ((uintptr_t)key.as.s.ptr >> 3 ^ (uintptr_t)key.as.s.ptr >> 9) &
               (COUNT(log->keys) - 1);
    if (log->keys[i].text == key.as.s.ptr)
        asked = log->keys[i].question[kind];
    else
        memset(log->keys[i].question, -1, sizeof log->keys[i].question);
    if (asked >= 0 && str_eq(table->fields[asked].name, key.as.s))
        return asked;
    asked = thing_question(log->answers->site, kind, key);
    log->keys[i].text = key.as.s.ptr;
    log->keys[i].question[kind] = (int16_t)asked;
    return asked;
}

static void see_read(Observer *o, const Object *from, Value key, Value answer)
{
    ReadLog *log = (ReadLog *)o;
    Thing t;

    if (!thing_of(from, &t))
        return;
    if (key.kind == VALUE_LIST) {
        note_name(log, question_name(&log->scratch, key.as.list));
        return;
    }
    int question = question_of(log, t.kind, key);
    if (question < 0)
        return;
    note(log, answers_number(log->answers, t), question);
    _Atomic uint64_t *digest = answers_at(log->answers, t, question);
    if (!atomic_load_explicit(digest, memory_order_relaxed))
        atomic_store_explicit(digest, answer_digest(answer),
                              memory_order_relaxed);
}

static void see_use(Observer *o, Str kind, Str name)
{
    ReadLog *log = (ReadLog *)o;

    note_name(log, read_name(&log->scratch, kind, name));
}

enum { SLOTS_FIRST = 256 };

void reads_open(ReadLog *log, Arena *a, const Answers *answers)
{
    *log = (ReadLog){.base = {see_read, see_use},
                     .answers = answers,
                     .arena = a,
                     .round = 1};
    make_slots(log, SLOTS_FIRST);
}

void reads_close(ReadLog *log)
{
    arena_free(&log->scratch);
}

void reads_begin(ReadLog *log)
{
    log->reads.len = 0;
    log->round++;
}

Reads reads_take(const ReadLog *log, Arena *a)
{
    Reads out = {ARENA_ARRAY(a, Read, log->reads.len), log->reads.len,
                 log->reads.len};

    if (out.len)
        memcpy(out.items, log->reads.items, out.len * sizeof *out.items);
    return out;
}
