#include "serve/policy.h"

#include "base/buf.h"

typedef struct {
    Str name, sources;
} Directive;

static Directive next_directive(Str *rest)
{
    StrCut cut = str_cut(*rest, ';');
    Str text = str_trim(cut.head);
    size_t end = 0;

    *rest = cut.tail;
    while (end < text.len && !ascii_is_space(text.ptr[end]))
        end++;
    return (Directive){str_take(text, end), str_trim(str_drop(text, end))};
}

static bool allows_us(Str sources)
{
    while (sources.len) {
        StrCut cut = str_cut(sources, ' ');
        Str one = str_trim(cut.head);
        if (str_eq_nocase(one, STR("'self'")) || str_eq(one, STR("*")))
            return true;
        sources = cut.tail;
    }
    return false;
}

static void put_directive(Buf *b, Str name, Str sources)
{
    buf_put(b, b->len ? STR("; ") : STR(""));
    buf_put(b, name);
    if (sources.len) {
        buf_put_char(b, ' ');
        buf_put(b, sources);
    }
}

static void put_with_us(Buf *b, Str name, Str sources)
{
    bool none = !sources.len || str_eq_nocase(sources, STR("'none'"));

    put_directive(b, name, none ? STR("'self'") : sources);
    if (!none && !allows_us(sources))
        BUF_LIT(b, " 'self'");
}

/* One policy; a header may hold several, all of which apply. */
static void put_policy(Buf *out, Arena *a, Str policy)
{
    static const Str needed[] = {STR_INIT("script-src"),
                                 STR_INIT("connect-src")};
    bool seen[COUNT(needed)] = {0};
    Str fallback = {0};
    bool falls_back = false;
    Buf b = buf_in(a);

    while (policy.len) {
        Directive d = next_directive(&policy);
        bool ours = false;
        if (!d.name.len ||
            str_eq_nocase(d.name, STR("upgrade-insecure-requests")))
            continue;
        for (size_t i = 0; i < COUNT(needed); i++) {
            bool elements =
                i == 0 && str_eq_nocase(d.name, STR("script-src-elem"));
            if (!elements && !str_eq_nocase(d.name, needed[i]))
                continue;
            seen[i] |= !elements;
            ours = true;
        }
        if (str_eq_nocase(d.name, STR("default-src"))) {
            falls_back = true;
            fallback = d.sources;
        }
        if (ours)
            put_with_us(&b, d.name, d.sources);
        else
            put_directive(&b, d.name, d.sources);
    }
    for (size_t i = 0; i < COUNT(needed) && falls_back; i++)
        if (!seen[i] && !allows_us(fallback))
            put_with_us(&b, needed[i], fallback);
    buf_put(out, buf_str(&b));
}

Str policy_for_serving(Arena *a, Str policy)
{
    Arena scratch = {0};
    Buf b = buf_in(a);

    while (policy.len) {
        StrCut cut = str_cut(policy, ',');
        buf_put(&b, b.len ? STR(", ") : STR(""));
        put_policy(&b, &scratch, cut.head);
        policy = cut.tail;
    }
    arena_free(&scratch);
    return buf_str(&b);
}
