/* builtin.h - files that are part of the program.
 *
 * The default theme (themes/folio/...), the sample site of `bifolio new site`
 * (src/cli/sample/...) and the script of `bifolio serve`
 * (src/serve/client/...), by their paths in the repository.  src/embed.sh
 * writes the table when the program is made.
 */
#ifndef BUILD_BUILTIN_H
#define BUILD_BUILTIN_H

#include "base/str.h"

typedef struct {
    Str path, bytes;
} BuiltinFile;

/* All of them, sorted by path; they live as long as the program. */
const BuiltinFile *builtin_files(size_t *n);

#endif
