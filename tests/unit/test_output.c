/* test_output.c - what builds write, and what they remove. */
#define _XOPEN_SOURCE 700 /* mkdtemp, symlink, mkfifo */
#include "test.h"

#include "diags.h"
#include "folder.h"

#include "build/output.h"

static bool put(Output *o, Arena *scratch, Str path, Str bytes, DiagList *d)
{
    OutputFile file = {.path = path, .bytes = bytes};
    OutputStamp now;
    bool good = output_put(o, scratch, &file, d);

    /* What was written is what is there. */
    if (good)
        assert_true(output_stamp(o, scratch, path, &now) &&
                    output_stamp_same(now, file.stamp));
    return good;
}

/* ---- builds -------------------------------------------------------------- */

/* Lines "path = bytes" or "path = bytes @ source"; "path" alone is expected
 * but not written, as where its source has an error.  "!" ends the build as if
 * it had been killed. */
static void build(Arena *a, Str folder, Str files, const Map *kept, DiagList *d)
{
    Output o;
    Str rest = files, line;

    output_open(&o, a, folder);
    while (str_next_line(&rest, &line)) {
        StrCut at = str_cut_text(line, STR(" @ "));
        StrCut file = str_cut_text(at.head, STR(" = "));
        if (!str_eq(line, STR("!")))
            output_expect(&o, folder_field(a, file.head),
                          folder_field(a, at.tail));
    }
    output_begin(&o, d);
    rest = files;
    while (str_next_line(&rest, &line)) {
        Arena scratch = {0};
        StrCut at = str_cut_text(line, STR(" @ "));
        StrCut file = str_cut_text(at.head, STR(" = "));
        if (str_eq(line, STR("!")))
            return;
        if (file.found)
            put(&o, &scratch, folder_field(a, file.head), file.tail, d);
        arena_free(&scratch);
    }
    output_finish(&o, kept, d);
}

/* Names of all files below, each on a line; links as "a -> b".  Not the
 * manifest. */
static Str listing(Arena *a, Str folder)
{
    char *command = arena_cstr(
        a, str_printf(a,
                      "cd " STR_FMT " && find . -mindepth 1 "
                      "! -name .bifolio-manifest "
                      "\\( -type l -printf '%%P -> %%l\\n' "
                      "-o -type d -empty -printf '%%P/\\n' "
                      "-o ! -type d -printf '%%P\\n' \\) | LC_ALL=C sort",
                      STR_ARG(folder)));
    FILE *out = popen(command, "r");
    Str text = {0};

    assert_non_null(out);
    char *room = arena_bytes(a, 65536);
    text = (Str){room, fread(room, 1, 65536, out)};
    pclose(out);
    return text;
}

/* clang-format off */
static const struct {
    const char *name;
    const char *tree;      /* there before */
    const char *builds[3];
    const char *kept;      /* a source with an error in the last build */
    const char *list, *diags;
} rows[] = {
    {"a build", "", {"index.html = x\na/b/c.html = y\n"}, "",
     "a/b/c.html\nindex.html\n", ""},
    {"what is not made any more goes, with its folders", "",
     {"a/b/c.html = x\na/d.html = y\n", "a/d.html = y\n"}, "", "a/d.html\n", ""},
    {"the last of a folder", "", {"a/b/c.html = x\nd = y\n", "d = y\n"}, "", "d\n", ""},
    {"files of others stay", ".gitignore = *\nCNAME\na/b/mine\n",
     {"a/b/c.html = x\n", "d = x\n"}, "", ".gitignore\nCNAME\na/b/mine\nd\n", ""},
    {"empty folders of others stay", "a/empty/\n", {"a/x = x\n", "d = x\n"}, "", "a/empty/\nd\n", ""},
    {"a file of another's is ours once we wrote it", "x = theirs\n",
     {"x = ours\n", "y = ours\n"}, "", "y\n", ""},
    {"a page with an error keeps what it had", "",
     {"a.html = x @ a.md\na/1.png = x @ a.md\nb.html = x @ b.md\n", "c = x\n"}, "a.md",
     "a.html\na/1.png\nc\n", ""},
    {"and again", "",
     {"a.html = x @ a.md\n", "a.html @ a.md\n", "a.html @ a.md\n"}, "a.md", "a.html\n", ""},
    {"what is expected but not written stays", "", {"a = x\n", "a\n"}, "", "a\n", ""},
    {"no source is not kept", "", {"a = x\n", "b = x\n"}, "a.md", "b\n", ""},

    {"a file becomes a folder", "", {"a = x\n", "a/index.html = x\n"}, "", "a/index.html\n", ""},
    {"a folder becomes a file", "", {"a/b/c = x\na/d = x\n", "a = x\n"}, "", "a\n", ""},
    {"a folder with another's file stays", "a/mine\n", {"a/b = x\n", "a = x\n"}, "",
     "a/mine\n", "cannot be written: it is a folder [file-unwritable]"},
    {"another's file stays where a folder should be", "a = mine\n", {"a/b = x\n"}, "",
     "a\n", "cannot be written: a part of the path is not a folder [file-unwritable]"},

    {"a name with a line's end", "b\n", {"a\\nb = x\n", "c = x\n"}, "", "b\nc\n", ""},
    {"a name with a tab", "a\n", {"a\\tb = x\n", "c = x\n"}, "", "a\nc\n", ""},
    {"a name with a percent sign", "", {"a%2Fb = x\n", "c = x\n"}, "", "c\n", ""},
    {"a source with a line's end and a tab", "",
     {"a = x @ s\\n\\tt\n", "c = x\n"}, "s\\n\\tt", "a\nc\n", ""},
    {"a name that is not UTF-8", "", {"a\xff = x\n", "c = x\n"}, "", "c\n", ""},

    {"a folder that is a link is not written through", "../else/x = theirs\na -> ../else\n",
     {"a/x = ours\n"}, "", "a -> ../else\n",
     "is a symbolic link that is broken, loops, or leaves the site [link-leaves-site]"},
    {"nor deeper", "../else/b/x = theirs\na -> ../else\n", {"a/b/x = ours\na/b/y = ours\n"}, "",
     "a -> ../else\n", "is a symbolic link that is broken, loops, or leaves the site [link-leaves-site]"},
    {"a file that is a link is replaced", "../else/x = theirs\nx -> ../else/x\n",
     {"x = theirs\n"}, "", "x\n", ""},
    {"a manifest does not remove through a link",
     "../else/x = theirs\na -> ../else\n.bifolio-manifest = bifolio manifest 1\\na/x\\t\\n\n",
     {"y = x\n"}, "", "a -> ../else\ny\n", ""},
    {"a manifest does not lead out",
     "../else/x = theirs\n.bifolio-manifest = bifolio manifest 1\\n../else/x\\t\\n/etc/x\\t\\na/../../else/x\\t\\n%2e%2e/else/x\\t\\n\n",
     {"y = x\n"}, "", "y\n", ""},
    {"a manifest of another program", ".bifolio-manifest = hello\\nx\\t\\n\nx\n",
     {"y = x\n"}, "", "x\ny\n", ""},
    {"a manifest that is cut off", ".bifolio-manifest = bifolio manifest 1\\nx\nx\nxy\n",
     {"y = x\n"}, "", "x\nxy\ny\n", ""},
    {"a manifest may not name itself", ".bifolio-manifest = bifolio manifest 1\\n.bifolio-manifest\\t\\n\n",
     {"y = x\n"}, "", "y\n", ""},

    {"killed before its first file", "", {"a = x\n", "b = x\n!\n", "c = x\n"}, "", "c\n", ""},
    {"killed behind its first file", "", {"a = x\n", "a = x\nb = x\n!\nc = x\n", "c = x\n"}, "", "c\n", ""},
    {"a first build that is killed", "mine\n", {"a/b = x\n!\n", "c = x\n"}, "", "c\nmine\n", ""},
    {"temporary files of a build that was killed", "mine.tmp\n",
     {"a/b = x\n!\n", NULL, "c/d = x\n"}, "", "c/d\nmine.tmp\n", ""},
};
/* clang-format on */

static void leave_temporary_files(Arena *a, Str folder)
{
    pid_t gone = fork();

    if (gone == 0)
        _exit(0);
    waitpid(gone, NULL, 0);
    folder_fill(a, folder,
                str_printf(a,
                           ".bifolio-%ld-1a.tmp = x\n"
                           "a/.bifolio-%ld-3c.tmp = x\n",
                           (long)gone, (long)gone));
}

static void test_rows(void **state)
{
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Str site = folder_new(&a), folder = path_join(&a, site, STR("public"));
        Map kept = {0}, none = {0};
        size_t last = rows[i].builds[2] ? 2 : rows[i].builds[1] ? 1 : 0;

        assert_int_equal(os_make_folders(folder), 0);
        folder_fill(&a, folder, str_of(rows[i].tree));
        if (*rows[i].kept)
            map_add(&kept, &a, folder_field(&a, str_of(rows[i].kept)), &kept);
        for (size_t k = 0; k <= last; k++) {
            if (rows[i].builds[k])
                build(&a, folder, str_of(rows[i].builds[k]), k ? &kept : &none,
                      &d);
            else
                leave_temporary_files(&a, folder);
        }
        failed +=
            !same_str(rows[i].name, listing(&a, folder), str_of(rows[i].list));
        failed +=
            !same_str(rows[i].name, diags_text(&a, &d), str_of(rows[i].diags));
        folder_remove(site);
        arena_free(&a);
    }
    assert_int_equal(failed, 0);
}

/* What stands beside the output folder is as it was. */
static void test_nothing_outside(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena a = {0};
        DiagList d = {.arena = &a};
        Str site = folder_new(&a), folder = path_join(&a, site, STR("public"));
        Map none = {0};
        Str text;

        assert_int_equal(os_make_folders(folder), 0);
        folder_fill(&a, site, STR("else/x = theirs\n"));
        folder_fill(&a, folder, str_of(rows[i].tree));
        for (size_t k = 0; k < 3; k++)
            if (rows[i].builds[k])
                build(&a, folder, str_of(rows[i].builds[k]), &none, &d);
        assert_int_equal(os_read_file(&a, path_join(&a, site, STR("else/x")),
                                      99, &text),
                         0);
        assert_str(rows[i].name, text, STR("theirs"));
        os_remove_file(path_join(&a, site, STR("else/x")));
        os_remove_folder(path_join(&a, site, STR("else/b")));
        folder_remove(folder);
        FileList left = {0};
        os_walk(&a, site, site, &left);
        for (size_t k = 0; k < left.len; k++)
            if (!str_starts(left.items[k].path, STR("else")))
                fail_msg("%s: " STR_FMT, rows[i].name,
                         STR_ARG(left.items[k].path));
        folder_remove(site);
        arena_free(&a);
    }
}

/* Another build is at work: what it writes is not ours to remove. */
static void test_temporaries_of_the_living(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Str folder = folder_new(&a);
    Str name = str_printf(&a, "a/.bifolio-%ld-1a.tmp", (long)getpid());
    Map none = {0};
    FileInfo info;

    (void)state;
    build(&a, folder, STR("b = x\n!\n"), &none, &d);
    assert_int_equal(os_write_file(&a, path_join(&a, folder, name), STR("x")),
                     0);
    build(&a, folder, STR("b = x\n"), &none, &d);
    assert_int_equal(os_stat(path_join(&a, folder, name), &info), 0);
    folder_remove(folder);
    arena_free(&a);
}

static void test_counts(void **state)
{
    Arena a = {0}, scratch = {0};
    DiagList d = {.arena = &a};
    Str folder = folder_new(&a);
    Map none = {0};
    Output o;

    (void)state;
    build(&a, folder, STR("a = x\nb = y\nc = z\n"), &none, &d);
    output_open(&o, &a, folder);
    output_expect(&o, STR("a"), STR(""));
    output_expect(&o, STR("b"), STR(""));
    output_begin(&o, &d);
    assert_true(put(&o, &scratch, STR("a"), STR("x"), &d));
    assert_true(put(&o, &scratch, STR("b"), STR("Y"), &d));
    assert_true(output_finish(&o, &none, &d));
    assert_int_equal(o.unchanged, 1);
    assert_int_equal(o.written, 1);
    assert_int_equal(o.removed, 1);
    folder_remove(folder);
    arena_free(&scratch);
    arena_free(&a);
}

/* The same files: the same manifest, which is then not written. */
static void test_manifest_is_stable(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Str folder = folder_new(&a), one, two;
    Str manifest = path_join(&a, folder, STR(".bifolio-manifest"));
    Map none = {0};
    FileInfo before, after;

    (void)state;
    build(&a, folder, STR("b = x @ s\na/c = y\na.b = z\n"), &none, &d);
    assert_int_equal(os_read_file(&a, manifest, 9999, &one), 0);
    assert_int_equal(os_stat(manifest, &before), 0);
    build(&a, folder, STR("a.b = z\na/c = y\nb = x @ s\n"), &none, &d);
    assert_int_equal(os_read_file(&a, manifest, 9999, &two), 0);
    assert_int_equal(os_stat(manifest, &after), 0);
    assert_str("manifest", two, one);
    assert_true(before.modified == after.modified);
    folder_remove(folder);
    arena_free(&a);
}

static void test_clean(void **state)
{
    Arena a = {0};
    DiagList d = {.arena = &a};
    Str folder = folder_new(&a);
    Map none = {0};
    Output o;

    (void)state;
    folder_fill(&a, folder, STR(".gitignore = *\na/mine = x\n"));
    build(&a, folder, STR("a/b/c = x\nd = y\n"), &none, &d);
    output_open(&o, &a, folder);
    output_clean(&o);
    assert_str("clean", listing(&a, folder), STR(".gitignore\na/mine\n"));
    folder_remove(folder);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_nothing_outside),
        cmocka_unit_test(test_temporaries_of_the_living),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_manifest_is_stable),
        cmocka_unit_test(test_clean),
    };
    return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
