/* messages_build.h - what is said about files and building; see messages.h. */
#ifndef DIAG_MESSAGES_BUILD_H
#define DIAG_MESSAGES_BUILD_H

/* clang-format off */
#define MESSAGES_BUILD(X) \
    X(CONTENT_MISSING, DIAG_ERROR, "content-missing", \
      "cannot read '{0}': {1}", \
      "non riesco a leggere '{0}': {1}") \
    X(NEW_SITE_HINT, DIAG_NOTE, "new-site-hint", \
      "'bifolio new site DIR' makes a site to start from", \
      "'bifolio new site CARTELLA' crea un sito da cui partire") \
    X(FILE_UNREADABLE, DIAG_ERROR, "file-unreadable", \
      "cannot be read: {0}", \
      "non si può leggere: {0}") \
    X(FILE_UNWRITABLE, DIAG_ERROR, "file-unwritable", \
      "cannot be written: {0}", \
      "non si può scrivere: {0}") \
    X(FILE_NOT_REGULAR, DIAG_ERROR, "file-not-regular", \
      "is neither a file nor a folder", \
      "non è né un file né una cartella") \
    X(FILE_NAME, DIAG_ERROR, "file-name", \
      "has a name with control characters, or one that is not UTF-8", \
      "ha un nome con caratteri di controllo, o che non è UTF-8") \
    X(FILE_TOO_LARGE, DIAG_ERROR, "file-too-large", \
      "is larger than the {0} a page may have", \
      "supera la dimensione massima di una pagina, {0}") \
    X(LINK_LEAVES_SITE, DIAG_ERROR, "link-leaves-site", \
      "is a symbolic link that is broken, loops, or leaves the site", \
      "è un collegamento simbolico rotto, circolare o che esce dal sito") \
    X(LINK_INTO_OUTPUT, DIAG_ERROR, "link-into-output", \
      "is a symbolic link into the output folder, which would be built into itself", \
      "è un collegamento simbolico alla cartella di destinazione, che finirebbe dentro se stessa") \
    X(OUTPUT_IS_SOURCE, DIAG_ERROR, "output-is-source", \
      "the output folder '{0}' would overwrite the site's own files", \
      "la cartella di destinazione '{0}' sovrascriverebbe i file del sito") \
    X(OUTPUT_OUTSIDE, DIAG_ERROR, "output-outside", \
      "the output folder '{0}' is outside the site; only --out may name such a one", \
      "la cartella di destinazione '{0}' è fuori dal sito; solo --out può indicarne una così") \
    X(IMAGE_UNKNOWN, DIAG_WARNING, "image-unknown", \
      "the picture's size cannot be read", \
      "non riesco a leggere le dimensioni dell'immagine") \
    X(TEMPLATE_MISSING, DIAG_ERROR, "template-missing", \
      "there is no template '{0}' for this page", \
      "per questa pagina manca il modello '{0}'") \
    X(THEME_MISSING, DIAG_ERROR, "theme-missing", \
      "there is no theme '{0}' in themes/", \
      "in themes/ non c'è un tema '{0}'") \
    X(THEME_SHAPE, DIAG_ERROR, "theme-shape", \
      "'{0}' should be {1}", \
      "'{0}' dovrebbe essere {1}") \
    X(LOCALE_MISSING, DIAG_ERROR, "locale-missing", \
      "the language '{0}' has no interface texts: i18n/{0}.yaml is in neither the theme nor layouts/", \
      "alla lingua '{0}' mancano i testi dell'interfaccia: i18n/{0}.yaml non è né nel tema né in layouts/") \
    X(LOCALE_HINT, DIAG_NOTE, "locale-hint", \
      "'bifolio new layout i18n/{0}.yaml' makes that file, to be translated", \
      "'bifolio new layout i18n/{0}.yaml' crea quel file, da tradurre") \
    X(ASSET_MISSING, DIAG_ERROR, "asset-missing", \
      "there is no asset '{0}'", \
      "non c'è una risorsa '{0}'") \
    X(TEXT_UNKNOWN, DIAG_ERROR, "text-unknown", \
      "there is no interface text '{0}' in '{1}'", \
      "non c'è un testo dell'interfaccia '{0}' in '{1}'") \
    X(PAGE_UNKNOWN, DIAG_ERROR, "page-unknown", \
      "there is no page '{0}'", \
      "non c'è una pagina '{0}'") \
    X(PAGE_KIND_UNKNOWN, DIAG_ERROR, "page-kind-unknown", \
      "there is no kind of page '{0}'", \
      "non c'è un tipo di pagina '{0}'") \
    X(MARKDOWN_FILTER, DIAG_ERROR, "markdown-filter", \
      "this Markdown has errors", \
      "questo Markdown contiene errori") \
    X(DURING_PAGE, DIAG_NOTE, "during-page", \
      "while making {0}", \
      "durante la preparazione di {0}") \
    X(ALSO_ELSEWHERE, DIAG_NOTE, "also-elsewhere", \
      "and the same {0} times more", \
      "e lo stesso altre {0} volte") \
    X(CLOCK_BAD, DIAG_ERROR, "bad-clock", \
      "'{0}' is not a date", \
      "'{0}' non è una data") \
    X(VERIFY_DIFFERS, DIAG_ERROR, "verify-differs", \
      "a clean build makes something else here", \
      "una costruzione da zero qui produce altro") \
    X(VERIFY_CLEAN, DIAG_NOTE, "verify-clean", \
      "there it is '{0}'", \
      "là c'è '{0}'") \
    X(VERIFY_BYTES, DIAG_ERROR, "verify-bytes", \
      "a clean build makes something else, from byte {0} on", \
      "una costruzione da zero produce altro, dal byte {0} in poi") \
    X(VERIFY_MISSING, DIAG_ERROR, "verify-missing", \
      "a clean build makes this file: {0}", \
      "una costruzione da zero produce questo file: {0}") \
    X(VERIFY_EXTRA, DIAG_ERROR, "verify-extra", \
      "a clean build does not make this file", \
      "una costruzione da zero non produce questo file")
/* clang-format on */

#endif
