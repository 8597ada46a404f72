#include "build/check.h"

#include "build/check_tools.h"
#include "build/verdicts.h"
#include "os/store.h"
#include "plugin/syntax.h"

/* A piece of code that nobody has looked at before. */
typedef struct {
    Str code;
    KeptVerdict row;
    bool answered; /* and may be kept */
} Question;

/* A block that is looked at. */
typedef struct {
    const Snippet *snippet;
    CheckSeverity severity;
    Digest key;
    const KeptVerdict *kept; /* or NULL, and there is a question */
    Question *question;
} Item;

typedef VEC(Item) Items;
typedef VEC(Question *) Questions;

typedef struct {
    const CheckJob *job;
    CheckTools tools;
    uint64_t program; /* ours, as it is */
    Verdicts kept;
    Items *items; /* by page */
    Map fresh;    /* bytes of a key -> Question */
    bool *used;   /* in step with kept.rows */
    size_t nused;
    Questions open; /* for tools, one checker's behind the other's */
} Checking;

/* ---- what is known ------------------------------------------------------- */

static Digest key_of(const Checking *c, const Snippet *s)
{
    SnippetChecker checker = s->language->checker;
    Digest who = c->tools.tools[checker].identity;

    who.high += c->program; /* which reads what they say */
    who.low += (uint64_t)checker;
    return digest_add(who, s->code->code);
}

static bool can_be_asked(const Checking *c, const Snippet *s)
{
    SnippetChecker checker = s->language->checker;

    if (checker == CHECKER_NONE || snippet_checker_is_ours(checker))
        return checker != CHECKER_NONE;
    return c->tools.tools[checker].program.len &&
           s->code->code.len <= CHECK_LARGEST;
}

static void ask_ourselves(Arena *a, const Snippet *s, Question *q)
{
    SnippetVerdict *v = &q->row.verdict;

    if (s->language->checker == CHECKER_LUA)
        v->bad = !lua_reads(a, s->code->code, &v->line, &v->message);
    else
        *v = snippet_check(a, s->language->checker, s->code->code);
    q->answered = !v->bad; /* what is wrong is told in words of today */
}

/* All threads, one item a page. */
static void look_at_page(Worker *w, void *job, size_t i)
{
    Checking *c = job;
    const SnippetPage *page = &c->job->pages[i];

    for (size_t k = 0; page->doc && k < page->doc->code.len; k++) {
        const Snippet *s = &page->snippets[k];
        CheckSeverity severity = snippet_check_severity(s, c->job->usual);
        if (severity == CHECK_NOT || !can_be_asked(c, s))
            continue;
        Item *item = VEC_PUSH(&c->items[i], &w->keep);
        *item = (Item){s, severity, key_of(c, s), NULL, NULL};
        item->kept = verdicts_find(&c->kept, item->key);
        if (item->kept)
            continue;
        item->question = ARENA_NEW(&w->keep, Question);
        item->question->code = s->code->code;
        item->question->row.key = item->key;
        if (snippet_checker_is_ours(s->language->checker))
            ask_ourselves(&w->keep, s, item->question);
    }
}

/* ---- what tools are asked ------------------------------------------------ */

/* One process' questions: [from, to) of c->open. */
typedef struct {
    SnippetChecker checker;
    size_t from, to;
} Batch;

typedef struct {
    Checking *c;
    VEC(Batch) batches;
} Asking;

/* What one process may be given; the system takes about two megabytes. */
enum { BATCH_BYTES = 512 << 10 };

/* Two editions share their code: each piece is asked about once. */
static void settle_item(Checking *c, Item *item)
{
    Arena *a = c->job->arena;

    if (item->kept) {
        size_t row = (size_t)(item->kept - c->kept.rows);
        c->nused += !c->used[row];
        c->used[row] = true;
        return;
    }
    Str key = {(const char *)&item->key, sizeof item->key};
    Question *same = map_get(&c->fresh, key);
    if (same)
        item->question = same;
    else
        map_add(&c->fresh, a, str_dup(a, key), item->question);
}

static void settle_items(Checking *c)
{
    for (size_t i = 0; i < c->job->npages; i++)
        for (size_t k = 0; k < c->items[i].len; k++)
            settle_item(c, &c->items[i].items[k]);
}

static void gather(Checking *c, Asking *asking, SnippetChecker checker)
{
    Arena *a = c->job->arena;
    Batch *batch = NULL;
    size_t bytes = 0;

    for (size_t i = 0; i < c->job->npages; i++) {
        for (size_t k = 0; k < c->items[i].len; k++) {
            Item *item = &c->items[i].items[k];
            Question *q = item->question;
            if (!q || item->snippet->language->checker != checker ||
                q->answered)
                continue;
            q->answered = true; /* it will be */
            if (!batch || batch->to - batch->from == CHECK_BATCH ||
                bytes + q->code.len > BATCH_BYTES) {
                batch = VEC_PUSH(&asking->batches, a);
                *batch = (Batch){checker, c->open.len, c->open.len};
                bytes = 0;
            }
            *VEC_PUSH(&c->open, a) = q;
            bytes += q->code.len;
            batch->to++;
        }
    }
}

static void ask_batch(Worker *w, void *job, size_t i)
{
    Asking *asking = job;
    const Batch *b = &asking->batches.items[i];
    Question **open = &asking->c->open.items[b->from];
    size_t n = b->to - b->from;
    Str *codes = ARENA_ARRAY(&w->scratch, Str, n);
    SnippetVerdict *verdicts = ARENA_ARRAY(&w->scratch, SnippetVerdict, n);

    for (size_t k = 0; k < n; k++)
        codes[k] = open[k]->code;
    bool answered = check_tools_ask(&w->keep, &asking->c->tools, b->checker,
                                    codes, n, verdicts);
    for (size_t k = 0; k < n; k++) {
        open[k]->row.verdict = verdicts[k];
        open[k]->answered = answered;
    }
}

static void ask_tools(Checking *c)
{
    Asking asking = {.c = c};

    for (int i = CHECKER_SH; i < CHECKERS; i++) {
        size_t before = asking.batches.len;
        gather(c, &asking, (SnippetChecker)i);
        if (asking.batches.len > before)
            check_tools_ready(c->job->arena, &c->tools, (SnippetChecker)i);
    }
    pool_run(c->job->workers, c->job->nworkers, ask_batch, &asking,
             asking.batches.len);
}

/* ---- the end ------------------------------------------------------------- */

static void tell(const Checking *c, DiagList *d)
{
    for (size_t i = 0; i < c->job->npages; i++) {
        for (size_t k = 0; k < c->items[i].len; k++) {
            const Item *item = &c->items[i].items[k];
            const KeptVerdict *row =
                item->kept ? item->kept : &item->question->row;
            snippet_tell_verdict(item->snippet, &row->verdict, item->severity,
                                 d);
        }
    }
}

static void keep(const Checking *c)
{
    Arena *a = c->job->arena;
    VEC(KeptVerdict) rows = {0};
    size_t fresh = 0;

    for (size_t i = 0; i < c->fresh.len; i++) {
        const Question *q = c->fresh.entries[i].value;
        if (!q->answered)
            continue;
        *VEC_PUSH(&rows, a) = q->row;
        fresh++;
    }
    if (!fresh && c->nused == c->kept.len)
        return;
    for (size_t i = 0; i < c->kept.len; i++)
        if (c->used[i])
            *VEC_PUSH(&rows, a) = c->kept.rows[i];
    verdicts_write(a, c->job->root, rows.items, rows.len);
}

void check_snippets(const CheckJob *job, DiagList *d)
{
    Checking c = {.job = job, .program = os_program()};

    check_tools_find(job->arena, &c.tools);
    if (job->root.len)
        verdicts_read(job->arena, job->root, &c.kept);
    c.items = ARENA_ARRAY(job->arena, Items, job->npages);
    c.used = ARENA_ARRAY(job->arena, bool, c.kept.len);
    pool_run(job->workers, job->nworkers, look_at_page, &c, job->npages);
    settle_items(&c);
    ask_tools(&c);
    tell(&c, d);
    if (job->root.len)
        keep(&c);
}
