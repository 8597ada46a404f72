/* reads.h - what was read of the site while something was made.
 *
 * A ReadLog is the observer of one worker.  It notes which questions were put
 * to which things (site/objects.h), and what else was relied on by its name,
 * each once, in the order of the first time.  What was answered is the same
 * for everybody while the site stands, so answers have one table for all
 * workers: what is there already is not worked out again.
 */
#ifndef BUILD_READS_H
#define BUILD_READS_H

#include "base/vec.h"
#include "build/pool.h"
#include "site/objects.h"

/* Numbers of things go through the kinds one after another; from READ_NAMED on
 * they are indices of names. */
enum { READ_NAMED = 1 << 30 };

typedef struct {
    uint32_t thing;
    uint64_t questions; /* a bit each; of a name: 1 */
} Read;

typedef VEC(Read) Reads;

/* Digests of answers; 0: not known. */
typedef struct {
    const Site *site;
    uint32_t first[THINGS + 1]; /* number of each kind's first thing */
    _Atomic uint64_t *digests[THINGS];
} Answers;

void answers_init(Answers *answers, Arena *a, const Site *site);
/* Routes have been added, of which nothing was asked before. */
void answers_add_routes(Answers *answers, Arena *a);
Thing answers_thing(const Answers *answers, uint32_t number);
uint32_t answers_number(const Answers *answers, Thing t);
_Atomic uint64_t *answers_at(const Answers *answers, Thing t, int question);
/* Worked out if need be; `scratch` may be rewound after. */
uint64_t answers_get(const Answers *answers, Arena *scratch, Thing t,
                     int question);
uint64_t answer_digest(Value v);

/* Names, each once, in the order of insertion: "template\0base.html". */
typedef struct {
    Map index; /* name -> 1 + its place */
} ReadNames;

Str read_name(Arena *a, Str kind, Str name);
Str read_name_kind(Str name);
Str read_name_rest(Str name);
uint32_t read_names_at(ReadNames *names, Arena *a, Str name);

typedef struct {
    Observer base;
    const Answers *answers;
    Arena *arena;    /* for as long as the build */
    Arena scratch;   /* for a name */
    ReadNames names; /* of this worker */
    Reads reads;
    uint32_t *slots; /* 1 + index in reads, of this round; see reads.c */
    uint32_t *rounds;
    size_t nslots;
    uint32_t round;
    struct {
        const char *text;
        int16_t question[THINGS];
    } keys[64]; /* that were asked last */
} ReadLog;

void reads_open(ReadLog *log, Arena *a, const Answers *answers);
void reads_close(ReadLog *log);

/* Forgets what was read. */
void reads_begin(ReadLog *log);

/* What was read since; lives in `a`.  Names are those of the log. */
Reads reads_take(const ReadLog *log, Arena *a);

/* A question put to a tuple (site_ask) as a name, and back. */
Value read_question(Arena *a, Str name);

#endif
