#include "runner/accept.h"

#include <stdlib.h>

/* A fenced block, as it stands in the source. */
typedef struct {
    Str first;    /* the line of the opening fence, its end included */
    Str inside;   /* the lines between */
    Str prefix;   /* of the closing fence: indentation, "> " */
    char sign;    /* '`' or '~' */
    size_t fence; /* how many of them */
} Fence;

static size_t line_start(Str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(Str text, size_t at)
{
    size_t n = str_find(str_drop(text, at), '\n');

    return n == SIZE_MAX ? text.len : at + n + 1;
}

static size_t run_of(Str s, char c)
{
    size_t n = 0;

    while (n < s.len && s.ptr[n] == c)
        n++;
    return n;
}

/* Where the fence of a line begins; its length if there is none. */
static size_t fence_at(Str line, char sign)
{
    size_t n = 0;

    while (n < line.len && run_of(str_drop(line, n), sign) < 3)
        n++;
    return n;
}

static bool read_fence(const Snippet *s, Fence *f)
{
    Str text = s->src->text;
    size_t start = line_start(text, s->code->at.start);
    size_t body = line_end(text, start);
    size_t last = line_start(text, s->code->at.end ? s->code->at.end - 1 : 0);

    f->first = str_slice(text, start, body);
    size_t back = fence_at(f->first, '`'), tilde = fence_at(f->first, '~');
    f->sign = back < tilde ? '`' : '~';
    size_t at = back < tilde ? back : tilde;
    f->fence = run_of(str_drop(f->first, at), f->sign);
    if (last < body || !f->fence)
        return false; /* indented, or not closed */
    f->inside = str_slice(text, body, last);
    Str closing = str_slice(text, last, line_end(text, last));
    f->prefix = str_take(closing, fence_at(closing, f->sign));
    return f->prefix.len < closing.len;
}

/* The longest fence that a line of the text could be taken for. */
static size_t longest_run(Str text, char sign)
{
    size_t longest = 0;

    for (size_t i = 0; i < text.len; i++) {
        size_t n = run_of(str_drop(text, i), sign);
        longest = n > longest ? n : longest;
        i += n;
    }
    return longest;
}

static void put_lines(Buf *b, Str prefix, Str text)
{
    Str line;

    while (str_next_line(&text, &line)) {
        Str before = prefix;
        while (!line.len && str_ends(before, STR(" ")))
            before.len--;
        buf_put(b, before);
        buf_put(b, line);
        buf_put_char(b, '\n');
    }
}

static void put_fence(Buf *b, const Fence *f, size_t n, const char *info)
{
    buf_put(b, f->prefix);
    for (size_t i = 0; i < n; i++)
        buf_put_char(b, f->sign);
    buf_printf(b, "%s\n", info);
}

static void add(Arena *a, Edits *out, const Source *src, Str old, Str text)
{
    uint32_t start = (uint32_t)(old.ptr - src->text.ptr);

    *VEC_PUSH(out, a) = (Edit){src, {start, start + (uint32_t)old.len}, text};
}

static void insert(Arena *a, Edits *out, const Source *src, const char *at,
                   Str text)
{
    add(a, out, src, (Str){at, 0}, text);
}

/* Longer fences where the old ones would end within the text. */
static void widen(Arena *a, const Snippet *s, const Fence *f, size_t n,
                  Edits *out)
{
    const char *end = f->inside.ptr + f->inside.len;
    Buf b = buf_in(a);

    if (n <= f->fence)
        return;
    for (size_t i = f->fence; i < n; i++)
        buf_put_char(&b, f->sign);
    insert(a, out, s->src, f->first.ptr + fence_at(f->first, f->sign),
           buf_str(&b));
    insert(a, out, s->src, end + f->prefix.len, buf_str(&b));
}

/* Lines of attributes at the top of a block are not its code. */
static Str without_attributes(const Snippet *s, Str inside)
{
    Str rest = inside, line;
    size_t lines = 0, code = s->code->lines;

    while (str_next_line(&rest, &line))
        lines++;
    rest = inside;
    while (lines-- > code)
        str_next_line(&rest, &line);
    return rest;
}

static void replace_block(Arena *a, const Snippet *s, Str got, Edits *out)
{
    Fence f = {0};
    Buf b = buf_in(a);

    if (!read_fence(s, &f))
        return;
    put_lines(&b, f.prefix, got);
    widen(a, s, &f, longest_run(got, f.sign) + 1, out);
    add(a, out, s->src, without_attributes(s, f.inside), buf_str(&b));
}

static void new_block(Arena *a, const Snippet *s, Str got, Edits *out)
{
    Fence f = {0};
    Buf b = buf_in(a);
    Str text = s->src->text;

    if (!read_fence(s, &f))
        return;
    size_t end =
        line_end(text, (size_t)(f.inside.ptr + f.inside.len - text.ptr));
    size_t n = longest_run(got, f.sign) + 1;
    if (n < 3)
        n = 3;
    if (end > 0 && text.ptr[end - 1] != '\n')
        buf_put_char(&b, '\n');
    put_fence(&b, &f, n, "output");
    put_lines(&b, f.prefix, got);
    put_fence(&b, &f, n, "");
    insert(a, out, s->src, text.ptr + end, buf_str(&b));
}

void accept_edit(Arena *a, const Snippet *s, Str got, Edits *out)
{
    if (s->transcript)
        replace_block(a, s, got, out);
    else if (s->expected)
        replace_block(a, s->expected, got, out);
    else
        new_block(a, s, got, out);
}

static int by_place(const void *a, const void *b)
{
    const Edit *x = a, *y = b;

    return x->at.start < y->at.start ? -1 : x->at.start > y->at.start;
}

Str accept_apply(Arena *a, const Source *src, const Edits *edits)
{
    Edits own = {0};
    Buf b = buf_in(a);
    size_t at = 0;

    for (size_t i = 0; i < edits->len; i++)
        if (edits->items[i].src == src)
            *VEC_PUSH(&own, a) = edits->items[i];
    if (own.len)
        qsort(own.items, own.len, sizeof *own.items, by_place);
    for (size_t i = 0; i < own.len; i++) {
        buf_put(&b, str_slice(src->text, at, own.items[i].at.start));
        buf_put(&b, own.items[i].text);
        at = own.items[i].at.end;
    }
    buf_put(&b, str_drop(src->text, at));
    return buf_str(&b);
}
