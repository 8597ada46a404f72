#include "template/entities.h"

#include "base/utf8.h"

/* clang-format off */
/* In the order of their bytes. */
static const struct {
    Str name;
    uint16_t rune;
} entities[] = {
    {STR_INIT("AElig"), 198}, {STR_INIT("AMP"), 38}, {STR_INIT("Aacute"), 193},
    {STR_INIT("Acirc"), 194}, {STR_INIT("Agrave"), 192},
    {STR_INIT("Alpha"), 913}, {STR_INIT("Aring"), 197},
    {STR_INIT("Atilde"), 195}, {STR_INIT("Auml"), 196}, {STR_INIT("Beta"), 914},
    {STR_INIT("COPY"), 169}, {STR_INIT("Ccedil"), 199}, {STR_INIT("Chi"), 935},
    {STR_INIT("Dagger"), 8225}, {STR_INIT("Delta"), 916},
    {STR_INIT("ETH"), 208}, {STR_INIT("Eacute"), 201}, {STR_INIT("Ecirc"), 202},
    {STR_INIT("Egrave"), 200}, {STR_INIT("Epsilon"), 917},
    {STR_INIT("Eta"), 919}, {STR_INIT("Euml"), 203}, {STR_INIT("GT"), 62},
    {STR_INIT("Gamma"), 915}, {STR_INIT("Iacute"), 205},
    {STR_INIT("Icirc"), 206}, {STR_INIT("Igrave"), 204},
    {STR_INIT("Iota"), 921}, {STR_INIT("Iuml"), 207}, {STR_INIT("Kappa"), 922},
    {STR_INIT("LT"), 60}, {STR_INIT("Lambda"), 923}, {STR_INIT("Mu"), 924},
    {STR_INIT("Ntilde"), 209}, {STR_INIT("Nu"), 925}, {STR_INIT("OElig"), 338},
    {STR_INIT("Oacute"), 211}, {STR_INIT("Ocirc"), 212},
    {STR_INIT("Ograve"), 210}, {STR_INIT("Omega"), 937},
    {STR_INIT("Omicron"), 927}, {STR_INIT("Oslash"), 216},
    {STR_INIT("Otilde"), 213}, {STR_INIT("Ouml"), 214}, {STR_INIT("Phi"), 934},
    {STR_INIT("Pi"), 928}, {STR_INIT("Prime"), 8243}, {STR_INIT("Psi"), 936},
    {STR_INIT("QUOT"), 34}, {STR_INIT("REG"), 174}, {STR_INIT("Rho"), 929},
    {STR_INIT("Scaron"), 352}, {STR_INIT("Sigma"), 931},
    {STR_INIT("THORN"), 222}, {STR_INIT("Tau"), 932}, {STR_INIT("Theta"), 920},
    {STR_INIT("Uacute"), 218}, {STR_INIT("Ucirc"), 219},
    {STR_INIT("Ugrave"), 217}, {STR_INIT("Upsilon"), 933},
    {STR_INIT("Uuml"), 220}, {STR_INIT("Xi"), 926}, {STR_INIT("Yacute"), 221},
    {STR_INIT("Yuml"), 376}, {STR_INIT("Zeta"), 918}, {STR_INIT("aacute"), 225},
    {STR_INIT("acirc"), 226}, {STR_INIT("acute"), 180},
    {STR_INIT("aelig"), 230}, {STR_INIT("agrave"), 224},
    {STR_INIT("alefsym"), 8501}, {STR_INIT("alpha"), 945},
    {STR_INIT("amp"), 38}, {STR_INIT("and"), 8743}, {STR_INIT("ang"), 8736},
    {STR_INIT("apos"), 39}, {STR_INIT("aring"), 229}, {STR_INIT("asymp"), 8776},
    {STR_INIT("atilde"), 227}, {STR_INIT("auml"), 228},
    {STR_INIT("bdquo"), 8222}, {STR_INIT("beta"), 946},
    {STR_INIT("brvbar"), 166}, {STR_INIT("bull"), 8226},
    {STR_INIT("cap"), 8745}, {STR_INIT("ccedil"), 231},
    {STR_INIT("cedil"), 184}, {STR_INIT("cent"), 162}, {STR_INIT("chi"), 967},
    {STR_INIT("circ"), 710}, {STR_INIT("clubs"), 9827},
    {STR_INIT("cong"), 8773}, {STR_INIT("copy"), 169},
    {STR_INIT("crarr"), 8629}, {STR_INIT("cup"), 8746},
    {STR_INIT("curren"), 164}, {STR_INIT("dArr"), 8659},
    {STR_INIT("dagger"), 8224}, {STR_INIT("darr"), 8595},
    {STR_INIT("deg"), 176}, {STR_INIT("delta"), 948}, {STR_INIT("diams"), 9830},
    {STR_INIT("divide"), 247}, {STR_INIT("eacute"), 233},
    {STR_INIT("ecirc"), 234}, {STR_INIT("egrave"), 232},
    {STR_INIT("empty"), 8709}, {STR_INIT("emsp"), 8195},
    {STR_INIT("ensp"), 8194}, {STR_INIT("epsilon"), 949},
    {STR_INIT("equiv"), 8801}, {STR_INIT("eta"), 951}, {STR_INIT("eth"), 240},
    {STR_INIT("euml"), 235}, {STR_INIT("euro"), 8364},
    {STR_INIT("exist"), 8707}, {STR_INIT("fnof"), 402},
    {STR_INIT("forall"), 8704}, {STR_INIT("frac12"), 189},
    {STR_INIT("frac14"), 188}, {STR_INIT("frac34"), 190},
    {STR_INIT("frasl"), 8260}, {STR_INIT("gamma"), 947}, {STR_INIT("ge"), 8805},
    {STR_INIT("gt"), 62}, {STR_INIT("hArr"), 8660}, {STR_INIT("harr"), 8596},
    {STR_INIT("hearts"), 9829}, {STR_INIT("hellip"), 8230},
    {STR_INIT("iacute"), 237}, {STR_INIT("icirc"), 238},
    {STR_INIT("iexcl"), 161}, {STR_INIT("igrave"), 236},
    {STR_INIT("image"), 8465}, {STR_INIT("infin"), 8734},
    {STR_INIT("int"), 8747}, {STR_INIT("iota"), 953}, {STR_INIT("iquest"), 191},
    {STR_INIT("isin"), 8712}, {STR_INIT("iuml"), 239}, {STR_INIT("kappa"), 954},
    {STR_INIT("lArr"), 8656}, {STR_INIT("lambda"), 955},
    {STR_INIT("lang"), 9001}, {STR_INIT("laquo"), 171},
    {STR_INIT("larr"), 8592}, {STR_INIT("lceil"), 8968},
    {STR_INIT("ldquo"), 8220}, {STR_INIT("le"), 8804},
    {STR_INIT("lfloor"), 8970}, {STR_INIT("lowast"), 8727},
    {STR_INIT("loz"), 9674}, {STR_INIT("lrm"), 8206},
    {STR_INIT("lsaquo"), 8249}, {STR_INIT("lsquo"), 8216}, {STR_INIT("lt"), 60},
    {STR_INIT("macr"), 175}, {STR_INIT("mdash"), 8212},
    {STR_INIT("micro"), 181}, {STR_INIT("middot"), 183},
    {STR_INIT("minus"), 8722}, {STR_INIT("mu"), 956}, {STR_INIT("nabla"), 8711},
    {STR_INIT("nbsp"), 160}, {STR_INIT("ndash"), 8211}, {STR_INIT("ne"), 8800},
    {STR_INIT("ni"), 8715}, {STR_INIT("not"), 172}, {STR_INIT("notin"), 8713},
    {STR_INIT("nsub"), 8836}, {STR_INIT("ntilde"), 241}, {STR_INIT("nu"), 957},
    {STR_INIT("oacute"), 243}, {STR_INIT("ocirc"), 244},
    {STR_INIT("oelig"), 339}, {STR_INIT("ograve"), 242},
    {STR_INIT("oline"), 8254}, {STR_INIT("omega"), 969},
    {STR_INIT("omicron"), 959}, {STR_INIT("oplus"), 8853},
    {STR_INIT("or"), 8744}, {STR_INIT("ordf"), 170}, {STR_INIT("ordm"), 186},
    {STR_INIT("oslash"), 248}, {STR_INIT("otilde"), 245},
    {STR_INIT("otimes"), 8855}, {STR_INIT("ouml"), 246},
    {STR_INIT("para"), 182}, {STR_INIT("part"), 8706},
    {STR_INIT("permil"), 8240}, {STR_INIT("perp"), 8869},
    {STR_INIT("phi"), 966}, {STR_INIT("pi"), 960}, {STR_INIT("piv"), 982},
    {STR_INIT("plusmn"), 177}, {STR_INIT("pound"), 163},
    {STR_INIT("prime"), 8242}, {STR_INIT("prod"), 8719},
    {STR_INIT("prop"), 8733}, {STR_INIT("psi"), 968}, {STR_INIT("quot"), 34},
    {STR_INIT("rArr"), 8658}, {STR_INIT("radic"), 8730},
    {STR_INIT("rang"), 9002}, {STR_INIT("raquo"), 187},
    {STR_INIT("rarr"), 8594}, {STR_INIT("rceil"), 8969},
    {STR_INIT("rdquo"), 8221}, {STR_INIT("real"), 8476}, {STR_INIT("reg"), 174},
    {STR_INIT("rfloor"), 8971}, {STR_INIT("rho"), 961}, {STR_INIT("rlm"), 8207},
    {STR_INIT("rsaquo"), 8250}, {STR_INIT("rsquo"), 8217},
    {STR_INIT("sbquo"), 8218}, {STR_INIT("scaron"), 353},
    {STR_INIT("sdot"), 8901}, {STR_INIT("sect"), 167}, {STR_INIT("shy"), 173},
    {STR_INIT("sigma"), 963}, {STR_INIT("sigmaf"), 962},
    {STR_INIT("sim"), 8764}, {STR_INIT("spades"), 9824},
    {STR_INIT("sub"), 8834}, {STR_INIT("sube"), 8838}, {STR_INIT("sum"), 8721},
    {STR_INIT("sup"), 8835}, {STR_INIT("sup1"), 185}, {STR_INIT("sup2"), 178},
    {STR_INIT("sup3"), 179}, {STR_INIT("supe"), 8839}, {STR_INIT("szlig"), 223},
    {STR_INIT("tau"), 964}, {STR_INIT("there4"), 8756},
    {STR_INIT("theta"), 952}, {STR_INIT("thetasym"), 977},
    {STR_INIT("thinsp"), 8201}, {STR_INIT("thorn"), 254},
    {STR_INIT("tilde"), 732}, {STR_INIT("times"), 215},
    {STR_INIT("trade"), 8482}, {STR_INIT("uArr"), 8657},
    {STR_INIT("uacute"), 250}, {STR_INIT("uarr"), 8593},
    {STR_INIT("ucirc"), 251}, {STR_INIT("ugrave"), 249}, {STR_INIT("uml"), 168},
    {STR_INIT("upsih"), 978}, {STR_INIT("upsilon"), 965},
    {STR_INIT("uuml"), 252}, {STR_INIT("weierp"), 8472}, {STR_INIT("xi"), 958},
    {STR_INIT("yacute"), 253}, {STR_INIT("yen"), 165}, {STR_INIT("yuml"), 255},
    {STR_INIT("zeta"), 950}, {STR_INIT("zwj"), 8205}, {STR_INIT("zwnj"), 8204},
};

/* What the numbers 128 to 159 stand for: Windows-1252's characters, for many
 * wrote these. */
static const uint16_t windows[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};
/* clang-format on */

static uint32_t named(Str name)
{
    size_t low = 0, high = COUNT(entities);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_cmp(name, entities[middle].name);
        if (order == 0)
            return entities[middle].rune;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* Names of Latin-1 and of the four that must be escaped are known without a
 * semicolon, but for apos. */
static bool needs_no_semicolon(Str name, uint32_t rune)
{
    return rune && rune < 256 && !str_eq(name, STR("apos"));
}

/* Takes a named reference off `rest`, which is behind the '&'. */
static bool take_name(Str *rest, Buf *out)
{
    enum { LONGEST = 8 }; /* thetasym */
    size_t n = 0;

    while (n < rest->len && n < LONGEST && ascii_is_alnum(rest->ptr[n]))
        n++;
    uint32_t rune = named(str_take(*rest, n));
    if (rune && n < rest->len && rest->ptr[n] == ';') {
        buf_put_rune(out, rune);
        *rest = str_drop(*rest, n + 1);
        return true;
    }
    for (; n > 1; n--) {
        rune = named(str_take(*rest, n));
        if (!needs_no_semicolon(str_take(*rest, n), rune))
            continue;
        buf_put_rune(out, rune);
        *rest = str_drop(*rest, n);
        return true;
    }
    return false;
}

static int digit_of(char c, uint32_t base)
{
    char low = ascii_lower(c);

    if (ascii_is_digit(c))
        return c - '0';
    return base == 16 && low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static bool is_noncharacter(uint32_t n)
{
    return (n & 0xFFFE) == 0xFFFE || (n >= 0xFDD0 && n <= 0xFDEF);
}

static void put_number(Buf *out, uint32_t n)
{
    bool control = (n >= 0x01 && n <= 0x08) || n == 0x0B ||
                   (n >= 0x0E && n <= 0x1F) || n == 0x7F;

    if (n >= 0x80 && n <= 0x9F)
        n = windows[n - 0x80];
    else if (n > 0x10FFFF || n == 0 || (n >= 0xD800 && n <= 0xDFFF))
        n = RUNE_BAD;
    else if (control || is_noncharacter(n))
        return;
    buf_put_rune(out, n);
}

/* Takes a number off `rest`, which is behind the "&#". */
static bool take_number(Str *rest, Buf *out)
{
    bool hex = rest->len && ascii_lower(rest->ptr[0]) == 'x';
    uint32_t base = hex ? 16 : 10, n = 0;
    size_t i = hex;

    for (; i < rest->len && digit_of(rest->ptr[i], base) >= 0; i++)
        if (n <= 0x10FFFF)
            n = n * base + (uint32_t)digit_of(rest->ptr[i], base);
    if (i == hex)
        return false;
    put_number(out, n);
    if (i < rest->len && rest->ptr[i] == ';')
        i++;
    *rest = str_drop(*rest, i);
    return true;
}

Str unescape_html(Arena *a, Str s)
{
    Buf b = buf_in(a);

    for (;;) {
        StrCut cut = str_cut(s, '&');
        buf_put(&b, cut.head);
        if (!cut.found)
            return buf_take(&b);
        s = cut.tail;
        Str number = str_drop(s, 1);
        if (str_starts(s, STR("#")) && take_number(&number, &b))
            s = number;
        else if (!take_name(&s, &b))
            buf_put_char(&b, '&');
    }
}
