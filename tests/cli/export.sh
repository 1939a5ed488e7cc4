#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mafunzo export, read by others: hashes computed again by Python, JSON by jq, and both standards by
# schemas (ajv), which were written from their tables.
. "$(dirname "$0")/../tap.sh"
store=$work/store
NODE_PATH=/usr/share/nodejs
export NODE_PATH

export_it() { "$MAFUNZO" --store "$store" export "$@" 2> "$work/err"; }
fits() { node "$top/tests/schema/export.js" "$top/tests/schema/export/$1.json" "$2"; }

export_it events > "$work/out"
ok "no store yet exits 66" equal $? 66
ok "and makes none" test ! -e "$store"

answers='2\n\n39\n\n38\n\n4\n\n1\n\n3\n\n3 5 6\n\n3\n\n1 4 5 6\n\n2\n\n\n'
# shellcheck disable=SC2059
printf "1\nAmina \"A\"\nAgency A\nPort Amani\n1\n1\n4\n$answers" |
  "$MAFUNZO" --linear --store "$store" > "$work/screen" 2>&1

# -- Events ---------------------------------------------------------------------------------------

export_it events --out "$work/events.jsonl"
ok "events exit 0" equal $? 0
ok "a file of records says to whom it may be given" contains "$work/err" "give it only to"
ok "every event is a line" equal "$(wc -l < "$work/events.jsonl")" \
  "$(sqlite3 "$store/mafunzo.db" 'SELECT count(*) FROM event')"
ok "in the order of its chain" equal "$(jq .seq "$work/events.jsonl" | tr '\n' ' ')" \
  "$(jq .seq "$work/events.jsonl" | sort -n | tr '\n' ' ')"
ok "what happened can be read" equal "$(jq -r 'select(.verb == "person-stated").says.name' "$work/events.jsonl")" 'Amina "A"'
cat > "$work/verify.py" <<'PY'
import base64, hashlib, json, sys
b2 = lambda *parts: hashlib.blake2b(b"".join(parts), digest_size=32).digest()
before = {}
for line in open(sys.argv[1]):
    e = json.loads(line)
    payload = b2(base64.b64decode(e["salt"]), base64.b64decode(e["payload"]))
    assert payload.hex() == e["payload_hash"]
    assert b2(bytes.fromhex(e["previous"]), base64.b64decode(e["head"]), payload).hex() == e["hash"]
    assert e["previous"] == before.get(e["chain"], "0" * 64)
    before[e["chain"]] = e["hash"]
assert before
PY
ok "anyone can verify hashes and chain" python3 "$work/verify.py" "$work/events.jsonl"
first=$(head -n 1 "$work/events.jsonl")
field() { printf %s "$first" | jq -r ".$1" | base64 -d; }
ok "b2sum too" equal "$( (field salt; field payload) | b2sum -l 256 | cut -d' ' -f1)" \
  "$(printf %s "$first" | jq -r .payload_hash)"

# -- Statements -----------------------------------------------------------------------------------

export_it xapi --out "$work/xapi.jsonl"
ok "xapi exits 0" equal $? 0
ok "statements fit the standard" fits xapi-1.0.3 "$work/xapi.jsonl"
said() { jq -r ".[] | $1" "$work/xapi.jsonl" | sort | uniq -c | tr -s ' \n' ' '; }
ok "a statement for each answer, one for the beginning, two for the end, which was not passed" equal \
  "$(said '.verb.display.en')" " 10 answered 1 completed 1 failed 1 initialized "
ok "no id comes twice" equal "$(jq -r '.[].id' "$work/xapi.jsonl" | sort | uniq -d)" ""
ok "nobody is named" lacks "$work/xapi.jsonl" Amina
ok "all of a run have one registration" equal "$(jq -r '.[].context.registration' "$work/xapi.jsonl" | sort -u | wc -l)" 1
ok "an answer names one of the options, which are told" equal "$(jq -c '[.[] | .object.definition as $d
  | select($d.interactionType == "choice")
  | .result.response | split("[,]")[] as $r | any($d.choices[].id; . == $r)] | unique' "$work/xapi.jsonl")" '[true]'
ok "right answers are the pattern, and wrong ones not" equal "$(jq -c '[.[] | .object.definition as $d
  | select($d.interactionType == "choice")
  | (.result.success == ((.result.response | split("[,]") | sort) == ($d.correctResponsesPattern[0] | split("[,]") | sort)))]
  | unique' "$work/xapi.jsonl")" '[true]'
export_it xapi --names > "$work/names.jsonl"
ok "with --names they are" equal "$(jq -r '.[].actor.name' "$work/names.jsonl" | sort -u)" 'Amina "A"'
"$MAFUNZO" --store "$store" --courses "$work/nowhere" export xapi > "$work/bare.jsonl" 2> "$work/err"
ok "without courses it warns and goes on" equal "$? $(grep -c 'export.courses' "$work/err")" "0 1"
ok "and the statements fit the standard" fits xapi-1.0.3 "$work/bare.jsonl"
ok "of the same ids" equal "$(jq -r '.[].id' "$work/bare.jsonl" | cksum)" "$(jq -r '.[].id' "$work/xapi.jsonl" | cksum)"
LC_ALL=C TZ=Asia/Tokyo MAFUNZO_CLOCK=1790086400000 export_it xapi > "$work/again.jsonl"
ok "another day, zone and locale give the same bytes" cmp "$work/xapi.jsonl" "$work/again.jsonl"
export_it xapi --as-of 2026-09-20 > "$work/none.jsonl"
ok "before it happened there is nothing" equal "$? $(wc -c < "$work/none.jsonl")" "0 0"
export_it xapi --as-of 2026-09-21 > "$work/day.jsonl"
ok "the day itself counts" cmp "$work/xapi.jsonl" "$work/day.jsonl"

# -- Altered, erased ------------------------------------------------------------------------------

sqlite3 "$store/mafunzo.db" "UPDATE event SET scheme = 2, payload = NULL, salt = NULL
  WHERE hash = (SELECT hash FROM event WHERE verb = 'answered' ORDER BY seq LIMIT 1)"
export_it xapi > "$work/erased.jsonl"
ok "of an erased answer no statement tells" equal "$? $(jq '.[].verb.display.en' "$work/erased.jsonl" | grep -c answered) $(grep -c 'export.unsaid' "$work/err")" "0 9 1"
export_it events > "$work/erased.jsonl"
ok "its event is there, with its hash" equal "$(jq -c 'select(.scheme == "erased") | [.whole, .payload, .says]' "$work/erased.jsonl")" '[true,null,null]'
sqlite3 "$store/mafunzo.db" "UPDATE event SET payload = x'00'
  WHERE hash = (SELECT hash FROM event WHERE verb = 'answered' AND scheme = 0 ORDER BY seq LIMIT 1)"
export_it events --out "$work/altered.jsonl"
ok "an altered one is told, and the file is whole" equal "$? $(jq -c 'select(.whole | not) | .verb' "$work/altered.jsonl") $(grep -c 'export.damaged' "$work/err")" '65 "answered" 1'

# -- The framework --------------------------------------------------------------------------------

export_it case --as-of 2026-11-26 --out "$work/case.json"
ok "case exits 0" equal "$? $(jq -r .CFDocument.lastChangeDateTime "$work/case.json")" "0 2026-11-26T00:00:00.000Z"
ok "the package fits the model" fits case-1.0 "$work/case.json"
ok "no identifier comes twice" equal "$(jq -r '.CFItems[].identifier, .CFAssociations[].identifier, .CFDocument.identifier' "$work/case.json" | sort | uniq -d)" ""
ok "associations join what is there" equal "$(jq -c '([.CFItems[].identifier] + [.CFDocument.identifier]) as $there
  | [.CFAssociations[] | .originNodeURI.identifier, .destinationNodeURI.identifier] - $there' "$work/case.json")" "[]"
ok "and everything is child of something once" equal "$(jq -c '[.CFAssociations[] | select(.associationType == "isChildOf") | .originNodeURI.identifier] | sort == (unique)' "$work/case.json") \
$(jq '([.CFAssociations[] | select(.associationType == "isChildOf")] | length) == (.CFItems | length)' "$work/case.json")" "true true"
ok "it needs no records" test ! -e "$work/data"
export_it case > "$work/undated.json"
ok "without a day it says so" equal "$? $(grep -c 'export.undated' "$work/err")" "0 1"

# -- Usage ----------------------------------------------------------------------------------------

export_it events --as-of 2026-02-30 > "$work/out"
ok "a day that does not exist exits 64" equal "$? $(grep -c 'export.date' "$work/err")" "64 1"
export_it scorm > "$work/out"
ok "another export exits 64" equal "$? $(grep -c 'export.unknown' "$work/err")" "64 1"
export_it events --out "$work/no/where" > "$work/out"
ok "a folder that is not there exits 73" equal $? 73
ok "a full disk is told" sh -c "$MAFUNZO --store $store export events > /dev/full 2> $work/err; test \$? = 74"
finish
