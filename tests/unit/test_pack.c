/* test_pack.c - records come back as they were put, or not at all. */
#include "test.h"

#include "build/pack.h"
#include "os/fs.h"

#include <stdlib.h>
#include <unistd.h>

static Str a_file(Arena *a, char *folder)
{
    assert_non_null(mkdtemp(folder));
    return path_join(a, str_of(folder), STR("pages"));
}

typedef struct {
    Arena *arena;
    Str path;
    uint64_t end; /* of what is kept */
    bool anew;
} Packing;

/* Where it then ends. */
static uint64_t put_all(Packing to, const Str *records, PackPlace *places,
                        size_t n)
{
    Pack p;
    uint64_t after;

    pack_open(&p, to.arena, to.path);
    assert_true(pack_begin(&p, to.arena, to.end, to.anew));
    for (size_t i = 0; i < n; i++)
        pack_put(&p, records[i], &places[i]);
    assert_true(pack_finish(&p, &after));
    pack_close(&p);
    return after;
}

static void assert_has(Arena *a, Str path, PackPlace place, Str record)
{
    Pack p;

    pack_open(&p, a, path);
    const char *bytes = pack_get(&p, a, place);
    pack_close(&p);
    if (!record.len) {
        assert_null(bytes);
        return;
    }
    assert_non_null(bytes);
    assert_int_equal((uintptr_t)bytes % 16, 0);
    assert_str("record", ((Str){bytes, place.size}), record);
}

static void records_come_back(void **state)
{
    static const Str records[] = {STR_INIT("one"), STR_INIT("a second one"),
                                  STR_INIT("x")};
    char folder[] = "/tmp/bifolio-pack-XXXXXX";
    Arena a = {0};
    Str path = a_file(&a, folder);
    PackPlace places[COUNT(records)], more;
    uint64_t end;

    (void)state;
    end =
        put_all((Packing){&a, path, 0, true}, records, places, COUNT(records));
    for (size_t i = 0; i < COUNT(records); i++)
        assert_has(&a, path, places[i], records[i]);

    /* Behind them; and in place of what stood behind. */
    put_all((Packing){&a, path, end, false}, &records[1], &more, 1);
    assert_has(&a, path, more, records[1]);
    put_all((Packing){&a, path, end, false}, &records[2], &more, 1);
    for (size_t i = 0; i < COUNT(records); i++)
        assert_has(&a, path, places[i], records[i]);
    assert_has(&a, path, more, records[2]);

    /* Into a file of its own. */
    put_all((Packing){&a, path, end, true}, &records[0], &more, 1);
    assert_has(&a, path, more, records[0]);
    assert_has(&a, path, places[1], (Str){0});
    os_remove_file(path);
    rmdir(folder);
    arena_free(&a);
}

static void damaged_records_are_lost(void **state)
{
    static const Str records[] = {STR_INIT("a record"), STR_INIT("another")};
    char folder[] = "/tmp/bifolio-pack-XXXXXX";
    Arena a = {0};
    Str path = a_file(&a, folder), bytes;
    PackPlace places[COUNT(records)];

    (void)state;
    put_all((Packing){&a, path, 0, true}, records, places, COUNT(records));
    assert_int_equal(os_read_file(&a, path, 1 << 20, &bytes), 0);
    char *changed = arena_cstr(&a, bytes);
    changed[3] ^= 1;
    os_write_file(&a, path, (Str){changed, bytes.len});
    assert_has(&a, path, places[0], (Str){0});
    assert_has(&a, path, places[1], records[1]);
    os_write_file(&a, path, str_take(bytes, bytes.len - 1));
    assert_has(&a, path, places[0], records[0]);
    assert_has(&a, path, places[1], (Str){0});
    assert_has(&a, path, (PackPlace){UINT64_MAX - 8, 32, 0}, (Str){0});
    assert_has(&a, path, (PackPlace){0, UINT64_MAX, 0}, (Str){0});
    os_remove_file(path);
    assert_has(&a, path, places[0], (Str){0});
    rmdir(folder);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_come_back),
        cmocka_unit_test(damaged_records_are_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
