/* test_freeze.c - what is frozen comes back, and nothing else does. */
#include "test.h"

#include "base/map.h"
#include "base/vec.h"
#include "build/freeze.h"

#include <string.h>

typedef struct {
    Str name;
    int number;
} Inner;

typedef struct {
    int64_t number;
    Str text;
    VEC(Inner) inners;
    VEC(uint32_t) plain;
    Map map;
    Value value;
    Inner inside;
} Outer;

static const Part inner_parts[] = {{PART_STR, offsetof(Inner, name), NULL}};
static const Shape inner_shape = {sizeof(Inner), inner_parts, 1};
static const Shape plain_shape = {sizeof(uint32_t), NULL, 0};
static const Part outer_parts[] = {
    {PART_STR, offsetof(Outer, text), NULL},
    {PART_LIST, offsetof(Outer, inners), &inner_shape},
    {PART_LIST, offsetof(Outer, plain), &plain_shape},
    {PART_MAP, offsetof(Outer, map), NULL},
    {PART_VALUE, offsetof(Outer, value), NULL},
    {PART_INSIDE, offsetof(Outer, inside), &inner_shape},
};
static const Shape outer_shape = {sizeof(Outer), outer_parts,
                                  COUNT(outer_parts)};

static Value sample_value(Arena *a)
{
    Dict *d = dict_new(a);
    List *l = list_new(a, 2);

    list_push(l, a, value_int(7));
    list_push(l, a, value_str(STR("seven")));
    list_push(l, a, value_date(a, (Date){.year = 2026, .month = 2, .day = 3}));
    dict_put_str(d, a, STR("list"), value_list(l));
    dict_put_str(d, a, STR("none"), value_null());
    dict_put(d, a, value_int(1), value_float(0.5));
    dict_put_str(d, a, STR("empty"), value_dict(dict_new(a)));
    return value_dict(d);
}

static Outer sample(Arena *a, bool full)
{
    Outer o = {.number = 42, .text = STR("text")};

    if (!full)
        return (Outer){0};
    for (int i = 0; i < 20; i++) {
        *VEC_PUSH(&o.inners, a) = (Inner){str_printf(a, "inner %d", i), i};
        *VEC_PUSH(&o.plain, a) = (uint32_t)i * 3;
        map_add(&o.map, a, str_printf(a, "key %d", i), a);
    }
    o.value = sample_value(a);
    o.inside = (Inner){STR("inside"), -1};
    return o;
}

/* An aligned copy, as a mapped file would be. */
static char *copy_of(Arena *a, Str frozen)
{
    char *copy = arena_alloc(a, frozen.len + 1, 1);

    memcpy(copy, frozen.ptr, frozen.len);
    return copy;
}

static void same_inner(Inner a, Inner b)
{
    assert_true(str_eq(a.name, b.name));
    assert_int_equal(a.number, b.number);
}

static void same(Arena *a, const Outer *x, const Outer *y)
{
    Reader r = {.arena = a};

    assert_int_equal(x->number, y->number);
    assert_true(str_eq(x->text, y->text));
    assert_int_equal(x->inners.len, y->inners.len);
    for (size_t i = 0; i < x->inners.len; i++) {
        same_inner(x->inners.items[i], y->inners.items[i]);
        assert_int_equal(x->plain.items[i], y->plain.items[i]);
        assert_non_null(map_get(&y->map, x->map.entries[i].key));
    }
    assert_int_equal(x->map.len, y->map.len);
    assert_null(map_get(&y->map, STR("no key")));
    assert_true(value_eq(&r, x->value, y->value));
    assert_true(digest_eq(value_digest(x->value), value_digest(y->value)));
    same_inner(x->inside, y->inside);
}

static void test_round_trip(void **state)
{
    (void)state;
    for (int full = 0; full < 2; full++) {
        Arena before = {0}, after = {0};
        Outer o = sample(&before, full);
        Str frozen = freeze(&before, &outer_shape, &o);
        char *bytes = copy_of(&after, frozen);
        Outer *back = thaw(bytes, frozen.len);

        assert_non_null(back);
        same(&before, &o, back);
        /* What came back can grow as anything else. */
        *VEC_PUSH(&back->inners, &after) = (Inner){STR("one more"), 1};
        assert_true(map_add(&back->map, &after, STR("one more"), &after));
        assert_non_null(map_get(&back->map, STR("one more")));
        arena_free(&before);
        arena_free(&after);
    }
}

static void test_damage(void **state)
{
    Arena a = {0};
    Outer o = sample(&a, true);
    Str frozen = freeze(&a, &outer_shape, &o);

    (void)state;
    for (size_t len = 0; len < frozen.len; len += 7)
        assert_null(thaw(copy_of(&a, frozen), len));
    /* Counts and offsets that lead out of it. */
    for (size_t i = 0; i < 16; i++) {
        char *bytes = copy_of(&a, frozen);
        bytes[i] = (char)0xFF;
        assert_null(thaw(bytes, frozen.len));
    }
    char *bytes = copy_of(&a, frozen);
    memset(bytes + frozen.len - 4, 0xFF, 4);
    assert_null(thaw(bytes, frozen.len));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests_name("freeze", tests, NULL, NULL);
}
