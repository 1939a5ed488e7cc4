/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a page on paper: what can be answered gets a box, a line or a letter to circle;
 * what was answered, or is the key, its words. Nothing a page can do is said. Well-formed as XML
 * too. */
#ifndef EXCHANGE_PAGE_HTML_H
#define EXCHANGE_PAGE_HTML_H

#include "base/str.h"
#include "model/page.h"

extern const char page_html_style[]; /* of what is written, for a style element */

/* Appends. level: of a heading among the blocks, 2 to 6. */
void page_html(const struct page *page, unsigned level, struct str *out);
void page_html_markup(const struct markup *markup, unsigned level, struct str *out);

#endif
