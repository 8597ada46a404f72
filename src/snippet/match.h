/* match.h - whether what came is what was expected.
 *
 * Expected output is a line for a line, but for what authors know from cram,
 * scrut and doctest:
 *
 *     ...                   a line of it: any number of lines
 *     total [..] bytes      within a line: anything
 *     v[0-9.]+ (re)         a regular expression (POSIX, extended) for the line
 *     v*.txt (glob)         '*' and '?' in the line, '\' before a real one
 *     [1]                   as last line: the exit status
 *
 * "like" compares what stays the same from one run of a cluster to the next:
 * ages (5m, 2d3h), durations, moments, addresses of IP and Ethernet, generated
 * suffixes (-7d4b9c6f5-x2x9k), digests and UUIDs, the kernel's numbers of
 * sockets and namespaces (net:[4026532250]) and runs of spaces may differ.  A
 * newline at the very end does not count.
 */
#ifndef SNIPPET_MATCH_H
#define SNIPPET_MATCH_H

#include "base/buf.h"
#include "snippet/snippet.h"

bool match_output(Arena *scratch, Str expected, Str got, SnippetMatch how);

/* Takes a last line "[1]" off what is expected: its status.  False, and nothing
 * changed, if there is none. */
bool match_status(Str *expected, int *status);

/* What must be taken away ('-') and added ('+') to what is expected; other
 * lines have a space in front.  Lines that match are shown as they are
 * expected. */
void match_diff(Buf *out, Str expected, Str got, SnippetMatch how);

/* What is expected, mended: lines that match stay, those that do not give way
 * to what came. */
Str match_mended(Arena *a, Str expected, Str got, SnippetMatch how);

/* A line with all that "like" leaves out replaced by a name: "<age>". */
Str match_alike(Arena *a, Str line);

/* False if an expected line says (re) and is no regular expression, or one that
 * could take for ever; *line counts from 0. */
bool match_check(Arena *scratch, Str expected, size_t *line);

#endif
