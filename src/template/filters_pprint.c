/* filters_pprint.c - pprint: a value as Python's pprint writes it, in lines of
 * at most 80 letters, keys in order.
 */
#include "template/filters.h"
#include "template/python.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <stdlib.h>

enum { LINE_WIDTH = 80, PPRINT_DEEPEST = 60 };

typedef struct {
    TemplateCall *call;
    Reader *reader;
    Buf *out;
} Pprint;

/* Where a value is to be written: how far in, and how much of its last line
 * is needed for what closes those around it. */
typedef struct {
    size_t indent, allowance;
    int level;
} Spot;

/* ------------------------------------------------------- keys in order */

static int by_key(const void *a, const void *b)
{
    const DictEntry *x = a, *y = b;
    Reader nobody = {0};
    int order;

    if (value_cmp(&nobody, x->key, y->key, &order))
        return order;
    return str_cmp(value_kind_name(x->key), value_kind_name(y->key));
}

/* A copy whose dicts are in order.  False after errors. */
static bool in_order(TemplateCall *call, Value v, int depth, Value *out);

static bool list_in_order(TemplateCall *call, const List *l, int depth,
                          Value *out)
{
    List *copy = new_list(call, l->len);
    Value item;

    for (size_t i = 0; copy && i < l->len; i++) {
        if (!in_order(call, l->items[i], depth + 1, &item))
            return false;
        list_push(copy, call_arena(call), item);
    }
    if (copy)
        copy->tuple = l->tuple;
    return answer_list(out, copy);
}

static bool dict_in_order(TemplateCall *call, const Dict *d, int depth,
                          Value *out)
{
    Dict *copy = dict_new(call_arena(call));
    Value item;

    if (!template_charge(call, d->len * sizeof(DictEntry)))
        return false;
    for (size_t i = 0; i < d->len; i++) {
        if (!in_order(call, d->entries[i].value, depth + 1, &item))
            return false;
        dict_put(copy, call_arena(call), d->entries[i].key, item);
    }
    /* Only walked from now on, so its slots need not follow. */
    if (copy->len)
        qsort(copy->entries, copy->len, sizeof *copy->entries, by_key);
    *out = value_dict(copy);
    return true;
}

static bool in_order(TemplateCall *call, Value v, int depth, Value *out)
{
    enum { COST = 200 }; /* the same list may be met many times over */

    *out = v;
    if (depth >= PPRINT_DEEPEST ||
        (v.kind != VALUE_LIST && v.kind != VALUE_DICT))
        return true;
    if (!template_charge(call, COST))
        return false;
    if (v.kind == VALUE_LIST)
        return list_in_order(call, v.as.list, depth, out);
    return dict_in_order(call, v.as.dict, depth, out);
}

/* ------------------------------------------------------------- layout */

static Str repr_of(Pprint *p, Value v)
{
    Buf b = buf_in(p->reader->arena);

    value_repr(&b, p->reader, v);
    return buf_take(&b);
}

static void new_line(Pprint *p, size_t indent)
{
    buf_put_char(p->out, '\n');
    while (indent-- > 0)
        buf_put_char(p->out, ' ');
}

static size_t room(size_t indent, size_t allowance)
{
    size_t taken = indent + allowance;

    return taken < LINE_WIDTH ? LINE_WIDTH - taken : 0;
}

static bool put(Pprint *p, Value v, Spot at);

static bool put_items(Pprint *p, const List *l, Spot at)
{
    Str end = !l->tuple ? STR("]") : l->len == 1 ? STR(",)") : STR(")");
    Spot inner = {at.indent + 1, 1, at.level};

    buf_put_char(p->out, l->tuple ? '(' : '[');
    for (size_t i = 0; i < l->len; i++) {
        if (i) {
            buf_put_char(p->out, ',');
            new_line(p, inner.indent);
        }
        if (i + 1 == l->len)
            inner.allowance = at.allowance + end.len;
        if (!put(p, l->items[i], inner))
            return false;
    }
    buf_put(p->out, end);
    return true;
}

static bool put_entries(Pprint *p, const Dict *d, Spot at)
{
    size_t indent = at.indent + 1;

    buf_put_char(p->out, '{');
    for (size_t i = 0; i < d->len; i++) {
        Str key = repr_of(p, d->entries[i].key);
        bool last = i + 1 == d->len;
        if (i) {
            buf_put_char(p->out, ',');
            new_line(p, indent);
        }
        buf_put(p->out, key);
        BUF_LIT(p->out, ": ");
        Spot inner = {indent + utf8_count(key) + 2, last ? at.allowance + 1 : 1,
                      at.level};
        if (!put(p, d->entries[i].value, inner))
            return false;
    }
    buf_put_char(p->out, '}');
    return true;
}

/* ---------------------------------------------------------- long text */

typedef VEC(Str) Pieces;

/* Takes letters, then the space behind them, off `line`. */
static Str take_word(Str *line)
{
    bool space = false;
    size_t end = 0;

    for (size_t i = 0; i < line->len; end = i) {
        bool blank = python_space(utf8_next(*line, &i));
        if (space && !blank)
            break;
        space = blank;
    }
    Str word = str_take(*line, end);
    *line = str_drop(*line, end);
    return word;
}

static size_t repr_len(Pprint *p, Str s)
{
    return utf8_count(repr_of(p, value_str(s)));
}

/* A line in pieces that fit.  `last`: what room its last piece has less. */
static void cut_line(Pprint *p, Str line, size_t most, size_t last, Pieces *out)
{
    Arena *a = p->reader->arena;
    Str piece = str_take(line, 0);

    while (line.len) {
        Str word = take_word(&line);
        Str longer = {piece.len ? piece.ptr : word.ptr, piece.len + word.len};
        size_t fits = line.len || most < last ? most : most - last;
        if (repr_len(p, longer) <= fits) {
            piece = longer;
            continue;
        }
        if (piece.len)
            *VEC_PUSH(out, a) = piece;
        piece = word;
    }
    if (piece.len)
        *VEC_PUSH(out, a) = piece;
}

/* A line with its end. */
static bool next_line(Str *rest, Str *line)
{
    const char *start = rest->ptr;

    if (!python_next_line(rest, line))
        return false;
    if (rest->ptr)
        *line = (Str){start, (size_t)(rest->ptr - start)};
    return true;
}

static bool put_text(Pprint *p, Str s, Spot at)
{
    Pieces pieces = {0};
    bool outermost = at.level == 1;
    size_t indent = at.indent + outermost, last = at.allowance + outermost;
    size_t most = room(indent, 0);
    Str rest = s, line;

    while (next_line(&rest, &line)) {
        size_t less = rest.len ? 0 : last;
        if (!template_charge(p->call, line.len))
            return false;
        if (repr_len(p, line) + less <= most)
            *VEC_PUSH(&pieces, p->reader->arena) = line;
        else
            cut_line(p, line, most, less, &pieces);
    }
    if (pieces.len > 1 && outermost)
        buf_put_char(p->out, '(');
    for (size_t i = 0; i < pieces.len; i++) {
        if (i)
            new_line(p, indent);
        value_repr(p->out, p->reader, value_str(pieces.items[i]));
    }
    if (pieces.len > 1 && outermost)
        buf_put_char(p->out, ')');
    return true;
}

static bool put(Pprint *p, Value v, Spot at)
{
    Str whole = repr_of(p, v);

    at.level++;
    if (!template_charge(p->call, whole.len))
        return false;
    if (utf8_count(whole) > room(at.indent, at.allowance) &&
        at.level < PPRINT_DEEPEST) {
        if (v.kind == VALUE_LIST)
            return put_items(p, v.as.list, at);
        if (v.kind == VALUE_DICT)
            return put_entries(p, v.as.dict, at);
        if (v.kind == VALUE_STR && v.as.s.len)
            return put_text(p, v.as.s, at);
    }
    buf_put(p->out, whole);
    return true;
}

bool filter_pprint(TemplateCall *call, Value *result)
{
    Buf b = buf_in(call_arena(call));
    Pprint p = {call, template_reader(call), &b};
    Value v;

    return in_order(call, template_arg(call, 0), 0, &v) &&
           put(&p, v, (Spot){0}) &&
           answer_text(call, result, buf_str(&b), false);
}
