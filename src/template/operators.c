/* operators.c - arithmetic and comparison, by Python's meaning.
 *
 * Integers are of 64 bits: what leaves them is an error, not another number.
 */
#include "template/render.h"

#include "template/args.h"
#include "template/format.h"
#include "template/lexer.h"

#include "base/escape.h"

#include <math.h>
#include <string.h>

typedef struct {
    Render *r;
    const Expr *e;
    Value a, b;
} Pair;

static Str op_text(uint8_t op, char one[1])
{
    switch (op) {
    case OP_FLOOR:
        return STR("//");
    case OP_POW:
        return STR("**");
    case OP_LE:
        return STR("<=");
    case OP_GE:
        return STR(">=");
    case OP_IN:
    case OP_NOT_IN:
        return STR("in");
    default:
        one[0] = (char)op;
        return (Str){one, 1};
    }
}

static bool wrong_operands(const Pair *p, uint8_t op)
{
    char one[1];

    return fault(p->r, p->e->at, TEMPLATE_OPERANDS,
                 STRS(op_text(op, one), value_kind_name(p->a),
                      value_kind_name(p->b)));
}

static bool too_large(Render *r, const Expr *e)
{
    return fault(r, e->at, TEMPLATE_TOO_LARGE,
                 STRS(span_text(r->here.tpl->src, e->at)));
}

/* ------------------------------------------------------------ numbers */

static bool is_whole(Value v)
{
    return v.kind == VALUE_INT || v.kind == VALUE_BOOL;
}

static int64_t as_int(Value v)
{
    return v.kind == VALUE_INT ? v.as.i : v.as.b;
}

static bool answer_int(const Pair *p, bool overflow, int64_t i, Value *out)
{
    *out = value_int(i);
    return !overflow || too_large(p->r, p->e);
}

static bool answer_float(double f, Value *out)
{
    *out = value_float(f);
    return true;
}

/* Towards minus infinity, with a remainder that has the divisor's sign. */
static bool divide_ints(const Pair *p, bool want_rest, Value *out)
{
    int64_t a = as_int(p->a), b = as_int(p->b);

    if (b == 0)
        return fault(p->r, p->e->at, TEMPLATE_ZERO, NO_STRS);
    if (b == -1) {
        int64_t minus;
        bool overflow = __builtin_sub_overflow(0, a, &minus);
        return want_rest ? answer_int(p, false, 0, out)
                         : answer_int(p, overflow, minus, out);
    }
    int64_t quotient = a / b, rest = a % b;
    if (rest && (rest < 0) != (b < 0)) {
        quotient--;
        rest += b;
    }
    return answer_int(p, false, want_rest ? rest : quotient, out);
}

static bool divide_floats(const Pair *p, bool want_rest, Value *out)
{
    double a = as_double(p->a), b = as_double(p->b);

    if (b == 0)
        return fault(p->r, p->e->at, TEMPLATE_ZERO, NO_STRS);
    double rest = fmod(a, b);
    double quotient = (a - rest) / b;
    if (rest != 0 && (rest < 0) != (b < 0)) {
        rest += b;
        quotient -= 1;
    }
    if (rest == 0)
        rest = copysign(0.0, b);
    double whole = quotient != 0 ? floor(quotient) : copysign(0.0, a / b);
    if (quotient - whole > 0.5)
        whole += 1;
    return answer_float(want_rest ? rest : whole, out);
}

static bool whole_division(const Pair *p, bool want_rest, Value *out)
{
    if (is_whole(p->a) && is_whole(p->b))
        return divide_ints(p, want_rest, out);
    if (is_number(p->a) && is_number(p->b))
        return divide_floats(p, want_rest, out);
    return wrong_operands(p, p->e->op);
}

static bool true_division(const Pair *p, Value *out)
{
    if (!is_number(p->a) || !is_number(p->b))
        return wrong_operands(p, '/');
    double b = as_double(p->b);
    if (b == 0)
        return fault(p->r, p->e->at, TEMPLATE_ZERO, NO_STRS);
    return answer_float(as_double(p->a) / b, out);
}

static bool power_ints(const Pair *p, Value *out)
{
    int64_t base = as_int(p->a), result = 1;

    for (int64_t n = as_int(p->b); n > 0; n >>= 1) {
        if ((n & 1) && __builtin_mul_overflow(result, base, &result))
            return too_large(p->r, p->e);
        if (n > 1 && __builtin_mul_overflow(base, base, &base))
            return too_large(p->r, p->e);
    }
    return answer_int(p, false, result, out);
}

static bool power(const Pair *p, Value *out)
{
    if (!is_number(p->a) || !is_number(p->b))
        return wrong_operands(p, OP_POW);
    if (is_whole(p->a) && is_whole(p->b) && as_int(p->b) >= 0)
        return power_ints(p, out);
    double a = as_double(p->a), b = as_double(p->b);
    if (a == 0 && b < 0)
        return fault(p->r, p->e->at, TEMPLATE_ZERO, NO_STRS);
    double f = pow(a, b);
    if (isinf(f) && !isinf(a) && !isinf(b))
        return too_large(p->r, p->e);
    /* Python would go on with a complex number. */
    if (isnan(f) && !isnan(a) && !isnan(b))
        return wrong_operands(p, OP_POW);
    return answer_float(f, out);
}

static bool number_op(const Pair *p, uint8_t op, Value *out)
{
    bool over;
    int64_t i = 0;

    if (!is_number(p->a) || !is_number(p->b))
        return wrong_operands(p, op);
    double a = as_double(p->a), b = as_double(p->b);
    if (!is_whole(p->a) || !is_whole(p->b))
        return answer_float(op == '+' ? a + b : op == '-' ? a - b : a * b, out);
    int64_t x = as_int(p->a), y = as_int(p->b);
    if (op == '+')
        over = __builtin_add_overflow(x, y, &i);
    else if (op == '-')
        over = __builtin_sub_overflow(x, y, &i);
    else
        over = __builtin_mul_overflow(x, y, &i);
    return answer_int(p, over, i, out);
}

/* ------------------------------------------------------------ sequences */

/* Text that meets safe text is escaped, as Markup does. */
static Str beside_safe(Render *r, Value v)
{
    Buf b = buf_in(r->arena);

    if (v.safe)
        return v.as.s;
    escape_html(&b, v.as.s);
    return buf_take(&b);
}

static bool join_texts(const Pair *p, Value *out)
{
    Render *r = p->r;
    bool safe = p->a.safe || p->b.safe;
    Str a = safe ? beside_safe(r, p->a) : p->a.as.s;
    Str b = safe ? beside_safe(r, p->b) : p->b.as.s;

    if (!afford(r, p->e->at, a.len + b.len))
        return false;
    char *text = arena_bytes(r->arena, a.len + b.len);
    if (a.len)
        memcpy(text, a.ptr, a.len);
    if (b.len)
        memcpy(text + a.len, b.ptr, b.len);
    *out = value_str((Str){text, a.len + b.len});
    out->safe = safe;
    return true;
}

static bool join_lists(const Pair *p, Value *out)
{
    const List *a = p->a.as.list, *b = p->b.as.list;

    if (a->tuple != b->tuple)
        return wrong_operands(p, '+');
    if (!afford(p->r, p->e->at, (a->len + b->len) * sizeof(Value)))
        return false;
    List *l = list_new(p->r->arena, a->len + b->len);
    l->tuple = a->tuple;
    l->fresh = true;
    for (size_t i = 0; i < a->len; i++)
        l->items[l->len++] = a->items[i];
    for (size_t i = 0; i < b->len; i++)
        l->items[l->len++] = b->items[i];
    *out = value_list(l);
    return true;
}

static bool add(const Pair *p, Value *out)
{
    if (p->a.kind == VALUE_STR && p->b.kind == VALUE_STR)
        return join_texts(p, out);
    if (p->a.kind == VALUE_LIST && p->b.kind == VALUE_LIST)
        return join_lists(p, out);
    return number_op(p, '+', out);
}

static bool repeat_text(const Pair *p, Value text, size_t n, Value *out)
{
    Str s = text.as.s;

    if (s.len == 0 || n == 0) {
        *out = text;
        out->as.s = STR("");
        return true;
    }
    if (n > SIZE_MAX / s.len || !afford(p->r, p->e->at, n * s.len))
        return afford(p->r, p->e->at, SIZE_MAX);
    char *all = arena_bytes(p->r->arena, n * s.len);
    for (size_t i = 0; i < n; i++)
        memcpy(all + i * s.len, s.ptr, s.len);
    *out = text;
    out->as.s = (Str){all, n * s.len};
    return true;
}

static bool repeat_list(const Pair *p, const List *of, size_t n, Value *out)
{
    size_t size = of->len * sizeof(Value);

    if (size && n > SIZE_MAX / size)
        return afford(p->r, p->e->at, SIZE_MAX);
    if (!afford(p->r, p->e->at, n * size + sizeof(List)))
        return false;
    List *l = list_new(p->r->arena, n * of->len);
    l->tuple = of->tuple;
    l->fresh = true;
    for (size_t i = 0; i < n * of->len; i++)
        l->items[i] = of->items[i % of->len];
    l->len = n * of->len;
    *out = value_list(l);
    return true;
}

static bool multiply(const Pair *p, Value *out)
{
    Value of = is_whole(p->a) ? p->b : p->a;
    Value by = is_whole(p->a) ? p->a : p->b;

    if (is_number(of) || !is_whole(by) ||
        (of.kind != VALUE_STR && of.kind != VALUE_LIST))
        return number_op(p, '*', out);
    size_t n = as_int(by) > 0 ? (size_t)as_int(by) : 0;
    return of.kind == VALUE_STR ? repeat_text(p, of, n, out)
                                : repeat_list(p, of.as.list, n, out);
}

static bool modulo(const Pair *p, Value *out)
{
    Render *r = p->r;
    Buf b = buf_in(r->arena);
    FormatFault why;

    if (p->a.kind != VALUE_STR)
        return whole_division(p, true, out);
    bool ok = (p->a.safe ? text_percent_safe
                         : text_percent)(&b, &r->reader, p->a.as.s, p->b, &why);
    if (!ok)
        return fault(r, p->e->at, why.code, STRS(why.place));
    *out = value_str(buf_str(&b));
    out->safe = p->a.safe;
    return afford(r, p->e->at, b.len);
}

/* ------------------------------------------------------------ ~ */

/* Of a ~ b ~ c, which is (a ~ b) ~ c, all of the parts: each is copied once.
 * They are evaluated from left to right. */
static bool concat_parts(Render *r, const Expr *e, List *parts)
{
    Value v;

    if (e->kind != EXPR_BINARY || e->op != '~') {
        if (!eval_defined(r, e, &v))
            return false;
        list_push(parts, r->arena, plain_text(r, v));
        return true;
    }
    if (!deeper(r, e->at))
        return false;
    bool good = concat_parts(r, e->a, parts) && concat_parts(r, e->b, parts);
    r->depth--;
    return good;
}

static bool is_safe(Value v)
{
    return v.kind == VALUE_STR && v.safe;
}

static void put_part(Render *r, Buf *b, Value v, bool escape)
{
    Buf one = buf_in(r->arena);

    if (!escape || is_safe(v)) {
        value_print(b, &r->reader, v);
    } else if (v.kind == VALUE_STR) {
        escape_html(b, v.as.s);
    } else {
        value_print(&one, &r->reader, v);
        escape_html(b, buf_str(&one));
    }
}

/* With escaping on, a safe part makes the others safe too. */
static bool concat(Render *r, const Expr *e, Value *out)
{
    List parts = {0};
    Buf b = buf_in(r->arena);
    bool safe = false;
    size_t size = 0;

    if (!concat_parts(r, e, &parts))
        return false;
    for (size_t i = 0; i < parts.len; i++) {
        safe |= is_safe(parts.items[i]);
        size += parts.items[i].kind == VALUE_STR ? parts.items[i].as.s.len : 0;
    }
    safe &= r->here.escape == ESCAPE_HTML || r->here.escape == ESCAPE_XML;
    if (!afford(r, e->at, size))
        return false;
    buf_room(&b, size);
    for (size_t i = 0; i < parts.len; i++)
        put_part(r, &b, parts.items[i], safe);
    charge(r, b.cap - size);
    *out = value_str(buf_str(&b));
    out->safe = safe;
    return r->steps > 0 || step(r, e->at);
}

bool eval_binary(Render *r, const Expr *e, Value *out)
{
    Pair p = {.r = r, .e = e};

    if (e->op == '~')
        return concat(r, e, out);
    if (!eval_defined(r, e->a, &p.a) || !eval_defined(r, e->b, &p.b))
        return false;
    switch (e->op) {
    case '+':
        return add(&p, out);
    case '-':
        return number_op(&p, '-', out);
    case '*':
        return multiply(&p, out);
    case '/':
        return true_division(&p, out);
    case OP_FLOOR:
        return whole_division(&p, false, out);
    case '%':
        return modulo(&p, out);
    default:
        return power(&p, out);
    }
}

bool eval_unary(Render *r, const Expr *e, Value *out)
{
    Str op = e->op == '-' ? STR("-") : STR("+");
    Value v;

    if (!eval_defined(r, e->a, &v))
        return false;
    if (!is_number(v))
        return fault(r, e->at, TEMPLATE_OPERAND, STRS(op, value_kind_name(v)));
    if (v.kind == VALUE_FLOAT)
        return answer_float(e->op == '-' ? -v.as.f : v.as.f, out);
    if (e->op == '-' && as_int(v) == INT64_MIN)
        return too_large(r, e);
    *out = value_int(e->op == '-' ? -as_int(v) : as_int(v));
    return true;
}

/* ------------------------------------------------------------ comparison */

bool contains(Render *r, Value in, Value what, bool *known)
{
    Value ignored;

    *known = true;
    if (in.kind == VALUE_STR && what.kind == VALUE_STR)
        return str_find_text(in.as.s, what.as.s) != SIZE_MAX;
    if (in.kind == VALUE_DICT)
        return value_hashable(what) && dict_get(in.as.dict, what);
    if (is_mapping(in))
        return value_get(&r->reader, in, what, &ignored);
    size_t n = in.kind == VALUE_STR ? SIZE_MAX : value_len(&r->reader, in);
    *known = n != SIZE_MAX;
    for (size_t i = 0; *known && i < n; i++)
        if (value_eq(&r->reader, value_at(&r->reader, in, i), what))
            return true;
    return false;
}

static bool in(const Pair *p, bool *out)
{
    bool known;

    *out = contains(p->r, p->b, p->a, &known);
    if (!known)
        return wrong_operands(p, OP_IN);
    return p->r->steps > 0 || step(p->r, p->e->at);
}

static bool ordered(const Pair *p, uint8_t op, bool *out)
{
    int order;

    if (!value_cmp(&p->r->reader, p->a, p->b, &order))
        return p->r->steps == 0
                   ? step(p->r, p->e->at)
                   : fault(p->r, p->e->at, TEMPLATE_NO_ORDER,
                           STRS(value_kind_name(p->a), value_kind_name(p->b)));
    /* 2: not a number is in it, which is neither less nor more. */
    switch (op) {
    case '<':
        *out = order < 0;
        break;
    case '>':
        *out = order > 0 && order != 2;
        break;
    case OP_LE:
        *out = order <= 0;
        break;
    default:
        *out = order >= 0 && order != 2;
        break;
    }
    return true;
}

static bool compare(const Pair *p, uint8_t op, bool *out)
{
    switch (op) {
    case OP_EQ:
    case OP_NE:
        *out = value_eq(&p->r->reader, p->a, p->b) == (op == OP_EQ);
        return p->r->steps > 0 || step(p->r, p->e->at);
    case OP_IN:
    case OP_NOT_IN:
        if (!in(p, out))
            return false;
        *out ^= op == OP_NOT_IN;
        return true;
    default:
        return ordered(p, op, out);
    }
}

/* a < b < c is a < b and b < c, with each evaluated once and no further than
 * needed. */
bool eval_compare(Render *r, const Expr *e, Value *out)
{
    Pair p = {.r = r, .e = e};
    bool truth = true;

    if (!eval_defined(r, e->a, &p.a))
        return false;
    for (size_t i = 0; truth && i < e->nlinks; i++) {
        if (!eval_defined(r, e->links[i].to, &p.b) ||
            !compare(&p, e->links[i].op, &truth))
            return false;
        p.a = p.b;
    }
    *out = value_bool(truth);
    return true;
}
