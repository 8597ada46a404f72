/* parity.c - editions of a text show the same code.
 *
 * Line by line, but for comments, and in lines that `vary` names for what
 * stands in quotes. */
#include "snippet/steps.h"

/* ---- a line without what may differ -------------------------------------- */

typedef struct {
    Str comment;  /* of one line; "" */
    bool blocks;  /* there are comments between slash and star, too */
    bool strings; /* what stands in quotes is left out */
    bool *comment_open;
} Stripping;

static bool begins_comment(const Stripping *how, Str line, size_t at)
{
    if (how->comment.len == 0 || !str_starts(str_drop(line, at), how->comment))
        return false;
    /* "a#b" is one word in a shell. */
    return !str_eq(how->comment, STR("#")) || at == 0 ||
           ascii_is_space(line.ptr[at - 1]);
}

static size_t block_end(Str line, size_t at)
{
    size_t n = str_find_text(str_drop(line, at), STR("*/"));

    return n == SIZE_MAX ? SIZE_MAX : at + n + 2;
}

static void put_stripped(Buf *out, const Stripping *how, Str line)
{
    char quote = 0;
    size_t i = 0;

    while (i < line.len) {
        char c = line.ptr[i];
        if (*how->comment_open) {
            i = block_end(line, i);
            *how->comment_open = i == SIZE_MAX;
        } else if (quote) {
            if (!how->strings || c == quote)
                buf_put_char(out, c);
            if (c == '\\' && i + 1 < line.len && !how->strings)
                buf_put_char(out, line.ptr[i + 1]);
            i += 1 + (c == '\\');
            if (c == quote)
                quote = 0;
        } else if (begins_comment(how, line, i)) {
            break;
        } else if (how->blocks && str_starts(str_drop(line, i), STR("/*"))) {
            *how->comment_open = true;
            i += 2;
        } else {
            if (c == '"' || c == '\'' || c == '`')
                quote = c;
            buf_put_char(out, c);
            i++;
        }
    }
    while (out->len && ascii_is_space(out->ptr[out->len - 1]))
        out->len--;
}

/* ---- two editions of one snippet ----------------------------------------- */

static bool varies(const Snippet *s, size_t line)
{
    for (size_t i = 0; i < s->vary.len; i++)
        if (s->vary.items[i].first <= line && line <= s->vary.items[i].last)
            return true;
    return false;
}

/* Commands of a transcript are a shell's; what they answer is compared as it
 * is. */
static Str comment_in(const Snippet *s, Str line)
{
    if (!s->transcript)
        return s->language->comment;
    return str_starts(line, STR("$ ")) || str_starts(line, STR("> "))
               ? STR("#")
               : (Str){0};
}

static void differ(Steps *st, const Snippet *s, const Snippet *other, size_t n)
{
    Diag *diag = diag_add(st->d, SNIPPET_PARITY, s->src,
                          code_block_line(s->code, s->src, n), STRS(s->id));

    diag_note(st->d, diag, SNIPPET_OTHER, other->src,
              code_block_line(other->code, other->src, n), NO_STRS);
    st->ok = false;
}

static Str stripped(Arena *a, const Snippet *s, Str line, bool strings,
                    bool *open)
{
    Stripping how = {
        .comment = comment_in(s, line),
        .blocks = str_eq(s->language->comment, STR("//")) ||
                  str_eq(s->language->name, STR("css")),
        .strings = strings,
        .comment_open = open,
    };
    Buf b = buf_in(a);

    put_stripped(&b, &how, line);
    return buf_str(&b);
}

/* The first line that differs is told. */
static void compare_code(Steps *st, const Snippet *s, const Snippet *other)
{
    Str rest = s->code->code, rest2 = other->code->code, line, line2;
    bool open = false, open2 = false;

    if (str_eq(rest, rest2))
        return;
    for (size_t n = 1;; n++) {
        bool more = str_next_line(&rest, &line);
        bool more2 = str_next_line(&rest2, &line2);
        if (!more && !more2)
            return;
        ArenaMark mark = arena_mark(st->a);
        bool strings = varies(s, n) || varies(other, n);
        bool same = more && more2 &&
                    str_eq(stripped(st->a, s, line, strings, &open),
                           stripped(st->a, other, line2, strings, &open2));
        arena_rewind(st->a, mark);
        if (same)
            continue;
        differ(st, s, other, n);
        return;
    }
}

static void compare(Steps *st, const Snippet *s, const Snippet *other)
{
    if (!digest_eq(snippet_options_digest(s), snippet_options_digest(other)))
        snippet_complain(st, SNIPPET_PARITY_OPTIONS, s, other, STRS(s->id));
    else
        compare_code(st, s, other);
}

/* ---- all ----------------------------------------------------------------- */

static bool takes_part(const SnippetPage *page)
{
    return page->doc && page->good && !page->draft;
}

/* Is what `from` shows in `to` too? */
static void look_for(Steps *st, const SnippetPage *from, const SnippetPage *to)
{
    for (size_t i = 0; i < from->doc->code.len; i++) {
        const Snippet *s = &from->snippets[i];
        if (s->id.len == 0 || snippet_by_id(st->set, s->id, s->lang) != s)
            continue;
        const Snippet *other = snippet_by_id(st->set, s->id, to->lang);
        if (!other)
            snippet_complain(st, SNIPPET_PARITY_MISSING, s, NULL,
                             STRS(s->id, st->parts->languages[to->lang]));
        else if (s->lang < other->lang)
            compare(st, other, s);
    }
}

void assemble_parity(Steps *st)
{
    Map first = {0}; /* key -> the first edition */

    for (size_t p = 0; p < st->parts->npages; p++) {
        SnippetPage *page = &st->parts->pages[p];
        if (!takes_part(page) || map_add(&first, st->a, page->key, page))
            continue;
        const SnippetPage *other = map_get(&first, page->key);
        look_for(st, other, page);
        look_for(st, page, other);
    }
}
