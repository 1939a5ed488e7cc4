#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo explain: every code of the program has a page, and no page is of a code that is none.
#
# A code is a literal "noun.what" (diag_add asserts that form, and literals cannot be put together at
# run time). So every literal of that form in src/ is a code, or is named below as something else;
# and since the same literals are also read out of the built program, none can hide in a macro.
. "$(dirname "$0")/../tap.sh"
other="class.card class.sealed mrz.ok noun.what tui.actions tui.close tui.enter tui.help ui.find ui.search"

literals() { # of all sources; a comment's count too: a code that only a comment names is a mistake
  find "$top/src" -name '*.[ch]' -exec cat {} + |
    grep -oE '"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*"' | tr -d '"' |
    grep -vE '^[0-9]|\.(yaml|csv|md)$|^(events\.jsonl|manifest\.json)$' | sort -u # numbers, and names of files
}
pages() { sed -n 's/^== //p' "$top"/assets/explain/*.txt | sort; }
listed() { "$MAFUNZO" explain | sed 's/ .*//' | sort; }

literals > "$work/literals"
printf '%s\n' $other | sort > "$work/other"
comm -23 "$work/literals" "$work/other" > "$work/codes"
pages > "$work/pages"
listed > "$work/listed"

ok "what is no code is there still" equal "$(comm -13 "$work/literals" "$work/other")" ""
ok "the literals are codes and others, no more" equal "$(wc -l < "$work/literals")" \
  "$(($(wc -l < "$work/codes") + $(printf '%s\n' $other | wc -l)))"
ok "there are many codes" [ "$(wc -l < "$work/codes")" -gt 150 ]
ok "every code has a page" equal "$(comm -23 "$work/codes" "$work/pages")" ""
ok "every page is of a code" equal "$(comm -13 "$work/codes" "$work/pages")" ""
ok "no page stands twice" equal "$(uniq -d "$work/pages")" ""
ok "the program has these pages" cmp "$work/pages" "$work/listed"
# "item." followed by something is a code put together from pieces.
ok "no literal is half a code" equal "$(find "$top/src" -name '*.c' -exec cat {} + |
  sed -n '/diag_\|node_error\|node_warn\|read_/p' | grep -oE '"[a-z-]+\."' | sort -u)" ""

# What the built program holds between two NULs, as the compiler left it.
nouns=$(sed 's/\..*//' "$work/pages" | sort -u | tr '\n' '|' | sed 's/|$//')
in_program() {
  for program in "$MAFUNZO" "$MAFUNZO_LIBEXEC/mafunzo-office"; do
    LC_ALL=C tr '\0\n' '\n ' < "$program" |
      LC_ALL=C grep -aoxE "($nouns)\.[a-z0-9]+(-[a-z0-9]+)*"
  done | grep -v '\.jsonl$' | sort -u
}
in_program > "$work/in-program"
ok "the built program holds codes" [ "$(wc -l < "$work/in-program")" -gt 100 ]
ok "and none of them without a page" equal \
  "$(comm -23 "$work/in-program" "$work/pages" | grep -vxE '.*\.(c|cold|h|o|txt|yaml|csv|md|[0-9]+)|mrz\.ok|class\.(card|sealed)')" ""

explain() { "$MAFUNZO" explain "$@" > "$work/out" 2> "$work/err" < /dev/null; rc=$?; }
explain
ok "without a code it lists them all" equal "$rc $(wc -l < "$work/out")" "0 $(wc -l < "$work/pages")"
ok "in lines of less than 80" [ "$(awk 'length > 79' "$work/out" | wc -l)" = 0 ]
explain yaml.colon
ok "a page" contains "$work/out" 'title: "Remember: the person first"'
ok "has the wrong way too" contains "$work/out" 'title: Remember: the person first'
ok "and says nothing else" [ "$rc" = 0 -a ! -s "$work/err" ]
explain '[yaml.colon]'
ok "a code in its brackets" [ "$rc" = 0 ]
explain yaml
ok "a noun lists its codes" equal "$rc $(grep -vc '^yaml\.' "$work/out")" "0 0"
explain yaml.colom
ok "an unknown one: 64, and the nearest" equal "$rc $(grep -c 'yaml\.colon?' "$work/err")" "64 1"
explain "$(printf 'a\033[2Jb')"
ok "no control of it comes back" clean_text "$work/err"
ok "64" [ "$rc" = 64 ]
explain ""
ok "an empty one: 64" [ "$rc" = 64 ]
explain yaml.colon yaml.tab
ok "two: 64" [ "$rc" = 64 ]
explain --all
ok "an unknown option: 64" [ "$rc" = 64 ]
"$MAFUNZO" explain > /dev/full 2> "$work/err"
ok "a full disk: 74" [ $? = 74 ]

printf 'id: a: b\n' > "$work/m.yaml"
"$MAFUNZO" check "$work/m.yaml" > "$work/out" 2> "$work/err"
ok "check mentions it, once, at the end" equal "$(tail -n 1 "$work/err")" \
  "mafunzo explain CODE tells more, for example: mafunzo explain $(sed -n 's/.*\[\(.*\)\]$/\1/p' "$work/err" | head -n 1)"
"$MAFUNZO" check --quiet "$work/m.yaml" > "$work/out" 2> "$work/err"
ok "not with --quiet" lacks "$work/err" "mafunzo explain"
"$MAFUNZO" check --format json "$work/m.yaml" > "$work/out" 2> "$work/err"
ok "not in JSON" [ ! -s "$work/err" ]
"$MAFUNZO" check "$top/courses" > "$work/out" 2> "$work/err"
ok "not where there is nothing to explain" lacks "$work/err" "mafunzo explain"
finish
