/* info.h - from struct stat to FileInfo; private to os/.
 */
#ifndef OS_INFO_H
#define OS_INFO_H

#include "os/fs.h"

#include <sys/stat.h>

FileInfo info_of(const struct stat *st);

#endif
