/* functions.h - the site's own functions, filters and tests for templates, as
 * tables for a TemplateSet.  RenderJob.host must be a const PageContext *.
 *
 * Whatever they read of the site they read through the reader's observer.
 */
#ifndef BUILD_FUNCTIONS_H
#define BUILD_FUNCTIONS_H

#include "template/template.h"

/* Each ends with a row whose fn is NULL. */
extern const TemplateRow site_functions[];
extern const TemplateRow site_filters[];
extern const TemplateRow site_tests[];

#endif
