#include "build/verdicts.h"

#include "base/path.h"
#include "os/fs.h"

#include <string.h>

#define VERDICTS_MAGIC "bifolio checks1\n"

enum { LARGEST = 64 << 20 };

typedef struct {
    char magic[16];
    uint64_t rows;
    uint64_t sum; /* of all that follows */
} Head;

/* Followed by the messages, behind each other. */
typedef struct {
    Digest key;
    uint32_t bad, line, column, message; /* bytes of it */
} Row;

static Str path_of(Arena *a, Str root)
{
    return path_join(a, root, STR(".bifolio/checks"));
}

/* ---- reading */

static bool read_row(Str *rows, Str *messages, KeptVerdict *out)
{
    Row row;

    memcpy(&row, rows->ptr, sizeof row);
    if (row.message > messages->len)
        return false;
    *out = (KeptVerdict){row.key,
                         {row.bad != 0, row.line, row.column,
                          str_take(*messages, row.message)}};
    *rows = str_drop(*rows, sizeof row);
    *messages = str_drop(*messages, row.message);
    return true;
}

static void index_rows(Arena *a, Verdicts *v)
{
    v->nslots = 64;
    while (v->nslots < v->len * 2)
        v->nslots *= 2;
    v->slots = ARENA_ARRAY(a, uint32_t, v->nslots);
    for (size_t i = 0; i < v->len; i++) {
        size_t at = v->rows[i].key.low & (v->nslots - 1);
        while (v->slots[at])
            at = (at + 1) & (v->nslots - 1);
        v->slots[at] = (uint32_t)i + 1;
    }
}

static bool read_rows(Arena *a, Str file, Verdicts *out)
{
    Head head;

    if (file.len < sizeof head)
        return false;
    memcpy(&head, file.ptr, sizeof head);
    Str rest = str_drop(file, sizeof head);
    if (memcmp(head.magic, VERDICTS_MAGIC, sizeof head.magic) != 0 ||
        head.rows > rest.len / sizeof(Row) || head.sum != hash64(rest))
        return false;
    KeptVerdict *rows = ARENA_ARRAY(a, KeptVerdict, head.rows);
    Str messages = str_drop(rest, head.rows * sizeof(Row));
    for (size_t i = 0; i < head.rows; i++)
        if (!read_row(&rest, &messages, &rows[i]))
            return false;
    out->rows = rows;
    out->len = head.rows;
    return true;
}

void verdicts_read(Arena *a, Str root, Verdicts *out)
{
    Str file;

    *out = (Verdicts){0};
    if (os_read_file(a, path_of(a, root), LARGEST, &file) == 0 &&
        read_rows(a, file, out))
        index_rows(a, out);
}

const KeptVerdict *verdicts_find(const Verdicts *v, Digest key)
{
    size_t at = key.low & (v->nslots - 1);

    if (!v->nslots)
        return NULL;
    for (; v->slots[at]; at = (at + 1) & (v->nslots - 1))
        if (digest_eq(v->rows[v->slots[at] - 1].key, key))
            return &v->rows[v->slots[at] - 1];
    return NULL;
}

/* ---- writing */

static void put(Buf *b, const void *bytes, size_t n)
{
    buf_put(b, (Str){bytes, n});
}

void verdicts_write(Arena *scratch, Str root, const KeptVerdict *rows, size_t n)
{
    Head head = {.magic = "", .rows = n};
    Buf body = buf_in(scratch);

    for (size_t i = 0; i < n; i++) {
        const SnippetVerdict *v = &rows[i].verdict;
        Row row = {rows[i].key, v->bad, (uint32_t)v->line, (uint32_t)v->column,
                   (uint32_t)v->message.len};
        put(&body, &row, sizeof row);
    }
    for (size_t i = 0; i < n; i++)
        buf_put(&body, rows[i].verdict.message);
    memcpy(head.magic, VERDICTS_MAGIC, sizeof head.magic);
    head.sum = hash64(buf_str(&body));
    Buf file = buf_in(scratch);
    put(&file, &head, sizeof head);
    buf_put(&file, buf_str(&body));
    os_write_file(scratch, path_of(scratch, root), buf_str(&file));
}
