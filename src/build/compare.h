/* compare.h - is what stands in the output folder what a clean build makes?
 */
#ifndef BUILD_COMPARE_H
#define BUILD_COMPARE_H

#include "build/build.h"

/* Builds the site anew, in memory and without a cache, and compares it with
 * what the build `o` just described left in its folder, file by file; each that
 * differs, is missing or should not be there is an error in `d`.  What the
 * build says itself is not said.  *files is how many were compared.
 *
 * Of a site with errors only what it is made of could be compared: what stays
 * of earlier builds is let pass. */
void build_compare(Arena *a, const BuildOptions *o, DiagList *d, size_t *files);

#endif
