#include "build/cache.h"

#include <string.h>

#define CACHE_MAGIC "bifolio cache 1\n"

enum { PART_TREE, PART_SITE, PARTS };

/* What the state begins with. */
typedef struct {
    char magic[16];
    uint64_t program;
    struct {
        uint64_t at, size, sum;
    } parts[PARTS];
    uint64_t sum; /* of all that stands before */
} CacheHead;

static uint64_t sum_of(const void *bytes, size_t size)
{
    return hash64((Str){bytes, size});
}

/* ---- reading */

static bool read_head(const Cache *c, CacheHead *out)
{
    if (c->state.len < sizeof *out)
        return false;
    memcpy(out, c->state.data, sizeof *out);
    return memcmp(out->magic, CACHE_MAGIC, sizeof out->magic) == 0 &&
           out->program == c->program &&
           out->sum == sum_of(out, offsetof(CacheHead, sum));
}

/* A part's struct; NULL if it is damaged. */
static void *read_part(const Cache *c, const CacheHead *head, int part)
{
    uint64_t at = head->parts[part].at, size = head->parts[part].size;

    if (at % FREEZE_ALIGN || at > c->state.len || size > c->state.len - at ||
        head->parts[part].sum != sum_of(c->state.data + at, size))
        return NULL;
    return thaw(c->state.data + at, size);
}

static void read_state(Cache *c, Arena *a)
{
    CacheHead head;

    if (os_map(path_join(a, c->folder, STR("state")), &c->state) == 0 &&
        read_head(c, &head))
        c->tree = read_part(c, &head, PART_TREE);
}

const CachedSite *cache_site(Cache *c)
{
    CacheHead head;

    if (!c->site && c->tree && read_head(c, &head))
        c->site = read_part(c, &head, PART_SITE);
    return c->site;
}

/* The folder and its lock, which can fail where the site cannot be written. */
static bool take_lock(Cache *c, Arena *a)
{
    Str lock = path_join(a, c->folder, STR("lock"));
    FileInfo info;

    if (os_lock(lock, &c->lock, &info) != 0 &&
        (os_make_folders(c->folder) != 0 ||
         os_lock(lock, &c->lock, &info) != 0))
        return false;
    c->moment = info.modified;
    return true;
}

void cache_open(Cache *c, Arena *a, Str root, Str name, bool forget)
{
    *c = (Cache){
        .folder = path_join(a, path_join(a, root, STR(".bifolio")), name),
        .program = os_program(),
    };
    c->open = take_lock(c, a);
    pack_open(&c->pack, a, path_join(a, c->folder, STR("pages")));
    if (c->open && !forget)
        read_state(c, a);
}

/* ---- writing */

static void put_part(Buf *b, CacheHead *head, int part, Str frozen)
{
    static const char zeros[FREEZE_ALIGN];

    buf_put(b, (Str){zeros, -b->len % FREEZE_ALIGN});
    head->parts[part].at = b->len;
    head->parts[part].size = frozen.len;
    head->parts[part].sum = sum_of(frozen.ptr, frozen.len);
    buf_put(b, frozen);
}

void cache_save(Cache *c, Arena *a, const CachedTree *tree,
                const CachedSite *site)
{
    CacheHead head = {.magic = "", .program = c->program};
    Buf b = buf_in(a);

    if (!c->open)
        return;
    memcpy(head.magic, CACHE_MAGIC, sizeof head.magic);
    buf_put(&b, (Str){(const char *)&head, sizeof head});
    put_part(&b, &head, PART_TREE, freeze(a, &cached_tree_shape, tree));
    put_part(&b, &head, PART_SITE, freeze(a, &cached_site_shape, site));
    head.sum = sum_of(&head, offsetof(CacheHead, sum));
    memcpy(b.ptr, &head, sizeof head);
    os_write_file(a, path_join(a, c->folder, STR("state")), buf_take(&b));
}

void cache_close(Cache *c)
{
    pack_close(&c->pack);
    os_unmap(&c->state);
    if (c->open)
        os_unlock(c->lock);
    *c = (Cache){0};
}
