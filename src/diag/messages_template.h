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
      "'{0}' non può essere il nome di un attributo") \
    X(TEMPLATE_NO_ATTRIBUTE, DIAG_ERROR, "template-no-attribute", \
      "'{0}': an item of kind {1} has no '{2}'", \
      "'{0}': un elemento di tipo {1} non ha '{2}'") \
    X(TEMPLATE_ITEM_UNDEFINED, DIAG_ERROR, "template-item-undefined", \
      "'{0}': an item is undefined", \
      "'{0}': un elemento non è definito") \
    X(TEMPLATE_ARG_NEEDED, DIAG_ERROR, "template-argument-needed", \
      "'{0}' needs '{1}'", \
      "'{0}' ha bisogno di '{1}'") \
    X(TEMPLATE_ARG_UNKNOWN, DIAG_ERROR, "template-argument-unknown", \
      "'{0}' takes no argument '{1}'", \
      "'{0}' non prende un argomento '{1}'")
/* clang-format on */

#endif
