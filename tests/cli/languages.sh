#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every translation says all that the program says; and the program speaks it, whatever locales the
# machine has. After a change of strings:
# make -C build update-po, then fill what stands empty in po/.
. "$(dirname "$0")/../tap.sh"
pot=$work/mafunzo.pot
"$top/scripts/template" > "$pot" 2> "$work/said"
ok "the template is made without a warning" equal "$(cat "$work/said")" ""

none() { # option of msgattrib: no message is such
  msgattrib "$1" "$work/merged.po" | sed 1,/^\$/d > "$work/such"
  cat "$work/such"
  [ ! -s "$work/such" ]
}

for po in "$top"/po/*.po; do
  code=$(basename "$po" .po)
  msgmerge -q --no-fuzzy-matching -o "$work/merged.po" "$po" "$pot"
  ok "$code: nothing is wrong with its form" msgfmt --check -o "$work/$code.mo" "$po"
  ok "$code: every string is translated" none --untranslated
  ok "$code: none is doubtful" none --only-fuzzy
  ok "$code: none is left over" none --only-obsolete
  ok "$code: is built" grep -q "^LINGUAS = .*\\b$code\\b" "$top/Makefile.am"
done

# A line of French has its blanks where French has them, and lines cannot break there.
msgattrib --no-wrap --translated "$top/po/fr.po" | grep '^msgstr' > "$work/fr"
ok "fr: a hard blank before ; ! and »" equal "$(grep -E ' (;|!|»)( |$|\\n)' "$work/fr")" ""
ok "fr: a hard blank after «" equal "$(grep '« ' "$work/fr")" ""
finish
