#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The record, verified by programs that are not ours: sqlite3 reads the events, b2sum hashes them.
# hash = BLAKE2b-256(previous hash, head, BLAKE2b-256(salt, payload)); the head begins with the layout
# version (one byte) and holds the previous hash next.
. "$(dirname "$0")/../tap.sh"
store=$work/store
printf '1\nAmina\n\n\n1\n1\n4\n2\n\n39\n\n38\n\n4\n' |
  "$MAFUNZO" --linear --store "$store" > "$work/screen" 2>&1
db=$store/mafunzo.db

bytes() { perl -e 'binmode STDOUT; print pack "H*", $_ for @ARGV' "$@"; }
blake() { b2sum -l 256 | cut -d ' ' -f 1; }

bad='' count=0 before=$(printf '%064d' 0) missing=''
sqlite3 -separator ' ' "$db" "SELECT lower(hex(hash)), lower(hex(head)), lower(hex(payload_hash)),
  lower(hex(payload)), lower(hex(salt)), scheme, verb FROM event ORDER BY chain, seq" > "$work/events"
while read -r hash head payload_hash payload salt scheme verb; do
  count=$((count + 1))
  previous=$(printf '%s' "$head" | cut -c 3-66)
  [ "$previous" = "$before" ] || missing="$missing $count"
  [ "$(bytes "$salt" "$payload" | blake)" = "$payload_hash" ] || bad="$bad payload:$count"
  [ "$(bytes "$previous" "$head" "$payload_hash" | blake)" = "$hash" ] || bad="$bad event:$count"
  [ "$scheme" = 0 ] || bad="$bad scheme:$count"
  before=$hash
done < "$work/events"
ok "there are events of a person, a start and answers" equal \
  "$(cut -d ' ' -f 7 "$work/events" | sort | uniq -c | awk '{print $2 ":" $1}' | tr '\n' ' ')" \
  "answered:4 person-stated:1 started:1 "
ok "every hash is that of its bytes" equal "$bad" ""
ok "every event names the one before it" equal "$missing" ""
ok "no name or answer stands in a head" equal \
  "$(cut -d ' ' -f 2 "$work/events" | grep -c "$(printf Amina | od -An -tx1 | tr -d ' \n')")" 0
ok "the store is its owner's alone" equal "$(stat -c %a "$store" "$db" | tr '\n' ' ')" "700 600 "
ok "sqlite finds nothing wrong" equal "$(sqlite3 "$db" 'PRAGMA integrity_check')" ok
finish
