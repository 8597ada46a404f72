/* messages_template.h - what is said about templates; see messages.h. */
#ifndef DIAG_MESSAGES_TEMPLATE_H
#define DIAG_MESSAGES_TEMPLATE_H

/* clang-format off */
#define MESSAGES_TEMPLATE(X) \
    X(TEMPLATE_FILTER_KIND, DIAG_ERROR, "template-filter-kind", \
      "'{0}' takes a value of kind {1}, not {2}", \
      "'{0}' vuole un valore di tipo {1}, non {2}") \
    X(TEMPLATE_ARGUMENT, DIAG_ERROR, "template-argument", \
      "'{1}' of '{0}' must be {2}, not {3}", \
      "'{1}' di '{0}' deve essere {2}, non {3}") \
    X(TEMPLATE_NO_ORDER, DIAG_ERROR, "template-no-order", \
      "a value of kind {0} and one of kind {1} have no order", \
      "un valore di tipo {0} e uno di tipo {1} non hanno un ordine") \
    X(TEMPLATE_ZERO, DIAG_ERROR, "template-zero", \
      "division by zero", \
      "divisione per zero") \
    X(TEMPLATE_TOO_LARGE, DIAG_ERROR, "template-too-large", \
      "the number {0} is too large", \
      "il numero {0} è troppo grande") \
    X(TEMPLATE_FORMAT, DIAG_ERROR, "template-format", \
      "no value suits '{0}' in the format", \
      "nessun valore si adatta a '{0}' nel formato") \
    X(TEMPLATE_FORMAT_MORE, DIAG_ERROR, "template-format-more", \
      "there are more values than the format has places", \
      "i valori sono più dei posti nel formato") \
    X(TEMPLATE_ATTRIBUTE_NAME, DIAG_ERROR, "template-attribute-name", \
      "'{0}' cannot be the name of an attribute", \
      "'{0}' non può essere il nome di un attributo")
/* clang-format on */

#endif
