/* pages.c - the pages that authors wrote, paired and put into sections. */
#include "site/assemble.h"

#include "base/text.h"

static PageStatus status_of(const FrontMatter *fm, int64_t now)
{
    Date from = fm->publish.year ? fm->publish : fm->date;

    if (fm->draft)
        return STATUS_DRAFT;
    if (from.year && date_seconds(from) > now)
        return STATUS_FUTURE;
    if (fm->expires.year && date_seconds(fm->expires) <= now)
        return STATUS_EXPIRED;
    return STATUS_PUBLISHED;
}

static bool wanted(const Config *config, PageStatus status)
{
    switch (status) {
    case STATUS_PUBLISHED:
        return true;
    case STATUS_DRAFT:
        return config->drafts;
    case STATUS_FUTURE:
        return config->future;
    case STATUS_EXPIRED:
        return config->expired;
    }
    return false;
}

Group *assemble_group(Assembly *as)
{
    Group *g = ARENA_NEW(as->arena, Group);

    g->in = ARENA_ARRAY(as->arena, Page *, as->site->nlanguages);
    return g;
}

static void add_page(Assembly *as, Page *p)
{
    p->site = as->site;
    p->index = as->site->pages.len;
    *VEC_PUSH(&as->site->pages, as->arena) = p;
}

Page *assemble_page(Assembly *as, PageKind kind, int lang, Group *group)
{
    Page *p = ARENA_NEW(as->arena, Page);

    p->kind = kind;
    p->lang = lang;
    p->group = group;
    group->in[lang] = p;
    add_page(as, p);
    return p;
}

/* The section of a folder, with all above it. */
static Section *section_at(Assembly *as, Str path)
{
    Section *s = map_get(&as->sections, path);

    if (s)
        return s;
    s = ARENA_NEW(as->arena, Section);
    s->path = path;
    s->group = *assemble_group(as);
    if (path.len) {
        StrCut cut = str_rcut(path, '/');
        s->parent = section_at(as, cut.found ? cut.head : (Str){0});
    }
    map_add(&as->sections, as->arena, path, s);
    *VEC_PUSH(&as->site->sections, as->arena) = s;
    return s;
}

static Section *section_of(Assembly *as, const ContentName *name)
{
    Str folder = name->folder;

    if (name->bundle && folder.len) {
        StrCut cut = str_rcut(folder, '/');
        folder = cut.found ? cut.head : (Str){0};
    }
    return section_at(as, folder);
}

static Str last_name(Str path)
{
    StrCut cut = str_rcut(path, '/');
    return cut.found ? cut.tail : cut.head;
}

static Group *group_in(Assembly *as, Map *groups, Str key)
{
    void **group = map_at(groups, as->arena, key);

    if (!*group)
        *group = assemble_group(as);
    return *group;
}

/* So that links find the file, whatever it is paired with. */
static void index_file(Assembly *as, Page *p, const ContentName *name)
{
    Group *files = group_in(as, &as->site->by_path, name->key);

    files->in[p->lang] = p;
    map_add(&as->site->by_name, as->arena, last_name(name->key), files);
}

/* Two files for one language of one piece: the first stays. */
static bool already_there(Assembly *as, const Group *group, const Page *p)
{
    const Page *other = group->in[p->lang];

    if (!other)
        return false;
    Diag *d = diag_add(as->diags, TRANSLATION_TWICE, &p->src, p->fm.key_at,
                       STRS(config_code(as->parts->config, p->lang)));
    diag_note(as->diags, d, OTHER_IS_HERE, &other->src, other->fm.key_at,
              NO_STRS);
    return true;
}

static PageKind kind_of(const ContentName *name)
{
    if (!name->section_index)
        return PAGE_SINGLE;
    return name->folder.len ? PAGE_SECTION : PAGE_HOME;
}

static void fill(Assembly *as, Page *p, const ParsedPage *parsed,
                 const ContentName *name)
{
    p->src = parsed->src;
    p->fm = parsed->fm;
    p->doc = parsed->doc;
    p->body = ARENA_NEW(as->arena, PageBody);
    p->kind = kind_of(name);
    p->lang = name->lang;
    p->path = name->key;
    p->key = p->fm.key.len ? p->fm.key : name->key;
    p->folder = name->folder;
    p->bundle = name->bundle;
    p->status = status_of(&p->fm, as->parts->now);
    if (p->kind == PAGE_SINGLE && !str_trim(p->fm.title).len) {
        diag_add(as->diags, FM_NO_TITLE, &parsed->src, (Span){0, 3}, NO_STRS);
        p->body->faulty = true;
    }
    p->title = p->fm.title.len ? p->fm.title : last_name(name->key);
    p->description = p->fm.description;
    p->date = p->fm.date.year ? p->fm.date : p->fm.publish;
    p->updated = p->fm.updated;
    p->site = as->site;
}

static void warn_of_language(Assembly *as, const ParsedPage *parsed,
                             const ContentName *name)
{
    if (name->foreign.len)
        diag_add(as->diags, LANGUAGE_OF_FILE, &parsed->src, (Span){0},
                 STRS(name->foreign,
                      config_code(as->parts->config, name->lang)));
}

static void place(Assembly *as, const ParsedPage *parsed)
{
    ContentName name = content_name(as->parts->config, parsed->content_path);

    warn_of_language(as, parsed, &name);

    if (!parsed->good) {
        map_add(&as->site->absent, as->arena, name.key, NULL);
        return;
    }
    Page *p = ARENA_NEW(as->arena, Page);

    fill(as, p, parsed, &name);
    *VEC_PUSH(&as->site->written, as->arena) = p;
    if (!wanted(as->parts->config, p->status)) {
        map_add(&as->site->absent, as->arena, name.key, p);
        return;
    }
    p->section = name.section_index ? section_at(as, name.folder)
                                    : section_of(as, &name);
    Group *group = name.section_index ? &p->section->group
                                      : group_in(as, &as->keys, p->key);
    if (already_there(as, group, p))
        return;
    p->group = group;
    group->in[p->lang] = p;
    if (!name.section_index)
        index_file(as, p, &name);
    size_t index = (size_t)(parsed - as->parts->parsed);
    as->placed[index] = p;
    if (as->parts->snippets)
        p->code = as->parts->snippets->parts->pages[index].snippets;
    add_page(as, p);
}

/* Is a bundle of that folder kept from the site, as a draft is?  One whose file
 * has errors is not: its last good page stays. */
static bool is_kept_back(const Site *site, Str folder)
{
    const Page *p = map_get(&site->absent, folder);

    return p && p->bundle && !map_get(&site->by_path, folder);
}

/* A file belongs to the innermost bundle whose folder holds it. */
static Str bundle_of(Assembly *as, Str path)
{
    while (path.len) {
        StrCut cut = str_rcut(path, '/');
        path = cut.found ? cut.head : (Str){0};
        if (path.len &&
            (map_get(&as->site->by_path, path) || is_kept_back(as->site, path)))
            return path;
    }
    return (Str){0};
}

static void place_resource(Assembly *as, Resource *r)
{
    Str folder = bundle_of(as, r->name);
    const Group *group = map_get(&as->site->by_path, folder);

    if (is_kept_back(as->site, folder))
        return;
    r->site = as->site;
    r->url =
        assemble_url(as, str_printf(as->arena, "/" STR_FMT, STR_ARG(r->name)));
    r->local_name = r->name;
    r->index = as->site->resources.len;
    map_add(&as->site->by_resource, as->arena, r->name, r);
    *VEC_PUSH(&as->site->resources, as->arena) = r;
    for (size_t i = 0; group && i < as->site->nlanguages; i++) {
        if (!group->in[i] || !group->in[i]->bundle)
            continue;
        r->local_name = str_drop(r->name, folder.len + 1);
        *VEC_PUSH(&group->in[i]->resources, as->arena) = r;
    }
}

void assemble_pages(Assembly *as)
{
    const SiteParts *parts = as->parts;

    section_at(as, (Str){0});
    for (size_t i = 0; i < parts->nparsed; i++)
        place(as, &parts->parsed[i]);
    for (size_t i = 0; i < parts->nresources; i++)
        place_resource(as, &parts->resources[i]);
}
