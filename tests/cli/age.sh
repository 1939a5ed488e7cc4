#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files that age seals are opened by us, and ours by age; the same of minisign's signatures.
# Our half is in tests/unit/exchange_interop.c.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
unit=$MAFUNZO_LIBEXEC/unit

age-keygen -o ours 2> keygen.log
for n in 1 2 3; do age-keygen -o "key$n" 2>> keygen.log; done
mkdir in
grep AGE-SECRET ours > in/identity
for key in key1 key2 key3; do age-keygen -y "$key"; done > in/recipients

: > in/empty.plain
printf 'Amina' > in/short.plain
head -c 65536 /dev/zero > in/chunk.plain
head -c 65537 /dev/zero | tr '\0' x > in/more.plain
seq 1 200000 > in/long.plain
stems="empty short chunk more long"
us=$(age-keygen -y ours) other=$(age-keygen -y key1)

flip() { # file, offset from the end of the header's last line (or negative: from its begin), out
  python3 - "$1" "$2" "$3" <<'PY'
import sys
data = bytearray(open(sys.argv[1], 'rb').read())
at = int(sys.argv[2])
head = data.index(b'\n', data.index(b'\n---') + 1) + 1
if at < 0:  # a letter of base 64 becomes another
    data[head + at] = ord('B') if data[head + at] == ord('A') else ord('A')
else:
    data[head + at] ^= 1
open(sys.argv[3], 'wb').write(data)
PY
}

for stem in $stems; do
  age -r "$us" -o "in/$stem.age" "in/$stem.plain"
  cp "in/$stem.plain" "in/$stem.theirs"
done
age -r "$other" -r "$us" -r "$(age-keygen -y key2)" -o in/several.age in/short.plain
age -r "$other" -o in/stranger.age in/short.plain
age -r "$us" -a -o in/armor.age in/short.plain
flip in/more.age -3 in/mac.age
flip in/more.age -60 in/header.age
flip in/more.age 2 in/nonce.age
flip in/more.age 500 in/first.age
flip in/more.age $((16 + 65552 + 3)) in/last.age
head -c -17 in/more.age > in/cut.age
head -c -1 in/more.age > in/end.age
{ cat in/more.age; echo; } > in/longer.age
minisign -G -W -f -p in/theirs.pub -s theirs.key > minisign.log 2>&1
for stem in $stems; do
  minisign -S -W -s theirs.key -t "comment of $stem" -x "in/$stem.theirs.minisig" \
    -m "in/$stem.theirs" >> minisign.log 2>&1
done
cp in/short.theirs.minisig in/changed.theirs.minisig
printf 'Amine' > in/changed.theirs
sed 's/comment of short/comment of nobody/' in/short.theirs.minisig > in/comment.theirs.minisig
cp in/short.theirs in/comment.theirs

ok "our half does its part" env INTEROP="$work/in" "$unit" --filter 'exchange_interop/*'
for stem in $stems; do
  ok "age's $stem file is opened" cmp "in/$stem.plain" "in/$stem.opened"
  ok "minisign's signature of the $stem file holds" equal "$(cat "in/$stem.verified")" "comment of $stem"
  for key in key1 key2 key3; do
    age -d -i "$key" "in/$stem.sealed" > "$stem.$key" 2>> age.log
    ok "our $stem file is opened by age with $key" cmp "in/$stem.plain" "$stem.$key"
  done
  ok "our signature of the $stem file holds for minisign" \
    minisign -V -m "in/$stem.plain" -P "$(cat in/public)"
done
ok "age's file for several is opened" cmp in/short.plain in/several.opened
ok "what is for another is told from what is damaged" equal "$(cat in/stranger.refused)" missing
for part in mac header nonce first last cut end longer armor; do
  case $part in header) want=missing ;; *) want=data ;; esac
  ok "it is refused: $part" equal "$(cat "in/$part.refused" 2>&1)" "$want"
  ok "and nothing of it is given: $part" test ! -e "in/$part.opened"
done
ok "a changed file is not verified" test ! -e in/changed.verified
ok "a changed comment is not verified" test ! -e in/comment.verified
if age -d -i ours in/short.sealed > no 2> err; then opened=yes; else opened=no; fi
ok "age opens nothing of ours that is for others" equal "$opened $(wc -c < no)" "no 0"
finish
