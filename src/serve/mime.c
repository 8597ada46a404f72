#include "serve/mime.h"

#include "base/path.h"

/* clang-format off */
static const struct {
    Str suffix, type;
} types[] = {
    {STR_INIT(".html"),  STR_INIT("text/html; charset=utf-8")},
    {STR_INIT(".htm"),   STR_INIT("text/html; charset=utf-8")},
    {STR_INIT(".css"),   STR_INIT("text/css; charset=utf-8")},
    {STR_INIT(".js"),    STR_INIT("text/javascript; charset=utf-8")},
    {STR_INIT(".mjs"),   STR_INIT("text/javascript; charset=utf-8")},
    {STR_INIT(".json"),  STR_INIT("application/json")},
    {STR_INIT(".map"),   STR_INIT("application/json")},
    {STR_INIT(".xml"),   STR_INIT("application/xml; charset=utf-8")},
    {STR_INIT(".atom"),  STR_INIT("application/atom+xml; charset=utf-8")},
    {STR_INIT(".rss"),   STR_INIT("application/rss+xml; charset=utf-8")},
    {STR_INIT(".opml"),  STR_INIT("text/x-opml; charset=utf-8")},
    {STR_INIT(".xsl"),   STR_INIT("application/xslt+xml; charset=utf-8")},
    {STR_INIT(".webmanifest"), STR_INIT("application/manifest+json")},
    {STR_INIT(".txt"),   STR_INIT("text/plain; charset=utf-8")},
    {STR_INIT(".md"),    STR_INIT("text/markdown; charset=utf-8")},
    {STR_INIT(".sh"),    STR_INIT("text/x-shellscript; charset=utf-8")},
    {STR_INIT(".py"),    STR_INIT("text/x-python; charset=utf-8")},
    {STR_INIT(".lua"),   STR_INIT("text/x-lua; charset=utf-8")},
    {STR_INIT(".jq"),    STR_INIT("text/plain; charset=utf-8")},
    {STR_INIT(".sql"),   STR_INIT("application/sql")},
    {STR_INIT(".c"),     STR_INIT("text/x-c; charset=utf-8")},
    {STR_INIT(".yaml"),  STR_INIT("application/yaml")},
    {STR_INIT(".csv"),   STR_INIT("text/csv; charset=utf-8")},
    {STR_INIT(".ics"),   STR_INIT("text/calendar; charset=utf-8")},
    {STR_INIT(".vtt"),   STR_INIT("text/vtt; charset=utf-8")},
    {STR_INIT(".svg"),   STR_INIT("image/svg+xml")},
    {STR_INIT(".png"),   STR_INIT("image/png")},
    {STR_INIT(".jpg"),   STR_INIT("image/jpeg")},
    {STR_INIT(".jpeg"),  STR_INIT("image/jpeg")},
    {STR_INIT(".gif"),   STR_INIT("image/gif")},
    {STR_INIT(".webp"),  STR_INIT("image/webp")},
    {STR_INIT(".avif"),  STR_INIT("image/avif")},
    {STR_INIT(".ico"),   STR_INIT("image/vnd.microsoft.icon")},
    {STR_INIT(".mp3"),   STR_INIT("audio/mpeg")},
    {STR_INIT(".ogg"),   STR_INIT("audio/ogg")},
    {STR_INIT(".oga"),   STR_INIT("audio/ogg")},
    {STR_INIT(".opus"),  STR_INIT("audio/ogg")},
    {STR_INIT(".m4a"),   STR_INIT("audio/mp4")},
    {STR_INIT(".flac"),  STR_INIT("audio/flac")},
    {STR_INIT(".wav"),   STR_INIT("audio/wav")},
    {STR_INIT(".mp4"),   STR_INIT("video/mp4")},
    {STR_INIT(".webm"),  STR_INIT("video/webm")},
    {STR_INIT(".ogv"),   STR_INIT("video/ogg")},
    {STR_INIT(".mov"),   STR_INIT("video/quicktime")},
    {STR_INIT(".woff"),  STR_INIT("font/woff")},
    {STR_INIT(".woff2"), STR_INIT("font/woff2")},
    {STR_INIT(".ttf"),   STR_INIT("font/ttf")},
    {STR_INIT(".otf"),   STR_INIT("font/otf")},
    {STR_INIT(".pdf"),   STR_INIT("application/pdf")},
    {STR_INIT(".epub"),  STR_INIT("application/epub+zip")},
    {STR_INIT(".zip"),   STR_INIT("application/zip")},
    {STR_INIT(".gz"),    STR_INIT("application/gzip")},
    {STR_INIT(".tar"),   STR_INIT("application/x-tar")},
    {STR_INIT(".wasm"),  STR_INIT("application/wasm")},
};
/* clang-format on */

Str mime_type(Str path)
{
    Str suffix = path_suffix(path);

    for (size_t i = 0; i < COUNT(types); i++)
        if (str_eq_nocase(types[i].suffix, suffix))
            return types[i].type;
    return STR("application/octet-stream");
}

bool mime_is_html(Str path)
{
    return str_starts(mime_type(path), STR("text/html"));
}
