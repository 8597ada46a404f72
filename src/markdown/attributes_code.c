/* attributes_code.c - what attributes say of a block of code, in its braces and
 * in its first lines; see attributes.h. */
#include "markdown/attributes.h"

static bool read_range(Str text, LineRange *out)
{
    StrCut cut = str_cut(text, '-');
    int64_t first, last;

    if (!str_to_int(str_trim(cut.head), &first))
        return false;
    last = first;
    if (cut.found && !str_to_int(str_trim(cut.tail), &last))
        return false;
    if (first < 1 || last < first || last > UINT32_MAX)
        return false;
    *out = (LineRange){(uint32_t)first, (uint32_t)last};
    return true;
}

static bool check_range(const AttributesReader *r, const CodeBlock *code,
                        const Attribute *entry, LineRange range)
{
    if (range.last <= code->lines)
        return true;
    diag_add(r->d, MARKDOWN_LINE_MISSING, r->src, entry->at,
             STRS(str_printf(r->arena, "%u", (unsigned)range.last),
                  str_printf(r->arena, "%zu", code->lines)));
    return false;
}

static bool read_lines(const AttributesReader *r, CodeBlock *code,
                       const Attribute *entry)
{
    StrCut cut = {.tail = entry->value, .found = true};
    bool ok = true;

    while (cut.found) {
        LineRange range;
        cut = str_cut(cut.tail, ',');
        if (!read_range(cut.head, &range)) {
            diag_add(r->d, MARKDOWN_LINES, r->src, entry->at, STRS(cut.head));
            return false;
        }
        ok &= check_range(r, code, entry, range);
        *VEC_PUSH(&code->highlighted, r->arena) = range;
    }
    return ok;
}

static bool read_first_number(const AttributesReader *r, CodeBlock *code,
                              const Attribute *entry)
{
    int64_t first;

    if (!str_to_int(entry->value, &first) || first < 0 || first > 1000000) {
        diag_add(r->d, MARKDOWN_ATTRIBUTE_VALUE, r->src, entry->at,
                 STRS(entry->key, entry->value));
        return false;
    }
    code->first_number = (uint32_t)first;
    return true;
}

static bool read_numbers(const AttributesReader *r, CodeBlock *code,
                         const Attribute *entry)
{
    code->numbered = !str_eq(entry->value, STR("false"));
    return entry->value.len == 0 || str_eq(entry->value, STR("true")) ||
           !code->numbered || read_first_number(r, code, entry);
}

bool attributes_code(const AttributesReader *r, CodeBlock *code)
{
    bool ok = true;

    for (size_t i = 0; i < code->attributes.entries.len; i++) {
        const Attribute *entry = &code->attributes.entries.items[i];
        bool file = str_eq(entry->key, STR("file")) && code->title.len == 0;
        if (file || str_eq(entry->key, STR("title")))
            code->title = entry->value;
        else if (str_eq(entry->key, STR("start")))
            ok &= read_first_number(r, code, entry);
        else if (str_eq(entry->key, STR("hl")))
            ok &= read_lines(r, code, entry);
        else if (str_eq(entry->key, STR("linenos")))
            ok &= read_numbers(r, code, entry);
    }
    return ok;
}

/* ---- in the first lines -------------------------------------------------- */

/* "#| key: value" */
typedef struct {
    Str rest; /* behind the mark */
    Span at;  /* of that */
} OptionLine;

static Str unquoted(Str value)
{
    for (const char *q = "\"'"; *q; q++)
        if (value.len > 1 && value.ptr[0] == *q &&
            value.ptr[value.len - 1] == *q)
            return str_slice(value, 1, value.len - 1);
    return value;
}

/* "a b" are two classes. */
static bool add_classes(const AttributesReader *r, Map *seen, Attribute entry,
                        Attributes *out)
{
    StrCut cut = {.tail = entry.value, .found = true};
    bool ok = true;

    while (cut.found) {
        cut = str_cut(str_trim(cut.tail), ' ');
        entry.value = cut.head;
        if (entry.value.len)
            ok &= attributes_add(r, seen, entry, out);
    }
    return ok;
}

static bool add_option(const AttributesReader *r, Map *seen, OptionLine line,
                       Attributes *out)
{
    StrCut cut = str_cut(line.rest, ':');
    Str key = str_trim(cut.head);
    uint32_t start = line.at.start + (uint32_t)(key.ptr - line.rest.ptr);
    Attribute entry = {.key = key,
                       .value = unquoted(str_trim(cut.tail)),
                       .at = {start, start + (uint32_t)key.len}};
    bool good = cut.found && key.len > 0;

    for (size_t i = 0; i < key.len; i++)
        good &= !ascii_is_space(key.ptr[i]);
    if (!good) {
        diag_add(r->d, MARKDOWN_OPTION_LINE, r->src, line.at,
                 STRS(str_trim(line.rest)));
        return false;
    }
    if (str_eq(key, STR("class")))
        return add_classes(r, seen, entry, out);
    return attributes_add(r, seen, entry, out);
}

bool attributes_options(const AttributesReader *r, CodeBlock *code)
{
    Str comment = r->code && r->code->comment ? r->code->comment(code->language)
                                              : (Str){0};
    Str rest = code->code, line;
    CodeBlock left = *code; /* what follows, to find its first line */
    Map seen = {0};
    uint32_t n = 0;
    bool ok = true;

    for (size_t i = 0; i < code->attributes.entries.len; i++)
        map_add(&seen, r->arena, code->attributes.entries.items[i].key, code);
    while (comment.len && code->fenced && str_next_line(&rest, &line)) {
        if (!str_starts(line, comment) ||
            !str_starts(str_drop(line, comment.len), STR("|")))
            break;
        Span at = code_block_line(&left, r->src, 1);
        left.at.start = at.start;
        at.start += (uint32_t)comment.len + 1;
        ok &= add_option(r, &seen,
                         (OptionLine){str_drop(line, comment.len + 1), at},
                         &code->attributes);
        left.code = rest;
        n++;
    }
    code->code = left.code;
    code->options = n;
    code->lines -= n;
    return ok;
}
