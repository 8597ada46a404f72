/* version.h - which bifolio this is.
 */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define BIFOLIO_VERSION "0.1.0"

#endif
