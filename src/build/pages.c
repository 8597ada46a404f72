/* pages.c - which pages need not be read again, and which bodies not made. */
#include "build/stages.h"

#include "base/path.h"
#include "build/hooks.h"

/* ---- files */

/* Of all that decides how a text in that language is read, and its HTML and
 * XML written, but for what these ask about. */
static Digest rules_of(const Build *b, size_t lang)
{
    const Config *c = &b->config;
    const MarkdownShortcodes *s = &b->plugins.shortcodes;
    const MarkdownCode *code = &b->plugins.code;
    int64_t numbers[] = {c->raw_html, c->summary_words, code->any};
    Digest d = digest_of((Str){(const char *)numbers, sizeof numbers});

    d = digest_add(d, b->languages[lang].locale.code);
    d = digest_add(d, config_absolute(c, b->arena, STR("/")));
    d = digest_add(d, (Str){(const char *)&b->languages[lang].digest,
                            sizeof(Digest)});
    for (size_t i = 0; i < s->len; i++)
        d = digest_add(d, s->names[i]);
    d = digest_add(d, STR("code"));
    for (size_t i = 0; i < code->nkeys; i++)
        d = digest_add(d, code->keys[i]);
    d = digest_add(d, STR("ids"));
    for (size_t i = 0; i < b->theme.nids; i++)
        d = digest_add(d, b->theme.ids[i]);
    if (hook_is_used(&b->plugins, HOOK_RENDERED)) {
        const Digest plugins = site_plugins_digest(&b->plugins);
        d = digest_add(d, (Str){(const char *)&plugins, sizeof plugins});
    }
    return d;
}

/* Both are sorted by path. */
static void match_pages(Build *b, const CachedSite *before)
{
    size_t j = 0;

    for (size_t i = 0; i < b->found.pages.len; i++) {
        Str path = b->found.pages.items[i].path;
        while (j < before->pages.len &&
               str_cmp(before->pages.items[j].path, path) < 0)
            j++;
        if (j < before->pages.len && str_eq(before->pages.items[j].path, path))
            b->recall.pages[i].before = &before->pages.items[j];
    }
}

void recall_pages(Build *b)
{
    Recall *r = &b->recall;
    const CachedSite *before = cache_site(&r->cache);

    if (!r->cache.open)
        return;
    r->rules = ARENA_ARRAY(b->arena, Digest, b->config.nlanguages);
    for (size_t i = 0; i < b->config.nlanguages; i++)
        r->rules[i] = rules_of(b, i);
    r->pages = ARENA_ARRAY(b->arena, PageState, b->found.pages.len);
    if (before)
        match_pages(b, before);
}

/* A record, thawed in `a`; NULL if it is lost. */
static void *record(const Build *b, Arena *a, PackPlace place)
{
    char *bytes = pack_get(&b->recall.cache.pack, a, place);

    return bytes ? thaw(bytes, place.size) : NULL;
}

/* By its text, if that was read, else by its file's times. */
static bool is_known(const Build *b, const PageRow *before, const ParsedText *t,
                     size_t i)
{
    return t->digest ? t->digest == before->text
                     : recall_same_source(b, b->found.pages.items[i].row);
}

bool recall_page(Build *b, Worker *w, size_t i, int lang)
{
    if (!b->recall.pages)
        return false;
    PageState *s = &b->recall.pages[i];
    ParsedText *t = &b->parsed.texts[i];
    const PageRow *before = s->before;
    bool known = before && is_known(b, before, t, i);

    s->rules = b->recall.rules[lang];
    if (known && t->kept)
        return true;
    t->kept = known && digest_eq(before->rules, s->rules)
                  ? record(b, &w->keep, before->head)
                  : NULL;
    b->parsed.pages[i].fm = t->kept ? t->kept->fm : (FrontMatter){0};
    if (!t->kept)
        return false;
    t->digest = before->text;
    t->doc.facts = t->kept->doc;
    return true;
}

PageRest *recall_rest(const Build *b, size_t i, Arena *a)
{
    const PageRow *before = b->recall.pages ? b->recall.pages[i].before : NULL;

    return before && before->body ? record(b, a, before->rest) : NULL;
}

static bool is_unread(const Source *src)
{
    return src && !src->text.len && path_inside(src->path, STR("content"));
}

/* True if a place in it is not what it would be. */
static bool note_spoken(Build *b, const Diag *d)
{
    if (d->src)
        map_add(&b->recall.spoken, b->arena, d->src->path, b);
    return d->at.end && is_unread(d->src);
}

void recall_spoken(Build *b, const Diag *since)
{
    bool lost = false;

    for (const Diag *d = since ? since->next : b->d->first; d; d = d->next) {
        lost |= note_spoken(b, d);
        for (const Diag *n = d->notes; n; n = n->next)
            lost |= note_spoken(b, n);
    }
    if (lost)
        recall_lose(b);
}

/* ---- bodies */

static void judge_body(Worker *w, void *job, size_t i)
{
    Build *b = job;
    const PageRow *before = b->recall.pages[i].before;
    ParsedText *t = &b->parsed.texts[i];

    (void)w;
    t->stands = t->kept && before->body &&
                !recall_changed(&b->recall.bodies_answered, before->first,
                                before->nreads);
}

/* Of a page: a bit for each of those that there are. */
static uint64_t questions(const Site *site, const char *const *names, size_t n)
{
    uint64_t out = 0;

    for (size_t i = 0; i < n; i++)
        out |= UINT64_C(1) << thing_question(site, THING_PAGE,
                                             value_str(str_of(names[i])));
    return out;
}

bool recall_stands(const Build *b, Thing t, int question)
{
    const Recall *r = &b->recall;
    const Page *p = t.kind == THING_PAGE ? b->site->pages.items[t.index] : NULL;
    const ParsedText *text =
        p ? (const ParsedText *)(const void *)p->doc : NULL;
    uint64_t asked = UINT64_C(1) << question;

    return text && ((text->stands && (asked & r->body_questions)) ||
                    (text->kept && (asked & r->source_question)));
}

void recall_bodies(Build *b)
{
    static const char *const body[] = {"content", "summary", "summary_text",
                                       "truncated", "xhtml"};
    static const char *const source[] = {"raw", "headings", "contents", "words",
                                         "code_lines"};
    Recall *r = &b->recall;

    if (!r->cache.open)
        return;
    answers_init(&r->answers, b->arena, b->site);
    r->body_questions = questions(b->site, body, COUNT(body));
    r->source_question = questions(b->site, source, COUNT(source));
    recall_number_things(b);
    r->logs = ARENA_ARRAY(b->arena, ReadLog, (size_t)b->nworkers);
    for (int i = 0; i < b->nworkers; i++)
        reads_open(&r->logs[i], &b->workers[i].keep, &r->answers);
    if (!r->cache.site)
        return;
    recall_ask(b, &r->cache.site->bodies_asked, &r->bodies_answered);
    pool_run(b->workers, b->nworkers, judge_body, b, b->parsed.npages);
}

/* ---- telling the next build */

typedef struct {
    Build *b;
    bool all; /* into a new file */
} Packing;

static bool is_news(const ParsedText *t)
{
    return !t->kept || t->made.rest;
}

static void put_news(Build *b, Worker *w, size_t i)
{
    PageState *s = &b->recall.pages[i];
    const ParsedText *t = &b->parsed.texts[i];
    PageHead head = {.fm = t->fm, .doc = t->doc.facts};

    if (t->made.rest) {
        head.summary = t->made.body->summary;
        head.summary_text = t->made.body->summary_text;
        head.truncated = t->made.body->truncated;
        pack_put(&b->recall.cache.pack,
                 freeze(&w->scratch, &page_rest_shape, t->made.rest), &s->rest);
    }
    pack_put(&b->recall.cache.pack,
             freeze(&w->scratch, &page_head_shape, &head), &s->head);
}

/* Into the new file; false if it is lost. */
static bool copy(Build *b, Worker *w, PackPlace from, PackPlace *to)
{
    Pack *pack = &b->recall.cache.pack;
    const char *bytes = pack_get(pack, &w->scratch, from);

    if (bytes)
        pack_put(pack, (Str){bytes, from.size}, to);
    return bytes != NULL;
}

static void pack_page(Worker *w, void *job, size_t i)
{
    const Packing *packing = job;
    Build *b = packing->b;
    PageState *s = &b->recall.pages[i];
    const ParsedText *t = &b->parsed.texts[i];

    s->packed = b->parsed.pages[i].good && !t->spoke &&
                !map_get(&b->recall.spoken, b->parsed.pages[i].src.path);
    if (!s->packed)
        return;
    if (is_news(t)) {
        put_news(b, w, i);
    } else if (packing->all) {
        s->packed = copy(b, w, s->before->head, &s->head) &&
                    (!t->stands || copy(b, w, s->before->rest, &s->rest));
    } else {
        s->head = s->before->head;
        s->rest = s->before->rest;
    }
}

/* Half of the pack may be of no use any more, and a little. */
static bool is_wasteful(const CachedSite *before)
{
    enum { LITTLE = 4 << 20 };
    uint64_t used = 0;

    for (size_t i = 0; before && i < before->pages.len; i++) {
        const PageRow *row = &before->pages.items[i];
        used += row->head.size + (row->body ? row->rest.size : 0);
    }
    return !before || before->packed > 2 * used + LITTLE;
}

void recall_pack(Build *b, CachedSite *out)
{
    Recall *r = &b->recall;
    Packing packing = {b, is_wasteful(r->cache.site)};
    uint64_t end = r->cache.site ? r->cache.site->packed : 0;

    if (!pack_begin(&r->cache.pack, b->arena, end, packing.all))
        return;
    pool_run(b->workers, b->nworkers, pack_page, &packing, b->parsed.npages);
    if (!pack_finish(&r->cache.pack, &out->packed))
        return;
    for (size_t i = 0; i < b->parsed.npages; i++) {
        const PageState *s = &r->pages[i];
        const ParsedText *t = &b->parsed.texts[i];
        if (s->packed)
            *VEC_PUSH(&out->pages, b->arena) = (PageRow){
                .path = b->found.pages.items[i].path,
                .rules = s->rules,
                .text = t->digest,
                .head = s->head,
                .rest = s->rest,
                .body = t->made.rest || t->stands,
            };
    }
}
