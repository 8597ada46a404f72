/* tree.c - see tree.h. */
#include "markdown/tree.h"

bool md_is_leaf_block(const MdNode *n)
{
    return n->kind == MD_PARAGRAPH || n->kind == MD_HEADING ||
           n->kind == MD_CELL || n->kind == MD_TITLE;
}
