/* summary.c - the beginning of a text, and the text without its marks.
 */
#include "base/text.h"
#include "base/utf8.h"
#include "markdown/convert.h"
#include "markdown/html.h"

#include <string.h>

enum { DEFAULT_WORDS = 70 };

typedef struct {
    Arena *a, *scratch;
    const MarkdownDoc *doc;
    MarkdownRender render;
    NodeList blocks; /* copies of those chosen */
    size_t words, limit;
    bool truncated;
} Summary;

static MdNode *copy_of(Summary *s, const MdNode *n)
{
    MdNode *copy = ARENA_NEW(s->scratch, MdNode);

    *copy = *n;
    copy->next = NULL;
    return copy;
}

/* ---- where a sentence ends ----------------------------------------------- */

static bool ends_sentence(uint32_t rune)
{
    return rune == '.' || rune == '!' || rune == '?' || rune == 0x2026;
}

/* Closing quotes and brackets belong to the sentence they close. */
static size_t behind_closers(Str text, size_t at)
{
    while (at < text.len) {
        size_t next = at;
        uint32_t rune = utf8_next(text, &next);
        if (!strchr(")]\"'", rune < 0x80 ? (int)rune : ')') ||
            (rune >= 0x80 && rune != 0xbb && rune != 0x201d && rune != 0x2019))
            break;
        at = next;
    }
    return at;
}

/* True if a new sentence may begin at `at`: "e.g. this" goes on. */
static bool begins_sentence(Str text, size_t at)
{
    size_t next = at;

    while (next < text.len && ascii_is_space(text.ptr[next]))
        next++;
    if (next == text.len)
        return true;
    return next > at && !rune_is_lower(utf8_next(text, &next));
}

/* The first end of a sentence in `text` at which there are enough words, or 0;
 * `words` is how many there were before it. */
static size_t sentence_end(const Summary *s, Str text, size_t words)
{
    size_t from = 0;

    for (size_t at = 0; at < text.len;) {
        if (!ends_sentence(utf8_next(text, &at)))
            continue;
        size_t end = behind_closers(text, at);
        if (!begins_sentence(text, end))
            continue;
        words += text_count_words(str_slice(text, from, end), false);
        if (words >= s->limit)
            return end;
        from = end;
    }
    return 0;
}

/* ---- choosing ------------------------------------------------------------ */

static size_t words_of(Summary *s, const MdNode *n)
{
    MdNode one = *n;
    Buf text = buf_in(s->scratch);

    one.next = NULL;
    put_plain(&text, &one);
    return text_count_words(buf_str(&text), false);
}

/* Takes of a paragraph what ends with the sentence that reaches the limit: cuts
 * are made in plain text only, not within emphasis or a link. */
static void take_sentences(Summary *s, const MdNode *paragraph)
{
    MdNode *copy = copy_of(s, paragraph);
    NodeList list = {0};

    for (const MdNode *n = paragraph->first; n; n = n->next) {
        MdNode *child = copy_of(s, n);
        size_t end =
            n->kind == MD_TEXT ? sentence_end(s, n->text, s->words) : 0;
        list_add(&list, child);
        s->words += words_of(s, n);
        if (end) {
            bool rest = str_trim(str_drop(n->text, end)).len || n->next;
            child->text = str_take(n->text, end);
            s->truncated |= rest;
            break;
        }
    }
    copy->first = list.first;
    list_add(&s->blocks, copy);
}

/* What shows nothing does not make a summary incomplete. */
static bool shows(const MdNode *n)
{
    for (; n; n = n->next)
        if (n->kind != MD_MORE &&
            !(n->kind == MD_HTML_BLOCK && html_is_comment(n->text)))
            return true;
    return false;
}

static void choose_automatic(Summary *s)
{
    const MdNode *n = s->doc->blocks;

    for (; n && s->words < s->limit; n = n->next) {
        if (n->kind == MD_PARAGRAPH)
            take_sentences(s, n);
        else if (s->blocks.first && shows(n))
            break;
        else if (n->kind != MD_MORE)
            s->truncated |= n->block != 0;
    }
    s->truncated |= shows(n);
}

static void choose_before_more(Summary *s)
{
    const MdNode *n = s->doc->blocks;

    for (; n && n->kind != MD_MORE; n = n->next) {
        list_add(&s->blocks, copy_of(s, n));
        if (n->more) {
            n = n->next;
            break;
        }
    }
    s->truncated = shows(n);
}

/* ---- writing ------------------------------------------------------------- */

static void put_block_text(Buf *out, const MdNode *first)
{
    for (const MdNode *n = first; n; n = n->next) {
        if (n->kind == MD_TEXT || n->kind == MD_CODE_BLOCK ||
            n->kind == MD_HTML_BLOCK)
            continue;
        if (n->kind == MD_FIGURE) {
            buf_put(out, n->text);
        } else if (md_is_leaf_block(n)) {
            put_plain(out, n->first);
        } else {
            put_block_text(out, n->first);
            continue;
        }
        buf_put_char(out, '\n');
    }
}

/* Paragraphs, quotations and lists: a description has no headings. */
static void put_prose(Buf *out, const MdNode *first)
{
    for (const MdNode *n = first; n; n = n->next) {
        MdNode one = *n;
        one.next = NULL;
        if (n->kind == MD_PARAGRAPH || n->kind == MD_QUOTE ||
            n->kind == MD_LIST)
            put_block_text(out, &one);
    }
}

MarkdownSummary markdown_summary(Arena *a, Arena *scratch,
                                 const MarkdownDoc *doc,
                                 const MarkdownRender *r, size_t words)
{
    ArenaMark mark = arena_mark(scratch);
    Summary s = {.a = a, .scratch = scratch, .doc = doc};
    MarkdownDoc part = *doc;
    MarkdownSummary out;

    s.limit = words ? words : DEFAULT_WORDS;
    s.render = r ? *r : (MarkdownRender){0};
    s.render.bare = true;
    if (doc->facts.has_more)
        choose_before_more(&s);
    else
        choose_automatic(&s);
    part.blocks = s.blocks.first;
    part.notes = NULL;

    Buf html = buf_in(a);
    markdown_render(&html, scratch, &part, &s.render);
    out.html = buf_take(&html);
    Buf text = buf_in(scratch);
    put_prose(&text, s.blocks.first);
    out.text = text_squeeze(a, buf_str(&text));
    out.truncated = s.truncated;
    arena_rewind(scratch, mark);
    return out;
}

Str markdown_text(Arena *a, const MarkdownDoc *doc)
{
    Buf out = buf_in(a);

    put_block_text(&out, doc->blocks);
    put_block_text(&out, doc->notes);
    return buf_take(&out);
}
