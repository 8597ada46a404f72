/* shapes.c - where the pointers are in what is frozen. */
#include "build/state.h"

#define SHAPE(type, parts)                                                     \
    {                                                                          \
        sizeof(type), parts, COUNT(parts)                                      \
    }
#define PLAIN(type)                                                            \
    {                                                                          \
        sizeof(type), NULL, 0                                                  \
    }
#define TEXT(type, member)                                                     \
    {                                                                          \
        PART_STR, offsetof(type, member), NULL                                 \
    }
#define LIST(type, member, shape)                                              \
    {                                                                          \
        PART_LIST, offsetof(type, member), &(shape)                            \
    }
#define VALUE(type, member)                                                    \
    {                                                                          \
        PART_VALUE, offsetof(type, member), NULL                               \
    }
#define INSIDE(type, member, shape)                                            \
    {                                                                          \
        PART_INSIDE, offsetof(type, member), &(shape)                          \
    }

static const Part str_parts[] = {{PART_STR, 0, NULL}};
static const Shape str_shape = SHAPE(Str, str_parts);
static const Shape size_shape = PLAIN(size_t);
static const Shape word_shape = PLAIN(uint64_t);

/* ---- what was said */

static const Part note_parts[] = {LIST(SaidNote, args, str_shape)};
static const Shape note_shape = SHAPE(SaidNote, note_parts);

static const Part diag_parts[] = {INSIDE(SaidDiag, note, note_shape),
                                  LIST(SaidDiag, notes, note_shape)};
static const Shape diag_shape = SHAPE(SaidDiag, diag_parts);

static const Part file_parts[] = {TEXT(Source, path), TEXT(Source, text)};
static const Shape file_shape = SHAPE(Source, file_parts);

static const Part said_parts[] = {LIST(Said, diags, diag_shape),
                                  LIST(Said, sources, file_shape)};
static const Shape said_shape = SHAPE(Said, said_parts);

/* ---- the tree */

static const Part source_parts[] = {TEXT(SourceRow, path)};
static const Shape source_shape = SHAPE(SourceRow, source_parts);

static const Part sources_parts[] = {LIST(Sources, rows, source_shape)};
static const Shape sources_shape = SHAPE(Sources, sources_parts);

static const Part output_parts[] = {TEXT(OutputRow, path)};
static const Shape output_shape = SHAPE(OutputRow, output_parts);

static const Part name_parts[] = {TEXT(NameRow, name)};
static const Shape name_shape = SHAPE(NameRow, name_parts);

static const Part tree_parts[] = {
    INSIDE(CachedTree, sources, sources_shape),
    TEXT(CachedTree, lexers),
    TEXT(CachedTree, engines),
    TEXT(CachedTree, folder),
    LIST(CachedTree, inputs, name_shape),
    LIST(CachedTree, outputs, output_shape),
    LIST(CachedTree, pages, size_shape),
    INSIDE(CachedTree, said, said_shape),
};
const Shape cached_tree_shape = SHAPE(CachedTree, tree_parts);

/* ---- the site */

static const Shape thing_shape = PLAIN(ThingRow);
static const Shape read_shape = PLAIN(ReadRow);

static const Part why_parts[] = {TEXT(Why, what), TEXT(Why, question),
                                 TEXT(Why, from), TEXT(Why, to)};
static const Shape why_shape = SHAPE(Why, why_parts);

static const Part route_parts[] = {TEXT(RouteRow, output),
                                   INSIDE(RouteRow, why, why_shape)};
static const Shape route_shape = SHAPE(RouteRow, route_parts);

static const Part run_parts[] = {TEXT(RunRow, name), TEXT(RunRow, text)};
static const Shape run_shape = SHAPE(RunRow, run_parts);

static const Part asked_parts[] = {
    LIST(Asked, things, thing_shape), LIST(Asked, digests, word_shape),
    LIST(Asked, names, name_shape),   LIST(Asked, masks, word_shape),
    LIST(Asked, reads, read_shape),
};
static const Shape asked_shape = SHAPE(Asked, asked_parts);

static const Part row_parts[] = {TEXT(PageRow, path)};
static const Shape row_shape = SHAPE(PageRow, row_parts);

static const Part site_parts[] = {
    INSIDE(CachedSite, routes_asked, asked_shape),
    INSIDE(CachedSite, bodies_asked, asked_shape),
    LIST(CachedSite, routes, route_shape),
    LIST(CachedSite, assets, output_shape),
    LIST(CachedSite, runs, run_shape),
    LIST(CachedSite, pages, row_shape),
};
const Shape cached_site_shape = SHAPE(CachedSite, site_parts);

/* ---- a page
 *
 * These structs are of other rooms.  Where one has another size it has another
 * member: give that a row here if it holds a pointer, then its size. */

#define HAS_SIZE(type, size)                                                   \
    _Static_assert(sizeof(void *) != 8 || sizeof(type) == (size),              \
                   "a member of " #type " more or less: see above")

HAS_SIZE(FrontMatter, 392);
HAS_SIZE(Document, 232);
HAS_SIZE(Heading, 64);
HAS_SIZE(Link, 40);
HAS_SIZE(CodeBlock, 216);
HAS_SIZE(Attributes, 96);
HAS_SIZE(Attribute, 40);
HAS_SIZE(Shortcode, 64);
HAS_SIZE(Block, 32);
HAS_SIZE(CodeHtml, 128);

static const Part front_text_parts[] = {TEXT(FrontText, text)};
static const Shape front_text_shape = SHAPE(FrontText, front_text_parts);

static const Part front_parts[] = {
    TEXT(FrontMatter, title),
    TEXT(FrontMatter, slug),
    TEXT(FrontMatter, description),
    TEXT(FrontMatter, author),
    TEXT(FrontMatter, layout),
    TEXT(FrontMatter, key),
    TEXT(FrontMatter, translates),
    LIST(FrontMatter, tags, front_text_shape),
    LIST(FrontMatter, aliases, front_text_shape),
    INSIDE(FrontMatter, series, front_text_shape),
    VALUE(FrontMatter, params),
};
static const Shape front_shape = SHAPE(FrontMatter, front_parts);

static const Part heading_parts[] = {TEXT(Heading, id), TEXT(Heading, text),
                                     TEXT(Heading, html)};
static const Shape heading_shape = SHAPE(Heading, heading_parts);

static const Part link_parts[] = {TEXT(Link, target)};
static const Shape link_shape = SHAPE(Link, link_parts);

static const Part attribute_parts[] = {TEXT(Attribute, key),
                                       TEXT(Attribute, value)};
static const Shape attribute_shape = SHAPE(Attribute, attribute_parts);
static const Shape span_shape = PLAIN(Span);
static const Part attributes_parts[] = {
    TEXT(Attributes, id),
    LIST(Attributes, classes, str_shape),
    LIST(Attributes, classes_at, span_shape),
    LIST(Attributes, entries, attribute_shape),
};
static const Shape attributes_shape = SHAPE(Attributes, attributes_parts);

static const Shape range_shape = PLAIN(LineRange);
static const Part block_of_code_parts[] = {
    TEXT(CodeBlock, language),
    TEXT(CodeBlock, info),
    TEXT(CodeBlock, code),
    TEXT(CodeBlock, title),
    LIST(CodeBlock, highlighted, range_shape),
    INSIDE(CodeBlock, attributes, attributes_shape),
};
static const Shape block_of_code_shape = SHAPE(CodeBlock, block_of_code_parts);

static const Part shortcode_parts[] = {TEXT(Shortcode, name),
                                       VALUE(Shortcode, args)};
static const Shape shortcode_shape = SHAPE(Shortcode, shortcode_parts);

static const Part block_parts[] = {TEXT(Block, id)};
static const Shape block_shape = SHAPE(Block, block_parts);

static const Part doc_parts[] = {
    LIST(Document, headings, heading_shape),
    LIST(Document, links, link_shape),
    LIST(Document, code, block_of_code_shape),
    LIST(Document, shortcodes, shortcode_shape),
    LIST(Document, blocks, block_shape),
    LIST(Document, notes, str_shape),
    LIST(Document, ids, str_shape),
    {PART_MAP, offsetof(Document, anchors), NULL},
};
static const Shape doc_shape = SHAPE(Document, doc_parts);

static const Part head_parts[] = {
    INSIDE(PageHead, fm, front_shape),
    INSIDE(PageHead, doc, doc_shape),
    TEXT(PageHead, summary),
    TEXT(PageHead, summary_text),
};
const Shape page_head_shape = SHAPE(PageHead, head_parts);

static const Part html_parts[] = {
    TEXT(CodeHtml, inside), TEXT(CodeHtml, whole), TEXT(CodeHtml, classes),
    TEXT(CodeHtml, label),  TEXT(CodeHtml, data),  TEXT(CodeHtml, footer),
    TEXT(CodeHtml, before), TEXT(CodeHtml, after),
};
static const Shape html_shape = SHAPE(CodeHtml, html_parts);
static const Part use_parts[] = {TEXT(Use, kind), TEXT(Use, name)};
static const Shape use_shape = SHAPE(Use, use_parts);
static const Part entry_parts[] = {INSIDE(CodeEntry, html, html_shape),
                                   LIST(CodeEntry, uses, use_shape)};
static const Shape entry_shape = SHAPE(CodeEntry, entry_parts);

static const Part rest_parts[] = {TEXT(PageRest, html),
                                  LIST(PageRest, calls, str_shape),
                                  LIST(PageRest, code, entry_shape)};
const Shape page_rest_shape = SHAPE(PageRest, rest_parts);
