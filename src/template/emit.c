/* emit.c - values become output. */
#include "template/render.h"

#include "base/escape.h"
#include "data/json.h"

bool put(Render *r, Span at, Str s)
{
    if (s.len > r->most_output - (r->out->len - r->start))
        return fault_output(r, at);
    buf_put(r->out, s);
    return true;
}

/* Escaping makes at most six bytes of one. */
static bool put_escaped(Render *r, Span at, Str s)
{
    size_t left = r->most_output - (r->out->len - r->start);

    if (s.len > left)
        return fault_output(r, at);
    if (r->here.escape == ESCAPE_XML)
        escape_xml(r->out, s);
    else if (r->here.escape == ESCAPE_HTML)
        escape_html(r->out, s);
    else
        buf_put(r->out, s);
    return r->out->len - r->start <= r->most_output || fault_output(r, at);
}

/* Lists, dicts and objects: written apart, as what they print may hold what
 * must be escaped. */
static bool put_other(Render *r, Span at, Value v)
{
    Buf b = buf_in(r->arena);

    value_print(&b, &r->reader, v);
    charge(r, b.cap);
    return step(r, at) && put_escaped(r, at, buf_str(&b));
}

static bool put_json(Render *r, Span at, Value v)
{
    Buf b = buf_in(r->arena);

    json_print(&b, &r->reader, v, 0);
    charge(r, b.cap);
    return step(r, at) && put(r, at, buf_str(&b));
}

Value plain_text(Render *r, Value v)
{
    const Object *o = v.as.object;

    if (v.kind != VALUE_OBJECT || !o->type->text)
        return v;
    Value text = o->type->text(&r->reader, o->self);
    if (r->reader.observer && !is_ours(o->type))
        r->reader.observer->read(r->reader.observer, o, value_null(), text);
    return text;
}

bool emit(Render *r, const Expr *e, Value v)
{
    v = plain_text(r, v);
    if (v.kind == VALUE_STR && (v.safe || r->here.escape == ESCAPE_NONE))
        return put(r, e->at, v.as.s);
    if (v.kind == VALUE_UNDEFINED)
        return v.safe || fault_undefined(r, e);
    if (r->here.escape == ESCAPE_JSON)
        return put_json(r, e->at, v);
    if (v.kind == VALUE_STR)
        return put_escaped(r, e->at, v.as.s);
    if (v.kind > VALUE_STR)
        return put_other(r, e->at, v);
    value_print(r->out, &r->reader, v);
    return r->out->len - r->start <= r->most_output || fault_output(r, e->at);
}

Value captured(Render *r, size_t mark)
{
    Str s = str_drop(buf_str(r->out), mark);
    Value v = value_str(str_dup(r->arena, s));

    charge(r, s.len);
    r->out->len = mark;
    v.safe = r->here.escape != ESCAPE_NONE;
    return v;
}
