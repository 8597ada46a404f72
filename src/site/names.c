/* names.c - what the path of a content file says. */
#include "site/site.h"

/* The two-letter codes of ISO 639-1, a blank before and after each. */
static const char two_letters[] =
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce "
    "ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr "
    "fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln "
    "lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw "
    "ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

/* Of "fr" and "fr-CA", "fr". */
static bool is_language(Str code)
{
    Str plain = str_cut(code, '-').head;
    char word[] = " xx ";

    if (plain.len != 2)
        return false;
    word[1] = plain.ptr[0];
    word[2] = plain.ptr[1];
    return str_find_text(str_of(two_letters), str_of(word)) != SIZE_MAX;
}

/* "a.it" -> "a", language 1; a suffix that is no language stays. */
static Str cut_language(const Config *config, Str name, ContentName *out)
{
    StrCut cut = str_rcut(name, '.');

    out->lang = config->default_lang;
    if (!cut.found)
        return name;
    int found = config_language(config, cut.tail);
    if (found < 0) {
        if (is_language(cut.tail))
            out->foreign = cut.tail;
        return name;
    }
    out->lang = found;
    return cut.head;
}

ContentName content_name(const Config *config, Str content_path)
{
    ContentName out = {0};
    StrCut cut = str_rcut(content_path, '/');
    Str file = cut.found ? cut.tail : cut.head;

    out.folder = cut.found ? cut.head : (Str){0};
    file = str_take(file, file.len - 3); /* .md */
    file = cut_language(config, file, &out);
    bool index = str_eq(file, STR("index"));
    /* content/index.md can be nothing but the home */
    out.bundle = index && out.folder.len;
    out.section_index =
        str_eq(file, STR("_index")) || (index && !out.folder.len);
    if (out.bundle || out.section_index) {
        out.key = out.folder;
        return out;
    }
    out.key = (Str){content_path.ptr,
                    (size_t)(file.ptr + file.len - content_path.ptr)};
    return out;
}
