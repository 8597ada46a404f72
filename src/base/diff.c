#include "base/diff.h"

enum { CELLS_MOST = 4 << 20 }; /* of the table of common lines */

typedef VEC(Str) Lines;

static void cut_lines(Arena *a, Str text, Lines *out)
{
    while (text.len) {
        size_t end = str_find(text, '\n');
        end = end == SIZE_MAX ? text.len : end + 1;
        *VEC_PUSH(out, a) = str_take(text, end);
        text = str_drop(text, end);
    }
}

/* Two texts, and the part of each in which they are not the same. */
typedef struct {
    Arena *a;
    Lines before, after;
    size_t start, before_end, after_end;
    Diff *out;
} Comparison;

static void put(Comparison *c, LineChange change, size_t i)
{
    const Lines *from = change == LINE_ADDED ? &c->after : &c->before;

    *VEC_PUSH(c->out, c->a) = (DiffLine){change, i + 1, from->items[i]};
}

static void narrow(Comparison *c)
{
    c->before_end = c->before.len;
    c->after_end = c->after.len;
    while (c->start < c->before_end && c->start < c->after_end &&
           str_eq(c->before.items[c->start], c->after.items[c->start]))
        c->start++;
    while (c->before_end > c->start && c->after_end > c->start &&
           str_eq(c->before.items[c->before_end - 1],
                  c->after.items[c->after_end - 1])) {
        c->before_end--;
        c->after_end--;
    }
}

/* A row for each line of `before`: how many lines can be kept from there, and
 * from a line of `after`, on. */
static uint32_t *count_common(const Comparison *c, size_t rows, size_t columns)
{
    uint32_t *common = ARENA_ARRAY(c->a, uint32_t, (rows + 1) * (columns + 1));

    for (size_t i = rows; i-- > 0;) {
        uint32_t *row = common + i * (columns + 1);
        const uint32_t *next = row + columns + 1;
        for (size_t j = columns; j-- > 0;) {
            if (str_eq(c->before.items[c->start + i],
                       c->after.items[c->start + j]))
                row[j] = next[j + 1] + 1;
            else
                row[j] = next[j] > row[j + 1] ? next[j] : row[j + 1];
        }
    }
    return common;
}

/* The changed part by that table; without one all of it is exchanged. */
static void put_changes(Comparison *c, const uint32_t *common, size_t rows,
                        size_t columns)
{
    size_t i = 0, j = 0;

    while (common && i < rows && j < columns) {
        const uint32_t *row = common + i * (columns + 1);
        const uint32_t *next = row + columns + 1;
        if (str_eq(c->before.items[c->start + i],
                   c->after.items[c->start + j])) {
            put(c, LINE_SAME, c->start + i++);
            j++;
        } else if (next[j] >= row[j + 1]) {
            put(c, LINE_REMOVED, c->start + i++);
        } else {
            put(c, LINE_ADDED, c->start + j++);
        }
    }
    while (i < rows)
        put(c, LINE_REMOVED, c->start + i++);
    while (j < columns)
        put(c, LINE_ADDED, c->start + j++);
}

void diff_lines(Arena *a, Str before, Str after, Diff *out)
{
    Comparison c = {.a = a, .out = out};

    cut_lines(a, before, &c.before);
    cut_lines(a, after, &c.after);
    narrow(&c);
    size_t rows = c.before_end - c.start, columns = c.after_end - c.start;
    bool few = columns == 0 || rows <= CELLS_MOST / (columns + 1);
    for (size_t i = 0; i < c.start; i++)
        put(&c, LINE_SAME, i);
    put_changes(&c, few ? count_common(&c, rows, columns) : NULL, rows,
                columns);
    for (size_t i = c.before_end; i < c.before.len; i++)
        put(&c, LINE_SAME, i);
}
