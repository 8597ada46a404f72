/* messages_data.h - what is said about YAML, JSON and files; see messages.h. */
#ifndef DIAG_MESSAGES_DATA_H
#define DIAG_MESSAGES_DATA_H

/* clang-format off */
#define MESSAGES_DATA(X) \
    X(DID_YOU_MEAN, DIAG_NOTE, "did-you-mean", \
      "did you mean '{0}'?", \
      "forse intendevi '{0}'?") \
    X(FIRST_HERE, DIAG_NOTE, "first-here", \
      "first given here", \
      "la prima volta è qui") \
    X(NOT_UTF8, DIAG_ERROR, "not-utf8", \
      "this byte is not valid UTF-8", \
      "questo byte non è UTF-8 valido") \
    X(YAML_SYNTAX, DIAG_ERROR, "yaml-syntax", \
      "invalid YAML: {0}", \
      "YAML non valido: {0}") \
    X(YAML_CONTEXT, DIAG_NOTE, "yaml-context", \
      "it began here", \
      "comincia qui") \
    X(YAML_TWICE, DIAG_ERROR, "yaml-twice", \
      "'{0}' is given twice", \
      "'{0}' è indicato due volte") \
    X(YAML_KEY, DIAG_ERROR, "yaml-key", \
      "a key must be plain text", \
      "una chiave deve essere semplice testo") \
    X(YAML_DEEP, DIAG_ERROR, "yaml-deep", \
      "nested too deeply", \
      "annidamento troppo profondo") \
    X(YAML_DOCUMENTS, DIAG_ERROR, "yaml-documents", \
      "a second document begins here; only one is expected", \
      "qui comincia un secondo documento; ne è previsto uno solo") \
    X(YAML_NO_ANCHOR, DIAG_ERROR, "yaml-no-anchor", \
      "there is no anchor '{0}' above", \
      "più sopra non c'è un'ancora '{0}'") \
    X(YAML_ALIASES, DIAG_ERROR, "yaml-aliases", \
      "the aliases expand to far more than is written", \
      "gli alias si espandono molto oltre ciò che è scritto") \
    X(LOCALE_TYPE, DIAG_ERROR, "locale-type", \
      "'{0}' should be {1}", \
      "'{0}' dovrebbe essere {1}") \
    X(LOCALE_MISSING_KEY, DIAG_ERROR, "locale-missing-key", \
      "'{0}' is missing", \
      "manca '{0}'") \
    X(LOCALE_OTHER_HAS, DIAG_NOTE, "locale-other-has", \
      "another language has it here", \
      "un'altra lingua lo ha qui") \
    X(LOCALE_UNKNOWN_KEY, DIAG_ERROR, "locale-unknown-key", \
      "unknown key '{0}'", \
      "chiave sconosciuta '{0}'") \
    X(LOCALE_PLURAL, DIAG_ERROR, "locale-plural", \
      "'{0}' is not a plural form; they are zero, one, two, few, many, other", \
      "'{0}' non è una forma del plurale; sono zero, one, two, few, many, other") \
    X(LOCALE_FORM, DIAG_ERROR, "locale-form", \
      "the plural form '{0}' is missing", \
      "manca la forma del plurale '{0}'") \
    X(LOCALE_PLACEHOLDER, DIAG_ERROR, "locale-placeholder", \
      "'{{0}}' of the other languages is missing", \
      "manca '{{0}}', che le altre lingue hanno") \
    X(JSON_SYNTAX, DIAG_ERROR, "json-syntax", \
      "invalid JSON: expected {0}", \
      "JSON non valido: qui va {0}")
/* clang-format on */

#endif
