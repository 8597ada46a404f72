/* document.c - see document.h. */
#include "data/document.h"

/* True for `letter` and a number from 1 to `n`: these ids are only counted. */
static bool is_counted(Str id, char letter, size_t n)
{
    int64_t number;

    return id.len > 1 && id.ptr[0] == letter && id.ptr[1] != '0' &&
           str_to_int(str_drop(id, 1), &number) && number > 0 &&
           (uint64_t)number <= n;
}

size_t document_anchors(Arena *a, const Document *doc, const Str **out)
{
    size_t n = doc->headings.len + doc->ids.len;
    Str *all = ARENA_ARRAY(a, Str, n);

    for (size_t i = 0; i < doc->headings.len; i++)
        all[i] = doc->headings.items[i].id;
    for (size_t i = 0; i < doc->ids.len; i++)
        all[doc->headings.len + i] = doc->ids.items[i];
    *out = all;
    return n;
}

bool document_has_anchor(const Document *doc, Str id)
{
    return map_get(&doc->anchors, id) != NULL ||
           is_counted(id, 'n', doc->notes.len) ||
           is_counted(id, 'b', doc->blocks.len);
}

Span code_block_line(const CodeBlock *code, const Source *src, size_t n)
{
    size_t before = code->fenced + code->options + n - 1;
    Str inside = code->code, own = {0}, line;
    Str rest = str_drop(src->text, code->at.start);

    for (size_t i = 1; i <= n; i++)
        if (!str_next_line(&inside, &own))
            return code->at;
    for (size_t i = 0; i <= before; i++)
        if (!str_next_line(&rest, &line))
            return code->at;
    uint32_t end = (uint32_t)(line.ptr + line.len - src->text.ptr);
    if (str_ends(line, own))
        return (Span){end - (uint32_t)own.len, end};
    return (Span){end - (uint32_t)line.len, end}; /* a tab was widened */
}

bool code_block_highlights(const CodeBlock *code, size_t n)
{
    for (size_t i = 0; i < code->highlighted.len; i++) {
        LineRange r = code->highlighted.items[i];
        if (r.first <= n && n <= r.last)
            return true;
    }
    return false;
}

bool attributes_get(const Attributes *attributes, Str key, Str *value)
{
    for (size_t i = 0; i < attributes->entries.len; i++) {
        if (!str_eq(attributes->entries.items[i].key, key))
            continue;
        *value = attributes->entries.items[i].value;
        return true;
    }
    return false;
}
