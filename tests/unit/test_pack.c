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

static void put_all(Arena *a, Str path, uint64_t end, bool anew,
                    const Str *records, PackPlace *places, size_t n,
                    uint64_t *after)
{
    Pack p;

    pack_open(&p, a, path);
    assert_true(pack_begin(&p, a, end, anew));
    for (size_t i = 0; i < n; i++)
        pack_put(&p, records[i], &places[i]);
    assert_true(pack_finish(&p, after));
    pack_close(&p);
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
    uint64_t end, after;

    (void)state;
    put_all(&a, path, 0, true, records, places, COUNT(records), &end);
    for (size_t i = 0; i < COUNT(records); i++)
        assert_has(&a, path, places[i], records[i]);

    /* Behind them; and in place of what stood behind. */
    put_all(&a, path, end, false, &records[1], &more, 1, &after);
    assert_has(&a, path, more, records[1]);
    put_all(&a, path, end, false, &records[2], &more, 1, &after);
    for (size_t i = 0; i < COUNT(records); i++)
        assert_has(&a, path, places[i], records[i]);
    assert_has(&a, path, more, records[2]);

    /* Into a file of its own. */
    put_all(&a, path, end, true, &records[0], &more, 1, &after);
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
    uint64_t end;

    (void)state;
    put_all(&a, path, 0, true, records, places, COUNT(records), &end);
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
