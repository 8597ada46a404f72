/* document.c - see document.h. */
#include "data/document.h"

static bool is_note(const Document *doc, Str id)
{
    for (size_t i = 0; i < doc->notes.len; i++)
        if (str_eq(doc->notes.items[i], id))
            return true;
    return false;
}

static bool is_block(const Document *doc, Str id)
{
    for (size_t i = 0; i < doc->blocks.len; i++)
        if (str_eq(doc->blocks.items[i].id, id))
            return true;
    return false;
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
    for (size_t i = 0; i < doc->headings.len; i++)
        if (str_eq(doc->headings.items[i].id, id))
            return true;
    for (size_t i = 0; i < doc->ids.len; i++)
        if (str_eq(doc->ids.items[i], id))
            return true;
    return is_note(doc, id) || is_block(doc, id);
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
