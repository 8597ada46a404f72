/* messages_site.h - what is said about the site's configuration and pages; see
 * messages.h. */
#ifndef DIAG_MESSAGES_SITE_H
#define DIAG_MESSAGES_SITE_H

/* clang-format off */
#define MESSAGES_SITE(X) \
    X(CONFIG_UNKNOWN_KEY, DIAG_ERROR, "config-unknown-key", \
      "unknown key '{0}'", \
      "chiave sconosciuta '{0}'") \
    X(CONFIG_TYPE, DIAG_ERROR, "config-type", \
      "'{0}' should be {1}", \
      "'{0}' dovrebbe essere {1}") \
    X(CONFIG_CHOICE, DIAG_ERROR, "config-choice", \
      "'{0}' should be one of: {1}", \
      "'{0}' dovrebbe essere uno fra: {1}") \
    X(CONFIG_BASE_URL, DIAG_ERROR, "config-base-url", \
      "'{0}' is not an address such as https://example.org", \
      "'{0}' non è un indirizzo come https://example.org") \
    X(LANGUAGE_UNKNOWN, DIAG_ERROR, "language-unknown", \
      "the site has no language '{0}'", \
      "il sito non ha la lingua '{0}'") \
    X(LANGUAGE_OF_FILE, DIAG_WARNING, "language-of-file", \
      "the site has no language '{0}': this is read as a page in '{1}', with '.{0}' in its name", \
      "il sito non ha la lingua '{0}': questa è letta come una pagina in '{1}', con '.{0}' nel nome") \
    X(LANGUAGE_TWICE, DIAG_ERROR, "language-twice", \
      "the language '{0}' is listed twice", \
      "la lingua '{0}' è elencata due volte") \
    X(PERMALINK_TOKEN, DIAG_ERROR, "permalink-token", \
      "a pattern has no ':{0}'; there are :lang :section :slug :title :year :month :day", \
      "uno schema non ha ':{0}'; ci sono :lang :section :slug :title :year :month :day") \
    X(FM_UNCLOSED, DIAG_ERROR, "front-matter-unclosed", \
      "the front matter that begins here has no closing '---' line", \
      "il front matter che comincia qui non è chiuso da una riga '---'") \
    X(FM_TOML, DIAG_ERROR, "front-matter-toml", \
      "front matter is YAML between '---' lines; this is TOML", \
      "il front matter è YAML fra righe '---'; questo è TOML") \
    X(FM_NONE, DIAG_ERROR, "front-matter-none", \
      "the file has no front matter; it begins with a '---' line", \
      "il file non ha un front matter, che comincia con una riga '---'") \
    X(FM_EMPTY, DIAG_ERROR, "file-empty", \
      "the file is empty", \
      "il file è vuoto") \
    X(FM_UNKNOWN_KEY, DIAG_WARNING, "front-matter-unknown-key", \
      "unknown key '{0}'", \
      "chiave sconosciuta '{0}'") \
    X(FM_PARAMS_HINT, DIAG_NOTE, "front-matter-params-hint", \
      "keys of your own go under 'params:'", \
      "le chiavi tue vanno sotto 'params:'") \
    X(FM_TYPE, DIAG_ERROR, "front-matter-type", \
      "'{0}' should be {1}", \
      "'{0}' dovrebbe essere {1}") \
    X(FM_TAGS_MOST, DIAG_ERROR, "tags-most", \
      "a page has at most {0} tags", \
      "una pagina ha al massimo {0} tag") \
    X(FM_NO_TITLE, DIAG_ERROR, "title-missing", \
      "the page has no title", \
      "la pagina non ha un titolo") \
    X(BAD_DATE, DIAG_ERROR, "bad-date", \
      "'{0}' is not a date: {1}", \
      "'{0}' non è una data: {1}") \
    X(EXPIRES_FIRST, DIAG_WARNING, "expires-first", \
      "the page expires before it is published, so it is never on the site", \
      "la pagina scade prima di essere pubblicata, e sul sito non c'è mai") \
    X(BAD_SLUG, DIAG_ERROR, "bad-slug", \
      "'{0}' cannot be a slug: {1}", \
      "'{0}' non può essere uno slug: {1}") \
    X(BAD_ALIAS, DIAG_ERROR, "bad-alias", \
      "'{0}' cannot be an alias: {1}", \
      "'{0}' non può essere un alias: {1}") \
    X(BAD_NAME, DIAG_ERROR, "bad-name", \
      "'{0}' is not a plain name of letters, digits and hyphens", \
      "'{0}' non è un semplice nome di lettere, cifre e trattini") \
    X(TRANSLATION_TWICE, DIAG_ERROR, "translation-twice", \
      "a second page for the same piece in '{0}'", \
      "una seconda pagina per lo stesso testo in '{0}'") \
    X(OTHER_IS_HERE, DIAG_NOTE, "other-is-here", \
      "the other one is here", \
      "l'altra è qui") \
    X(TAG_UNKNOWN, DIAG_WARNING, "tag-unknown", \
      "the tag '{0}' is not in content/tags.yaml", \
      "il tag '{0}' non è in content/tags.yaml") \
    X(SERIES_UNKNOWN, DIAG_WARNING, "series-unknown", \
      "the series '{0}' is not in content/series.yaml", \
      "la serie '{0}' non è in content/series.yaml") \
    X(TERM_KEY, DIAG_ERROR, "term-key", \
      "a term is a map with label, slug, description and synonyms", \
      "un termine è una mappa con label, slug, description e synonyms") \
    X(TERM_UNKNOWN_KEY, DIAG_ERROR, "term-unknown-key", \
      "unknown key '{0}'", \
      "chiave sconosciuta '{0}'") \
    X(TERM_SLUG_TWICE, DIAG_ERROR, "term-slug-twice", \
      "the slug '{0}' is used by another term already", \
      "lo slug '{0}' è già usato da un altro termine") \
    X(TERM_ADDRESS, DIAG_ERROR, "term-address", \
      "'{0}' and '{1}' would have the same address '{2}'; register them with a slug each", \
      "'{0}' e '{1}' avrebbero lo stesso indirizzo '{2}'; registrali ciascuno con il suo slug") \
    X(ADDRESS_TOO_LONG, DIAG_ERROR, "address-too-long", \
      "the address '{0}…' has a part longer than 240 bytes", \
      "l'indirizzo '{0}…' ha una parte più lunga di 240 byte") \
    X(ADDRESS_UNSAFE, DIAG_ERROR, "address-unsafe", \
      "the address '{0}' would leave the output folder", \
      "l'indirizzo '{0}' uscirebbe dalla cartella di destinazione") \
    X(ADDRESS_TAKEN, DIAG_ERROR, "address-taken", \
      "two things want the address '{0}'", \
      "due cose vogliono l'indirizzo '{0}'") \
    X(IMAGE_MISSING, DIAG_ERROR, "image-missing", \
      "there is no file '{0}', which params.image names", \
      "non c'è il file '{0}', indicato da params.image") \
    X(BROKEN_LINK, DIAG_ERROR, "broken-link", \
      "'{0}' leads nowhere", \
      "'{0}' non porta da nessuna parte") \
    X(BROKEN_LINK_WARNING, DIAG_WARNING, "broken-link-warning", \
      "'{0}' leads nowhere", \
      "'{0}' non porta da nessuna parte") \
    X(LINK_TO_ABSENT, DIAG_ERROR, "link-to-absent", \
      "'{0}' leads to a page that is not published: {1}", \
      "'{0}' porta a una pagina non pubblicata: {1}") \
    X(LINK_TO_ABSENT_WARNING, DIAG_WARNING, "link-to-absent-warning", \
      "'{0}' leads to a page that is not published: {1}", \
      "'{0}' porta a una pagina non pubblicata: {1}") \
    X(BROKEN_ANCHOR, DIAG_ERROR, "broken-anchor", \
      "there is no '#{0}' in {1}", \
      "non c'è '#{0}' in {1}") \
    X(BROKEN_ANCHOR_WARNING, DIAG_WARNING, "broken-anchor-warning", \
      "there is no '#{0}' in {1}", \
      "non c'è '#{0}' in {1}")
/* clang-format on */

#endif
