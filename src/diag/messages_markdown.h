/* messages_markdown.h - what is said about Markdown; see messages.h. */
#ifndef DIAG_MESSAGES_MARKDOWN_H
#define DIAG_MESSAGES_MARKDOWN_H

/* clang-format off */
#define MESSAGES_MARKDOWN(X) \
    X(MARKDOWN_TOO_DEEP, DIAG_ERROR, "markdown-too-deep", \
      "quotes, lists or emphasis are nested more than {0} deep", \
      "citazioni, elenchi o enfasi sono annidati oltre {0} livelli") \
    X(MARKDOWN_TOO_COMPLEX, DIAG_ERROR, "markdown-too-complex", \
      "too many brackets, tags, addresses or table cells run together to be read", \
      "troppe parentesi, marcature, indirizzi o celle di tabella, uno sull'altro, per leggerli") \
    X(MARKDOWN_LONG_REFERENCE, DIAG_ERROR, "markdown-long-reference", \
      "this reference is too long for a text with so many brackets", \
      "questo riferimento è troppo lungo per un testo con tante parentesi quadre") \
    X(MARKDOWN_NOTE_CARET, DIAG_ERROR, "note-caret", \
      "write \\^ here; a caret as a character reference after '[' is not read", \
      "scrivi \\^ qui; un accento circonflesso come entità dopo '[' non si legge") \
    X(MARKDOWN_NOTE_MISSING, DIAG_WARNING, "note-missing", \
      "there is no footnote '{0}'", \
      "la nota '{0}' non esiste") \
    X(MARKDOWN_RAW_HTML, DIAG_WARNING, "raw-html", \
      "raw HTML is not allowed here and was left out", \
      "l'HTML diretto qui non è permesso ed è stato tolto") \
    X(MARKDOWN_LINK_REFUSED, DIAG_WARNING, "link-refused", \
      "where raw HTML is not allowed '{0}' is not linked to", \
      "dove l'HTML diretto non è permesso '{0}' non diventa un collegamento") \
    X(MARKDOWN_CALLOUT, DIAG_WARNING, "unknown-callout", \
      "there is no callout '{0}'; this stays a quotation", \
      "il riquadro '{0}' non esiste; questa resta una citazione") \
    X(MARKDOWN_ATTRIBUTES, DIAG_ERROR, "bad-attributes", \
      "attributes look like {#id .class key=value}, not like '{0}'", \
      "gli attributi hanno la forma {#id .classe chiave=valore}, non '{0}'") \
    X(MARKDOWN_ATTRIBUTES_OPEN, DIAG_ERROR, "attributes-open", \
      "the attributes are not closed with '}'", \
      "gli attributi non sono chiusi da '}'") \
    X(MARKDOWN_ATTRIBUTE_UNKNOWN, DIAG_ERROR, "unknown-attribute", \
      "there is no attribute '{0}' here", \
      "l'attributo '{0}' qui non esiste") \
    X(MARKDOWN_OPTION_LINE, DIAG_ERROR, "bad-option-line", \
      "attributes in the code's first lines look like '#| key: value', not like '{0}'", \
      "gli attributi nelle prime righe del codice hanno la forma '#| chiave: valore', non '{0}'") \
    X(MARKDOWN_ATTRIBUTE_VALUE, DIAG_ERROR, "bad-attribute", \
      "'{1}' is not a value for '{0}'", \
      "'{1}' non è un valore per '{0}'") \
    X(MARKDOWN_LINES, DIAG_ERROR, "bad-lines", \
      "lines look like 3 or 5-7, not like '{0}'", \
      "le righe si scrivono 3 o 5-7, non '{0}'") \
    X(MARKDOWN_LINE_MISSING, DIAG_ERROR, "no-such-line", \
      "there is no line {0}: the code has {1}", \
      "la riga {0} non esiste: il codice ne ha {1}") \
    X(MARKDOWN_ID_TWICE, DIAG_ERROR, "id-twice", \
      "the id '{0}' is given twice", \
      "l'id '{0}' è dato due volte") \
    X(MARKDOWN_ID_TAKEN, DIAG_ERROR, "id-taken", \
      "the id '{0}' is used by the page itself", \
      "l'id '{0}' è usato dalla pagina stessa") \
    X(MARKDOWN_SHORTCODE_UNKNOWN, DIAG_ERROR, "unknown-shortcode", \
      "there is no shortcode '{0}'", \
      "lo shortcode '{0}' non esiste") \
    X(MARKDOWN_SHORTCODE_ARGUMENT, DIAG_ERROR, "shortcode-argument", \
      "arguments look like name=\"text\", n=3, not like '{0}'", \
      "gli argomenti hanno la forma nome=\"testo\", n=3, non '{0}'") \
    X(MARKDOWN_SHORTCODE_VALUE, DIAG_ERROR, "shortcode-value", \
      "a value is \"text\", a number, true, false or a [list], not '{0}'", \
      "un valore è un \"testo\", un numero, true, false o una [lista], non '{0}'") \
    X(MARKDOWN_SHORTCODE_TWICE, DIAG_ERROR, "shortcode-twice", \
      "'{0}' is given twice", \
      "'{0}' è indicato due volte") \
    X(MARKDOWN_SHORTCODE_OPEN, DIAG_ERROR, "shortcode-open", \
      "this shortcode is not closed by '{0}'", \
      "questo shortcode non è chiuso da '{0}'") \
    X(MARKDOWN_SHORTCODE_STRAY, DIAG_ERROR, "shortcode-stray", \
      "this ends no shortcode", \
      "questo non chiude nessuno shortcode") \
    X(MARKDOWN_SLIP, DIAG_WARNING, "accent-apostrophe", \
      "'{0}' is written with an apostrophe", \
      "'{0}' è scritto con l'apostrofo")
/* clang-format on */

#endif
