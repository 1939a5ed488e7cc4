#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo mrz: the specimens of Doc 9303 and practice lines there and back, and everything that can be
# wrong with a file of them. tests/cli/good/mrz.txt has them, an empty line between documents.
. "$(dirname "$0")/../tap.sh"
good=$top/tests/cli/good/mrz.txt
cd "$work" || exit 70
one='P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
two='L898902C36UTO7408122F1204159ZE184226B<<<<<10'

mrz() { "$MAFUNZO" mrz "$@" > out 2> err; rc=$?; }
of() { jq -r "$1" out; }
codes() { of '[.diagnostics[] | "\(.code)@\(.line):\(.column)-\(.end_column)"] | join(" ")'; }
bad() { # WHAT CODES: the file text has exactly these, each with its line and columns; exit 65
  mrz --json text
  ok "$1" equal "$rc $(codes)" "65 $2"
  "$MAFUNZO" mrz text > plain 2> plain.err
  ok "$1, in words" equal "$? $(sed -n 's/^text:\([0-9]*:[0-9]*\): error: .*\[\(.*\)\]$/\2@\1/p' plain.err | tr '\n' ' ')" \
    "65 $(of '[.diagnostics[] | "\(.code)@\(.line):\(.column) "] | join("")')"
}

# -- Good ones ---------------------------------------------------------------------------------

n=$(($(grep -c '^$' "$good") + 1))
mrz "$good"
ok "specimens and practice lines are valid" equal "$rc $(tail -n 1 out)" "0 $n documents, $n of them valid"
ok "with nothing to say against them" [ ! -s err ]
ok "a field has its place" contains out "  2:29     optional         ZE184226B<<<<<"
ok "a digit is told, found and expected" contains out "  2:44     composite        found 0, expected 0 (sum 880)"
ok "the name is told" contains out "           surname          ERIKSSON"
ok "a long number is told whole" contains out "           whole number     D23145890734"
mrz < "$good"
ok "from the input too" equal "$rc $(tail -n 1 out)" "0 $n documents, $n of them valid"
mrz - < "$good"
ok "or from -" equal "$rc $(tail -n 1 out)" "0 $n documents, $n of them valid"
mrz --quiet "$good"
ok "quietly: nothing" equal "$rc $(cat out err)" "0 "

mrz --json "$good"
ok "JSON: all are valid" equal "$rc $(of '"\(.documents | length) \(.valid) \(.errors)"')" "0 $n $n 0"
ok "JSON: formats" equal "$(of '[.documents[].format] | unique | join(" ")')" "mrv-a mrv-b td1 td2 td3"
ok "JSON: digits of each format" equal \
  "$(of '[.documents[] | "\(.format) \(.digits | length)"] | unique | join(", ")')" \
  "mrv-a 3, mrv-b 3, td1 4, td2 4, td3 5"
ok "JSON: the fields of each cover its lines" equal \
  "$(of '[.documents[] | ([.fields[].value] | join("")) == (.lines | join(""))] | unique | tostring')" "[true]"
ok "JSON: the sums are those of Doc 9303" equal \
  "$(of '[.documents[0].digits[] | "\(.name) \(.sum) \(.found)\(.expected) \(.ok)"] | join(", ")')" \
  "number-check 316 66 true, birth-check 122 22 true, expiry-check 49 99 true, optional-check 401 11 true, composite 880 00 true"
cp out good.json
"$MAFUNZO" mrz --compose good.json > again 2> err
ok "composed anew they are the same bytes" cmp again "$good"
"$MAFUNZO" mrz --json "$good" | "$MAFUNZO" mrz --compose > again
ok "through a pipe too" cmp again "$good"
ok "and each alone" sh -c 'for i in $(seq 0 '$((n - 1))'); do
    jq ".documents[$i]" good.json | "$MAFUNZO" mrz --compose; [ $i = '$((n - 1))' ] || echo; done | cmp - "$1"' sh "$good"

printf '%s\n%s\n' 'P<UTOOKELLO<<GRACE<ACHIENG<<<<<<<<<<<<<<<<<<' 'K4471902<3UTO8803056F3109144<<<<<<<<<<<<<<00' > zero
mrz --json zero
ok "a zero for the digit of an empty personal number" equal "$rc $(of '.documents[0].holder["optional-check"]')" "0 0"
"$MAFUNZO" mrz --compose out > again
ok "comes back as a zero" cmp zero again
printf '%s\n%s\n' 'P<UTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K' "$two" > cut
mrz --json cut
ok "a name that may be cut" equal "$rc $(of '.documents[0].name_may_be_cut')" "0 true"
mrz cut
ok "is told" contains out "it may have been cut"
printf '\357\273\277%s\n%s' "$one" "$two" > mark
mrz mark
ok "a byte order mark, and no line end: valid" equal "$rc $(tail -n 1 out)" "0 1 document, 1 of them valid"

# -- Bad ones ----------------------------------------------------------------------------------

printf '%s\n%s\n' "$one" "$two" | sed 's/740812/740612/' > text
bad "a changed birth" "mrz.digit@2:20-21 mrz.digit@2:44-45"
ok "says what should be" contains plain.err "birth-check is 2 and should be 8"
ok "with line, caret and hint" equal "$(sed -n '2,3p' plain.err)" \
  "  L898902C36UTO7406122F1204159ZE184226B<<<<<10
                     ^"
ok "and the row says so" contains plain "found 2, expected 8 (sum 108): wrong"
printf '%s\n%s\n' "$one" "$two" | sed 's/ERIKSSON/Eriksson/' > text
bad "lower case" "mrz.case@1:7-14"
ok "lower case is read as capitals" equal "$(of '.documents[0].lines[0]')" "$one"
printf '%s\r\n%s\r\n' "$one" "$two" > text
bad "CR LF" "mrz.line-end@1:45-46 mrz.line-end@2:45-46"
printf '%s\n%s\n' "$one" "${two%0}" > text
bad "a short line" "mrz.length@2:44-45"
printf '%s<<\n%s\n' "$one" "$two" > text
bad "a long line" "mrz.length@1:45-47"
printf '%s\n%s\n' "$one" "$two" | sed 's/ANNA<M/ÅNNA M/' > text
bad "foreign characters" "mrz.character@1:16-17 mrz.character@1:20-21"
printf '%s\n' "$one" > text
bad "a missing line" "mrz.lines@2:1-2"
printf '%s\n\n%s\n%s\n' "$two" "$one" "$two" > text
bad "a missing first line, and a good document" "mrz.lines@2:1-2"
ok "of which only the good one is valid" equal "$(of '[.documents[].valid] | tostring')" "[false,true]"
printf '%s\n%s\n%s\n%s\n' "$one" "$two" "$one" "$two" > text
bad "no empty line between two" "mrz.lines@3:1-2"
sed -n 10,11p "$good" > text
bad "a card without its name" "mrz.lines@3:1-2"
printf '\n\n%s\n%s\n' "$one" "$two" | sed 's/P</I</; s/UTO7/UT07/; s/F12/X12/' > text
bad "code, nationality and sex" "mrz.code@3:1-3 mrz.state@4:11-14 mrz.sex@4:21-22"
printf '%s\n%s\n' "$one" "$two" | sed 's/ANNA<M/ANNA<<M/; s/<<<$/<</' > text
bad "a filler too many" "mrz.name@1:20-22"
printf '%s\n%s\n' "$one" "$two" | sed 's/ANNA/4NNA/' > text
bad "a digit in a name" "mrz.letter@1:16-17"
printf '%s\n%s\n' "$one" "$two" | sed 's/7408122/7413128/' > text
bad "no such month" "mrz.date@2:16-18"
for text in '\n \n' '' '\357\273\277'; do
  # shellcheck disable=SC2059
  printf "$text" > text
  mrz text
  ok "nothing in it: 65" equal "$rc $(cat out) $(grep -c '^text: error: .*\[file\.empty\]$' err)" "65 0 documents, 0 of them valid 1"
done

# -- Hostile ones ------------------------------------------------------------------------------

printf '%s\n%s\n' "$one" "$two" | sed 's/ERI/E\x1b[2J/; s/UTO/\xe2\x80\xaeTO/; s/9ZE/\xff\x00E/' > "$(printf 'a\033[2Jb')"
mrz "$(printf 'a\033[2Jb')"
ok "controls, bidi and torn bytes: 65" [ "$rc" = 65 ]
cat err >> out
ok "are made harmless" sh -c '! LC_ALL=C grep -qP "[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae|\xff" out'
mrz --json "$(printf 'a\033[2Jb')"
ok "in JSON too" sh -c '! LC_ALL=C grep -qP "[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae|\xff" out && jq . out > nul'
head -c 1048577 /dev/zero | tr '\0' '<' > large
mrz large
ok "over 1 MiB: 65" equal "$rc $(grep -c 'file\.large' err)" "65 1"
head -c 1048576 large > less
mrz less
ok "a line of 1 MiB: 65" equal "$rc $(grep -c 'mrz\.length' err)" "65 1"
yes A | head -n 500000 > less
mrz less
ok "half a million lines: 65" equal "$rc $(grep -c 'mrz\.lines' err)" "65 1"
yes "A
" | head -n 200000 > less
mrz --json less
ok "a hundred thousand documents: the first thousand faults, all counted" equal \
  "$rc $(of '"\(.documents | length) \(.diagnostics | length) \(.errors)"')" "65 100000 1001 200000"
mrz /no/such/file
ok "no file: 66" equal "$rc $(grep -c 'file\.missing' err)" "66 1"
mrz .
ok "a folder: 66" equal "$rc $(grep -c 'file\.unreadable' err)" "66 1"
mrz one two
ok "two files: 64" [ "$rc" = 64 ]
mrz --json --compose
ok "both ways: 64" [ "$rc" = 64 ]
mrz --format json
ok "no such option: 64" [ "$rc" = 64 ]
"$MAFUNZO" mrz "$good" > /dev/full 2> err
ok "a full disk: 74" [ $? = 74 ]

# -- Composing ---------------------------------------------------------------------------------

holder='"code": "P", "issuer": "UTO", "surname": "Щербакова", "given": "فاطمة", "number": "L898902C3",
  "nationality": "UTO", "birth": "740812", "sex": "X", "expiry": "120415"'
compose() { printf '%s\n' "$1" | "$MAFUNZO" mrz --compose > out 2> err; rc=$?; }
compose "{\"format\": \"td3\", \"holder\": {$holder}}"
ok "names in their own letters" equal "$rc $(head -n 1 out)" "0 P<UTOSHCHERBAKOVA<<FAXTTMXAH<<<<<<<<<<<<<<<<"
cp out composed
mrz composed
ok "what was composed is valid" [ "$rc" = 0 ]
refused() { # WHAT JSON WORDS: exit 65, nothing written, and the words said
  compose "$2"
  ok "$1" equal "$rc $(cat out) $(grep -cF "$3" err)" "65  1"
}
refused "no JSON" "{" "this is no JSON"
ok "with its place" contains err "-:2:1: error:"
refused "no format" "{\"holder\": {$holder}}" 'there is no such format: "null" [mrz.json]'
refused "no holder" '{"format": "td3"}' 'an object is missing for "holder"'
refused "a list" '[]' 'there is no such format'
refused "no documents" '{"documents": []}' 'file.empty'
refused "an unknown key" '{"format": "td3", "holder": {"colour": "red"}}' 'a holder has no "colour"'
refused "a number" '{"format": "td3", "holder": {"birth": 740812}}' 'a text is missing for "birth"'
refused "a control" '{"format": "td3", "holder": {"\u001b[2J": "x"}}' 'a holder has no'
ok "is made harmless" clean_text err
refused "a date" "{\"format\": \"td3\", \"holder\": $(echo "{$holder}" | jq '.birth = "741312"')}" \
  'document 1, birth: there is no such date [mrz.date]'
refused "too long a number" "{\"format\": \"td3\", \"holder\": $(echo "{$holder}" | jq '.number = "L898902C34"')}" \
  'document 1, number: characters: 10, where 9 have room [mrz.long]'
refused "the second of two" "{\"documents\": [{\"format\": \"td3\", \"holder\": {$holder}}, {\"format\": \"td1\", \"holder\": {}}]}" \
  'document 2, code: this field cannot be empty [mrz.missing]'
refused "a digit of its own" "{\"format\": \"td3\", \"holder\": {$holder, \"optional-check\": \"7\"}}" \
  'this cannot be said here: "optional-check" [mrz.json]'
refused "a zero for a number that is there" \
  "{\"format\": \"td3\", \"holder\": {$holder, \"optional\": \"1\", \"optional-check\": \"0\"}}" '[mrz.json]'
yes '[' | head -n 100000 | tr -d '\n' > deep
"$MAFUNZO" mrz --compose deep > out 2> err
ok "a hundred thousand brackets: 65" [ $? = 65 ]
finish
