/* replay.c - feeds files to a fuzzer's entry, where there is no libFuzzer. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

static char *read_all(FILE *f, size_t *len)
{
    size_t cap = 1 << 16;
    char *text = malloc(cap);

    *len = 0;
    while (text) {
        size_t n = fread(text + *len, 1, cap - *len, f);
        if (n == 0)
            return text;
        *len += n;
        if (*len == cap)
            text = realloc(text, cap *= 2);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        size_t len;
        char *text = f ? read_all(f, &len) : NULL;
        if (!text) {
            perror(argv[i]);
            return 1;
        }
        fclose(f);
        LLVMFuzzerTestOneInput((const uint8_t *)text, len);
        free(text);
    }
    printf("%d inputs\n", argc - 1);
    return 0;
}
