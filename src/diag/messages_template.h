/* messages_template.h - what is said about templates; see messages.h. */
#ifndef DIAG_MESSAGES_TEMPLATE_H
#define DIAG_MESSAGES_TEMPLATE_H

/* clang-format off */

/* While a template is compiled. */
#define MESSAGES_TEMPLATE_SYNTAX(X) \
    X(TEMPLATE_COMMENT_OPEN, DIAG_ERROR, "template-comment-open", \
      "this comment is not closed by '{0}'", \
      "questo commento non è chiuso da '{0}'") \
    X(TEMPLATE_TAG_OPEN, DIAG_ERROR, "template-tag-open", \
      "this is not closed by '{0}'", \
      "manca la chiusura '{0}'") \
    X(TEMPLATE_UNCLOSED, DIAG_ERROR, "template-unclosed", \
      "'{0}' is not closed by 'end{0}'", \
      "'{0}' non è chiuso da 'end{0}'") \
    X(TEMPLATE_STRING_OPEN, DIAG_ERROR, "template-string-open", \
      "this string is not closed by {0}", \
      "questa stringa non è chiusa da {0}") \
    X(TEMPLATE_NUMBER, DIAG_ERROR, "template-number", \
      "'{0}' is not a number, or is too large", \
      "'{0}' non è un numero, o è troppo grande") \
    X(TEMPLATE_CHARACTER, DIAG_ERROR, "template-character", \
      "'{0}' means nothing here", \
      "'{0}' qui non significa nulla") \
    X(TEMPLATE_BRACKET, DIAG_ERROR, "template-bracket", \
      "expected '{1}', found '{0}'", \
      "qui ci vuole '{1}', non '{0}'") \
    X(TEMPLATE_BRACKET_EXTRA, DIAG_ERROR, "template-bracket-extra", \
      "'{0}' closes nothing", \
      "'{0}' non chiude nulla") \
    X(TEMPLATE_TOO_DEEP, DIAG_ERROR, "template-too-deep", \
      "nested more than {0} deep", \
      "più di {0} livelli di annidamento") \
    X(TEMPLATE_EXPECTED, DIAG_ERROR, "template-expected", \
      "expected '{1}', found {0}", \
      "qui ci vuole '{1}', non {0}") \
    X(TEMPLATE_EXPECTED_CLOSE, DIAG_ERROR, "template-expected-close", \
      "expected ',' or '{1}', found {0}", \
      "qui ci vuole ',' o '{1}', non {0}") \
    X(TEMPLATE_EXPECTED_VALUE, DIAG_ERROR, "template-expected-value", \
      "expected a value, found {0}", \
      "qui ci vuole un valore, non {0}") \
    X(TEMPLATE_EXPECTED_NAME, DIAG_ERROR, "template-expected-name", \
      "expected a name, found {0}", \
      "qui ci vuole un nome, non {0}") \
    X(TEMPLATE_EXPECTED_TAG, DIAG_ERROR, "template-expected-tag", \
      "expected the name of a tag, found {0}", \
      "qui ci vuole il nome di un tag, non {0}") \
    X(TEMPLATE_RESERVED, DIAG_ERROR, "template-reserved", \
      "'{0}' is a word of the language, so it cannot be assigned to", \
      "'{0}' è una parola del linguaggio: non si può assegnarle un valore") \
    X(TEMPLATE_NO_TAG, DIAG_ERROR, "template-no-tag", \
      "there is no tag '{0}'", \
      "non c'è un tag '{0}'") \
    X(TEMPLATE_NO_FILTER, DIAG_ERROR, "template-no-filter", \
      "there is no filter '{0}'", \
      "non c'è un filtro '{0}'") \
    X(TEMPLATE_NO_TEST, DIAG_ERROR, "template-no-test", \
      "there is no test '{0}'", \
      "non c'è un test '{0}'") \
    X(TEMPLATE_WRONG_END, DIAG_ERROR, "template-wrong-end", \
      "expected '{1}', found '{0}'", \
      "qui ci vuole '{1}', non '{0}'") \
    X(TEMPLATE_OPENED_HERE, DIAG_NOTE, "template-opened-here", \
      "'{0}' was opened here", \
      "'{0}' comincia qui") \
    X(TEMPLATE_STRAY_END, DIAG_ERROR, "template-stray-end", \
      "'{0}' ends nothing", \
      "'{0}' non chiude nulla") \
    X(TEMPLATE_NO_LOOP, DIAG_ERROR, "template-no-loop", \
      "'{0}' stands in no loop", \
      "'{0}' non sta in un ciclo") \
    X(TEMPLATE_ARG_TWICE, DIAG_ERROR, "template-arg-twice", \
      "'{0}' is given twice", \
      "'{0}' è indicato due volte") \
    X(TEMPLATE_ARG_ORDER, DIAG_ERROR, "template-arg-order", \
      "arguments without a name stand before those with one", \
      "gli argomenti senza nome vanno prima di quelli con il nome") \
    X(TEMPLATE_PARAM_ORDER, DIAG_ERROR, "template-param-order", \
      "'{0}' needs a default too, as the parameter before it has one", \
      "anche '{0}' vuole un valore predefinito, come il parametro che precede") \
    X(TEMPLATE_CALLER_PARAM, DIAG_ERROR, "template-caller-param", \
      "the parameter 'caller' needs a default", \
      "il parametro 'caller' vuole un valore predefinito") \
    X(TEMPLATE_CALL_WHAT, DIAG_ERROR, "template-call-what", \
      "'call' needs a call, such as box()", \
      "'call' vuole una chiamata, per esempio box()") \
    X(TEMPLATE_BLOCK_TWICE, DIAG_ERROR, "template-block-twice", \
      "the block '{0}' is there twice", \
      "il blocco '{0}' c'è due volte") \
    X(TEMPLATE_REQUIRED_BODY, DIAG_ERROR, "template-required-body", \
      "the required block '{0}' can hold only white space and comments", \
      "il blocco richiesto '{0}' può contenere solo spazi e commenti") \
    X(TEMPLATE_EXTENDS_INSIDE, DIAG_ERROR, "template-extends-inside", \
      "'extends' cannot stand inside '{0}'", \
      "'extends' non può stare dentro '{0}'") \
    X(TEMPLATE_LOOP_NAME, DIAG_ERROR, "template-loop-name", \
      "'loop' is the loop's own name, so nothing can be assigned to it", \
      "'loop' è il nome del ciclo stesso: non si può assegnargli un valore") \
    X(TEMPLATE_NO_TEMPLATE, DIAG_ERROR, "template-no-template", \
      "there is no template '{0}'", \
      "non c'è un template '{0}'") \
    X(TEMPLATE_PART_BAD, DIAG_ERROR, "template-part-bad", \
      "the template '{0}' has errors", \
      "il template '{0}' contiene errori")

/* While it is rendered. */
#define MESSAGES_TEMPLATE_RUN(X) \
    X(TEMPLATE_UNDEFINED, DIAG_ERROR, "template-undefined", \
      "'{0}' is not defined", \
      "'{0}' non è definito") \
    X(TEMPLATE_NO_MEMBER, DIAG_ERROR, "template-no-member", \
      "a value of kind {1} has no '{0}'", \
      "un valore di tipo {1} non ha '{0}'") \
    X(TEMPLATE_NO_ITEM, DIAG_ERROR, "template-no-item", \
      "a value of kind {1} has no item {0}", \
      "un valore di tipo {1} non ha l'elemento {0}") \
    X(TEMPLATE_UNDEFINED_VALUE, DIAG_ERROR, "template-undefined-value", \
      "this value is not defined", \
      "questo valore non è definito") \
    X(TEMPLATE_OPERANDS, DIAG_ERROR, "template-operands", \
      "'{0}' does not work on values of kind {1} and {2}", \
      "'{0}' non si applica a valori di tipo {1} e {2}") \
    X(TEMPLATE_OPERAND, DIAG_ERROR, "template-operand", \
      "'{0}' does not work on a value of kind {1}", \
      "'{0}' non si applica a un valore di tipo {1}") \
    X(TEMPLATE_SLICE_STEP, DIAG_ERROR, "template-slice-step", \
      "the step of a slice cannot be 0", \
      "il passo di una fetta non può essere 0") \
    X(TEMPLATE_NOT_ITERABLE, DIAG_ERROR, "template-not-iterable", \
      "a value of kind {0} has no items", \
      "un valore di tipo {0} non ha elementi") \
    X(TEMPLATE_NOT_CALLABLE, DIAG_ERROR, "template-not-callable", \
      "a value of kind {0} cannot be called", \
      "un valore di tipo {0} non si può chiamare") \
    X(TEMPLATE_UNPACK, DIAG_ERROR, "template-unpack", \
      "{0} values do not fit {1} names", \
      "{0} valori non vanno in {1} nomi") \
    X(TEMPLATE_KEY, DIAG_ERROR, "template-key", \
      "a value of kind {0} cannot be a key", \
      "un valore di tipo {0} non può essere una chiave") \
    X(TEMPLATE_NOT_NAMESPACE, DIAG_ERROR, "template-not-namespace", \
      "'{0}' is no namespace: only a namespace has attributes that can be set", \
      "'{0}' non è un namespace: solo a un namespace si danno attributi") \
    X(TEMPLATE_NAME_KIND, DIAG_ERROR, "template-name-kind", \
      "a template is named by a string, not by a value of kind {0}", \
      "un template si indica con una stringa, non con un valore di tipo {0}") \
    X(TEMPLATE_NONE_OF, DIAG_ERROR, "template-none-of", \
      "there is none of the templates {0}", \
      "non c'è nessuno dei template {0}") \
    X(TEMPLATE_EXTENDS_TWICE, DIAG_ERROR, "template-extends-twice", \
      "this template extends another already", \
      "questo template ne estende già un altro") \
    X(TEMPLATE_BLOCK_REQUIRED, DIAG_ERROR, "template-block-required", \
      "the block '{0}' is required, and no template that extends this one has it", \
      "il blocco '{0}' è richiesto, e nessun template che estende questo lo ha") \
    X(TEMPLATE_NO_SUPER, DIAG_ERROR, "template-no-super", \
      "no template that is extended has a block '{0}'", \
      "nessuno dei template estesi ha un blocco '{0}'") \
    X(TEMPLATE_ARGS_MANY, DIAG_ERROR, "template-args-many", \
      "'{0}' takes at most {1} arguments", \
      "'{0}' vuole al massimo {1} argomenti") \
    X(TEMPLATE_ARG_KEYS, DIAG_ERROR, "template-arg-keys", \
      "what stands behind '**' must be a dict with strings as keys", \
      "dopo '**' ci vuole un dict che abbia stringhe come chiavi") \
    X(TEMPLATE_NO_CALLER, DIAG_ERROR, "template-no-caller", \
      "'{0}' does not use 'caller', so 'call' cannot call it", \
      "'{0}' non usa 'caller', perciò 'call' non può chiamarla") \
    X(TEMPLATE_NOT_RECURSIVE, DIAG_ERROR, "template-not-recursive", \
      "only a loop that is marked 'recursive' can be called", \
      "solo un ciclo con 'recursive' si può chiamare") \
    X(TEMPLATE_FROZEN, DIAG_ERROR, "template-frozen", \
      "a {0} that this page did not make cannot be changed", \
      "un valore di tipo {0} che questa pagina non ha creato non si può modificare") \
    X(TEMPLATE_NOT_IN, DIAG_ERROR, "template-not-in", \
      "{0} is not in it", \
      "{0} non c'è") \
    X(TEMPLATE_EMPTY, DIAG_ERROR, "template-empty", \
      "'{0}' finds nothing: the {1} is empty", \
      "'{0}' non trova nulla: il valore di tipo {1} è vuoto") \
    X(TEMPLATE_STEPS, DIAG_ERROR, "template-steps", \
      "more than {0} loop turns and calls for one page", \
      "più di {0} giri di ciclo e chiamate per una pagina") \
    X(TEMPLATE_OUTPUT, DIAG_ERROR, "template-output", \
      "more than {0} bytes of output for one page", \
      "più di {0} byte prodotti per una pagina") \
    X(TEMPLATE_MEMORY, DIAG_ERROR, "template-memory", \
      "more than {0} bytes of memory for one page", \
      "più di {0} byte di memoria per una pagina") \
    X(TEMPLATE_DEPTH, DIAG_ERROR, "template-depth", \
      "calls and includes are nested too deeply; does one call itself for ever?", \
      "chiamate e include troppo annidati; qualcosa richiama sé stesso senza fine?") \
    X(TEMPLATE_INCLUDED_HERE, DIAG_NOTE, "template-included-here", \
      "included here", \
      "incluso qui") \
    X(TEMPLATE_IMPORTED_HERE, DIAG_NOTE, "template-imported-here", \
      "imported here", \
      "importato qui") \
    X(TEMPLATE_EXTENDED_HERE, DIAG_NOTE, "template-extended-here", \
      "extended here", \
      "esteso qui") \
    X(TEMPLATE_CALLED_HERE, DIAG_NOTE, "template-called-here", \
      "'{0}' called here", \
      "'{0}' è chiamato qui") \
    X(TEMPLATE_BLOCK_HERE, DIAG_NOTE, "template-block-here", \
      "in the block '{0}', which stands here", \
      "nel blocco '{0}', che sta qui") \
    X(TEMPLATE_FOR_PAGE, DIAG_NOTE, "template-for-page", \
      "while making '{0}'", \
      "mentre si produceva '{0}'") \
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

#define MESSAGES_TEMPLATE(X) \
    MESSAGES_TEMPLATE_SYNTAX(X) \
    MESSAGES_TEMPLATE_RUN(X) \
    X(TEMPLATE_TEST_CHAIN, DIAG_ERROR, "template-test-chain", \
      "one test cannot follow another; put the first into brackets", \
      "un test non può seguirne un altro: metti il primo tra parentesi") \
    X(TEMPLATE_IMPORT_PRIVATE, DIAG_ERROR, "template-import-private", \
      "'{0}' begins with an underscore, so it cannot be imported", \
      "'{0}' comincia con un trattino basso: non si può importare") \
    X(TEMPLATE_MAYBE_NO_FILTER, DIAG_WARNING, "template-maybe-no-filter", \
      "there is no filter '{0}', if a page comes to need it", \
      "non c'è un filtro '{0}', se una pagina arriva ad averne bisogno") \
    X(TEMPLATE_MAYBE_NO_TEST, DIAG_WARNING, "template-maybe-no-test", \
      "there is no test '{0}', if a page comes to need it", \
      "non c'è un test '{0}', se una pagina arriva ad averne bisogno") \
    X(TEMPLATE_NO_VALUE, DIAG_ERROR, "template-no-value", \
      "'{0}' was given no value", \
      "a '{0}' non è stato dato un valore") \
    X(TEMPLATE_FORMAT_LONG, DIAG_ERROR, "template-format-long", \
      "what the format makes is longer than 4 MB", \
      "quello che il formato produce supera 4 MB") \
    X(TEMPLATE_MAYBE_NO_TEMPLATE, DIAG_WARNING, "template-maybe-no-template", \
      "there is no template '{0}', if a page comes to need it", \
      "non c'è un template '{0}', se una pagina arriva ad averne bisogno")
/* clang-format on */

#endif
