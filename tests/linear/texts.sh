#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Whatever is typed where a text is asked for: taken whole, or refused with a word; never a byte of it
# that a terminal, a log or a report would obey.
. "$(dirname "$0")/../tap.sh"
mkdir "$work/courses"
cp -r "$MAFUNZO_COURSES/framework" "$top/tests/courses-kinds/kinds" "$work/courses/"
MAFUNZO_COURSES=$work/courses
cd "$work" || exit 70
long=$(head -c 10000 /dev/zero | tr '\0' a)

type_in() { # store, lines as printf has them: into the practice that they begin with
  # shellcheck disable=SC2059
  printf "1\nAmina\n\n\n5\n1\n$2\n:esc\n:esc\n" | "$MAFUNZO" --linear --store "$1" > "$1.txt" 2> "$1.err"
}
sane() { # store: no control byte, no bidi control, valid UTF-8, and nothing on stderr
  clean_text "$1.txt" && [ ! -s "$1.err" ] && iconv -f UTF-8 -t UTF-8 "$1.txt" > plain &&
    ! grep -qP '[\x{202a}-\x{202e}\x{2066}-\x{2069}\x{200e}\x{200f}\x{80}-\x{9f}]' "$1.txt"
}
recorded() { # store, text: an answer is these very bytes, from begin to end
  sqlite3 "$1/mafunzo.db" "SELECT hex(payload) FROM event WHERE verb = 'answered'" |
    grep -qi "00$(printf '%s' "$2" | od -An -v -tx1 | tr -d ' \n')00"
}
answers() { sqlite3 "$1/mafunzo.db" "SELECT count(*) FROM event WHERE verb = 'answered'"; }

n=0
while IFS='|' read -r what how text; do # to each kind that takes text: write, number, fill
  n=$((n + 1))
  for row in 10 7; do
    type_in "t$n-$row" "$row\n$text"
    ok "row $row: $what is shown safely" sane "t$n-$row"
  done
  ok "$what: a text is on record as an answer" equal "$(answers "t$n-10")" 1
  shown=$(sed -n 's/^Your answer: \(.*\) (wrong)$/\1/p' "t$n-10.txt")
  ok "$what: and what is shown is what is on record" recorded "t$n-10" "$shown"
  case $how in
    whole) ok "$what is taken whole" recorded "t$n-10" "$(printf '%b' "$text")" ;;
    less) ok "$what: it is said that something was left out" contains "t$n-10.txt" "were left out" ;;
    marked) ok "$what: what is no character shows as such" contains "t$n-10.txt" "�" ;;
  esac
  ok "$what: as a number it is told, and no answer" equal \
    "$(answers "t$n-7") $(grep -c "that is no number" "t$n-7.txt")" "0 1"
  type_in "t$n-8" "8\n$text\n3\n1"
  ok "$what is shown safely in a gap" sane "t$n-8"
  printf "1\n$text\n\n\n5\n" | "$MAFUNZO" --linear --store "n$n" > "n$n.txt" 2> "n$n.err"
  ok "$what is shown safely as a name" sane "n$n"
  "$MAFUNZO" --store "n$n" report competency --format csv 2> "r$n.err" | tr -d '\r' > "r$n.txt"
  ok "$what is harmless in a report" sane "r$n"
  type_in "s$n" ":esc\nsearch\n$text"
  ok "$what can be searched for" sane "s$n"
done << 'END'
a title for the terminal|less|x\033]0;owned\007y
a clipboard|less|\033]52;c;eA==\033\\\\
a colour in one byte|marked|\233\06331mred
a nought|less|a\000b
broken UTF-8|marked|\377\376 \303
an override of direction|marked|a\342\200\256b
Arabic|whole|\331\205\330\261\330\255\330\250\330\247
Hebrew with points|whole|\327\251\326\270\327\201\327\234\327\225\326\271\327\235
ten accents on a letter|whole|e\314\201\314\201\314\201\314\201\314\201\314\201\314\201\314\201\314\201\314\201
Chinese|whole|\344\270\255\346\226\207
a formula|whole|=1+2
END

for row in 10 7; do
  type_in "long-$row" "$row\n$long"
  ok "row $row: 10,000 letters are refused, with a word" contains "long-$row.txt" "That is too long"
  ok "row $row: and nothing is recorded" equal "$(answers "long-$row")" 0
  ok "row $row: nor echoed" lacks "long-$row.txt" aaaaaaaaaa
done
type_in long-8 "8\n$long\n7\n3\n1"
ok "a gap says so too, and goes on" contains long-8.txt "That is too long"
ok "with the answer that followed" equal "$(answers long-8)" 1
printf '1\n%s\nAmina\n\n\n5\n' "$long" | "$MAFUNZO" --linear --store long-name > long-name.txt 2>&1
ok "a name as long is asked for again" contains long-name.txt "That is too long"
type_in whole "10\n$(printf '%s' "$long" | head -c 500)"
ok "what has room is taken whole" contains whole.txt "$(printf '%s' "$long" | head -c 60)"
# Hands for a class, counted: digits alone, or asked for again.
for hands in '٢٣' '\033]52;c;eA==\007' '1\000a' "$long" '\377'; do
  printf "%b" "enter\n$hands\n\n\n:esc\n" | "$MAFUNZO" --linear present "courses/kinds/01-choose.yaml" > hands.txt 2> hands.err
  ok "hands: $(printf %.12s "$hands") is asked for again" grep -q "too long\|in digits alone" hands.txt
  ok "hands: and shown safely" clean_text hands.txt
  ok "hands: with nothing on stderr" equal "$(cat hands.err)" ""
done
finish
