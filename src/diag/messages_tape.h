/* messages_tape.h - what is said about tapes; see messages.h. */
#ifndef DIAG_MESSAGES_TAPE_H
#define DIAG_MESSAGES_TAPE_H

/* clang-format off */
#define MESSAGES_TAPE(X) \
    X(TAPE_NO_VERSION, DIAG_ERROR, "tape-version", \
      "a tape begins with the line 'tape 1'", \
      "un nastro comincia con la riga 'tape 1'") \
    X(TAPE_OTHER_VERSION, DIAG_ERROR, "tape-other-version", \
      "this tape is of version {0}; this program reads version {1}", \
      "questo nastro è della versione {0}; questo programma legge la versione {1}") \
    X(TAPE_ORIGIN, DIAG_ERROR, "tape-origin", \
      "a tape says where it is from: 'origin hand' or 'origin recorded YYYY-MM-DD'", \
      "un nastro dice da dove viene: 'origin hand' oppure 'origin recorded AAAA-MM-GG'") \
    X(TAPE_LINE, DIAG_ERROR, "tape-line", \
      "this is no line of a tape", \
      "questa non è una riga di un nastro") \
    X(TAPE_CONTROL, DIAG_ERROR, "tape-control", \
      "a tape holds no control characters but tabs and colours", \
      "un nastro non contiene caratteri di controllo tranne tabulazioni e colori") \
    X(TAPE_TOOL, DIAG_ERROR, "tape-tool", \
      "the tape names no tool '{0}'", \
      "il nastro non nomina uno strumento '{0}'") \
    X(TAPE_NO_STATUS, DIAG_ERROR, "tape-without-status", \
      "this call has no end: a line '= 0' with its exit status", \
      "questa chiamata non ha fine: una riga '= 0' con lo stato d'uscita") \
    X(TAPE_STATUS, DIAG_ERROR, "tape-status", \
      "'{0}' is not an exit status: a number from 0 to 255", \
      "'{0}' non è uno stato d'uscita: un numero da 0 a 255") \
    X(TAPE_INPUT, DIAG_ERROR, "tape-input", \
      "'{0}' is not a SHA-256 in hexadecimal, nor '*' for any input", \
      "'{0}' non è uno SHA-256 in esadecimale, né '*' per qualsiasi input") \
    X(TAPE_SPECIAL, DIAG_ERROR, "tape-special", \
      "a shell would act on '{0}': quote it", \
      "una shell interpreterebbe '{0}': va fra virgolette") \
    X(TAPE_UNCLOSED, DIAG_ERROR, "tape-unclosed", \
      "this quotation is not closed", \
      "queste virgolette non sono chiuse") \
    X(TAPE_AFTER_END, DIAG_ERROR, "tape-after-end", \
      "the line above says that it is the last: it ends with '\\'", \
      "la riga precedente dice di essere l'ultima: finisce con '\\'") \
    X(TAPE_SECRET, DIAG_ERROR, "tape-secret", \
      "this looks like a secret ({0}), and a tape is for everyone to read", \
      "questo sembra un segreto ({0}), e un nastro lo leggono tutti")
/* clang-format on */

#endif
