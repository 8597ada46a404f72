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
      "'{0}' è indicato due volte")
/* clang-format on */

#endif
