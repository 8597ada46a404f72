/* secrets.c - see secrets.h.
 *
 * To add a form of key: a row in forms[].  To add the name of a field: a row in
 * fields[].  Both: a row in tests/unit/test_tape.c. */
#include "snippet/secrets.h"

#include <string.h>

/* ---- keys by their form */

typedef struct {
    Str start;          /* with which it begins */
    const char *behind; /* besides letters and digits, what it is made of */
    size_t least;       /* characters behind the start */
    Str kind;
} Form;

/* clang-format off */
static const Form forms[] = {
    {STR_INIT("-----BEGIN RSA PRIVATE KEY-----"), "", 0, STR_INIT("PEM")},
    {STR_INIT("-----BEGIN EC PRIVATE KEY-----"), "", 0, STR_INIT("PEM")},
    {STR_INIT("-----BEGIN OPENSSH PRIVATE KEY-----"), "", 0, STR_INIT("PEM")},
    {STR_INIT("-----BEGIN PRIVATE KEY-----"), "", 0, STR_INIT("PEM")},
    {STR_INIT("AKIA"), "", 16, STR_INIT("AWS")},
    {STR_INIT("ASIA"), "", 16, STR_INIT("AWS")},
    {STR_INIT("ghp_"), "", 36, STR_INIT("GitHub")},
    {STR_INIT("gho_"), "", 36, STR_INIT("GitHub")},
    {STR_INIT("ghs_"), "", 36, STR_INIT("GitHub")},
    {STR_INIT("github_pat_"), "_", 40, STR_INIT("GitHub")},
    {STR_INIT("glpat-"), "-_", 20, STR_INIT("GitLab")},
    {STR_INIT("xoxb-"), "-", 20, STR_INIT("Slack")},
    {STR_INIT("xoxp-"), "-", 20, STR_INIT("Slack")},
    {STR_INIT("AIza"), "-_", 35, STR_INIT("Google")},
    {STR_INIT("sk_live_"), "", 20, STR_INIT("Stripe")},
    {STR_INIT("npm_"), "", 36, STR_INIT("npm")},
    {STR_INIT("eyJ"), "-_.", 60, STR_INIT("JWT")},
};
/* clang-format on */

static size_t run_of(Str s, const char *also)
{
    size_t n = 0;

    while (n < s.len &&
           (ascii_is_alnum(s.ptr[n]) || (s.ptr[n] && strchr(also, s.ptr[n]))))
        n++;
    return n;
}

bool secret_find(Str text, Str *found, Str *kind)
{
    for (size_t i = 0; i < text.len; i++) {
        Str rest = str_drop(text, i);
        if (i > 0 && ascii_is_alnum(text.ptr[i - 1]))
            continue;
        for (size_t k = 0; k < COUNT(forms); k++) {
            const Form *f = &forms[k];
            if (!str_starts(rest, f->start))
                continue;
            size_t n = run_of(str_drop(rest, f->start.len), f->behind);
            if (n < f->least)
                continue;
            *found = str_take(rest, f->start.len + n);
            *kind = f->kind;
            return true;
        }
    }
    return false;
}

/* ---- values by their field */

/* In lower case, without '-' and '_'. */
static const Str fields[] = {
    STR_INIT("password"),        STR_INIT("passwd"),
    STR_INIT("secret"),          STR_INIT("token"),
    STR_INIT("accesstoken"),     STR_INIT("idtoken"),
    STR_INIT("refreshtoken"),    STR_INIT("sessiontoken"),
    STR_INIT("secretaccesskey"), STR_INIT("accesskeyid"),
    STR_INIT("apikey"),          STR_INIT("clientsecret"),
    STR_INIT("clientkeydata"),   STR_INIT("clientcertificatedata"),
    STR_INIT("authorization"),   STR_INIT("privatekey"),
};

static bool in_name(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_';
}

static bool is_field(Str name)
{
    char folded[32];
    size_t n = 0;

    for (size_t i = 0; i < name.len; i++) {
        if (!ascii_is_alnum(name.ptr[i]))
            continue;
        if (n == sizeof folded)
            return false;
        folded[n++] = ascii_lower(name.ptr[i]);
    }
    for (size_t i = 0; i < COUNT(fields); i++)
        if (str_eq((Str){folded, n}, fields[i]))
            return true;
    return false;
}

/* Behind a name: `": "`, `=`, `: Bearer `; how long that is, 0 if there is no
 * value. */
static size_t skip_to_value(Str s)
{
    static const Str schemes[] = {STR_INIT("Bearer "), STR_INIT("Basic ")};
    size_t n = 0;
    bool sign = false;

    while (n < s.len &&
           (s.ptr[n] == '"' || s.ptr[n] == '\'' || s.ptr[n] == ' ' ||
            s.ptr[n] == ':' || s.ptr[n] == '=')) {
        sign = sign || s.ptr[n] == ':' || s.ptr[n] == '=';
        n++;
    }
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (str_starts(str_drop(s, n), schemes[i]))
            n += schemes[i].len;
    return sign ? n : 0;
}

static size_t value_length(Str s)
{
    size_t n = 0;

    while (n < s.len && !ascii_is_space(s.ptr[n]) &&
           !strchr("\"',;{}[]", s.ptr[n] ? s.ptr[n] : ' '))
        n++;
    return n;
}

void secret_redact(Buf *b, Str text)
{
    while (text.len) {
        size_t n = 0;
        while (n < text.len && in_name(text.ptr[n]))
            n++;
        Str name = str_take(text, n);
        size_t skip =
            n && is_field(name) ? skip_to_value(str_drop(text, n)) : 0;
        size_t value = skip ? value_length(str_drop(text, n + skip)) : 0;
        if (value) {
            buf_put(b, str_take(text, n + skip));
            BUF_LIT(b, "REDACTED");
            n += skip + value;
        } else {
            n += n == 0;
            buf_put(b, str_take(text, n));
        }
        text = str_drop(text, n);
    }
}
