/* xml.h - is a piece of HTML also well-formed XML?
 */
#ifndef BUILD_XML_H
#define BUILD_XML_H

#include "base/arena.h"

/* True if every element is closed in its turn, attributes are quoted and given
 * once, and the only named references are the five of XML 1.0 (section 4.6):
 * then it may stand in a feed as XHTML.  Linear in the text. */
bool xml_well_formed(Arena *scratch, Str text);

/* True if all characters are ones that XML 1.0 has (section 2.2): no control
 * characters but tab and line ends. */
bool xml_characters(Str text);

#endif
