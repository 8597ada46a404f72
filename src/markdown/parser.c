/* parser.c - see parser.h.
 *
 * While it parses inlines, cmark-gfm sets the special characters of the
 * attached extensions in tables that all threads share, and clears them after.
 * A thread that is still at work then no longer sees "~" or "www.", and its
 * document silently comes out wrong.  So:
 *
 *   autolink        its characters are set once and for good, and taken from
 *                   the extension, so that nobody clears them;
 *   strikethrough   cannot be treated so (its delimiter needs the extension).
 *                   It is attached only to texts that can hold a strike, and
 *                   those take turns at the one step that reads the tables.
 */
#include "markdown/parser.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <string.h>
#include <threads.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/lsan_interface.h>
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

/* Protects cmark's table entries for '~'. */
static mtx_t strike_lock;

/* Where cmark's allocator, which is told nothing, finds its memory. */
static _Thread_local Arena *memory;

/* Before each allocation stands its size, for realloc.  The zero bytes above
 * it also stop cmark's search for "mailto:" before the start of a text, which
 * does not look where it begins. */
enum { HEADER = 16 };

static void *mem_calloc(size_t count, size_t size)
{
    size_t n = count * size;
    char *p = arena_alloc(memory, 1, HEADER + n);

    memcpy(p, &n, sizeof n);
    return p + HEADER;
}

/* cmark grows nothing but text, so what comes back need not be aligned. */
static void *mem_realloc(void *old, size_t size)
{
    if (!old)
        return mem_calloc(1, size);

    size_t had;
    char *p = (char *)old - HEADER;
    memcpy(&had, p, sizeof had);
    if (size <= had)
        return old;
    p = arena_grow(memory, p, HEADER + had, HEADER + size);
    memcpy(p, &size, sizeof size);
    return p + HEADER;
}

static void mem_free(void *p)
{
    (void)p;
}

static void attach(cmark_parser *parser, const char *name)
{
    cmark_parser_attach_syntax_extension(parser,
                                         cmark_find_syntax_extension(name));
}

static void register_extensions(void)
{
#ifdef __SANITIZE_ADDRESS__
    /* Once taken from the extension, its list of characters is lost. */
    __lsan_disable();
#endif
    cmark_gfm_core_extensions_ensure_registered();
#ifdef __SANITIZE_ADDRESS__
    __lsan_enable();
#endif
}

static void prepare_cmark(void)
{
    register_extensions();
    mtx_init(&strike_lock, mtx_plain);

    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    attach(parser, "autolink");
    cmark_manage_extensions_special_characters(parser, 1);
    cmark_parser_free(parser);
    cmark_syntax_extension_set_special_inline_chars(cmark_find_syntax_extension(
                                                        "autolink"),
                                                    NULL);
}

void parser_init(void)
{
    static once_flag once = ONCE_FLAG_INIT;

    call_once(&once, prepare_cmark);
}

/* A strike needs two runs of one or two tildes.  Most texts have none, or one
 * in a path; ~~~ only fences code. */
static bool may_strike(Str text)
{
    size_t runs = 0;

    while (runs < 2) {
        size_t at = str_find(text, '~');
        if (at == SIZE_MAX)
            return false;
        text = str_drop(text, at);
        size_t n = 1;
        while (n < text.len && text.ptr[n] == '~')
            n++;
        runs += n <= 2;
        text = str_drop(text, n);
    }
    return true;
}

static cmark_node *finish(cmark_parser *parser, bool strikes)
{
    if (!strikes)
        return cmark_parser_finish(parser);
    mtx_lock(&strike_lock);
    cmark_node *root = cmark_parser_finish(parser);
    mtx_unlock(&strike_lock);
    return root;
}

cmark_node *parser_run(Arena *scratch, Str text)
{
    static cmark_mem mem = {mem_calloc, mem_realloc, mem_free};
    static const char *const extensions[] = {"table", "autolink", "tasklist"};

    memory = scratch;
    cmark_parser *parser =
        cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE, &mem);
    for (size_t i = 0; i < COUNT(extensions); i++)
        attach(parser, extensions[i]);
    bool strikes = may_strike(text);
    if (strikes)
        attach(parser, "strikethrough");
    cmark_parser_feed(parser, text.ptr, text.len);
    /* The parser and the tree go when the scratch arena is rewound. */
    return finish(parser, strikes);
}

void parser_done(void)
{
    memory = NULL;
}
