#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What editors read: the settings that we give them, tried on what check says of a file with many
# mistakes.
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 70
PATH=$(dirname "$MAFUNZO"):$PATH
editor=$top/assets/editor
cp "$top/tests/cli/bad/prose.yaml" "a file.yaml"
sed -i 's/^title: T$/title: ÉÉ: T/' "a file.yaml"

"$MAFUNZO" check --strict --quiet --format json "$work/a file.yaml" > json
jq -r '.diagnostics[] | "\(.line) \(.column) \(.severity) \(.code)"' json > want
ok "there are mistakes to list" [ "$(wc -l < want)" -gt 6 ]
ok "each has an end" equal "$(jq '[.diagnostics[] | .end_column == .column + .length] | all' json)" true

pattern=$(jq -r '.tasks[0].problemMatcher.pattern.regexp' "$editor/vscode-tasks.json")
jq -r '.tasks[0].args[]' "$editor/vscode-tasks.json" | sed "s|\${file}|$work/a file.yaml|" > arguments
mapped() { # the task's own words, matched as its pattern and groups say
  IFS='
'
  set -f
  LC_ALL=C.UTF-8 "$MAFUNZO" $(cat arguments) 2>&1 |
    jq -rR --arg p "$pattern" 'capture("(?<all>" + ($p | ltrimstr("^") | rtrimstr("$")) + ")$")? // empty
      | .all | [match($p).captures[].string] | "\(.[1]) \(.[2]) \(.[3]) \(.[5])"'
}
ok "VS Code's pattern finds every mistake" equal "$(mapped)" "$(cat want)"
ok "VS Code's settings name schemas that are there" equal \
  "$(jq -r '."yaml.schemas" | keys[] | sub(".*/"; "")' "$editor/vscode-settings.json" | tr '\n' ' ')" \
  "course.schema.json module.schema.json "

if command -v vim > /dev/null && vim --version | grep -q '+quickfix'; then
  mkdir -p .vim/compiler
  cp "$editor/mafunzo.vim" .vim/compiler/
  cat > ask.vim << 'EOF'
set nocompatible shellpipe=>%s\ 2>&1 runtimepath+=~/.vim
edit a\ file.yaml
compiler mafunzo
silent make
call writefile(map(filter(getqflist(), 'v:val.valid'), {_, q -> q.lnum . ' ' . q.col . ' ' .
  \ (q.type ==# 'E' ? 'error' : 'warning') . ' ' . matchstr(q.text, '\[\zs[a-z.-]*\ze\]')}), 'got')
call writefile(map(getqflist(), {_, q -> q.text}), 'texts')
qall!
EOF
  timeout 30 vim -es -u NONE -S ask.vim < /dev/null > /dev/null 2>&1
  ok "Vim's quickfix list has every mistake" cmp got want
  ok "with its hint" contains texts 'Put the whole text in quotes: title: "ÉÉ: T"'
else
  echo "# vim is not here: its errorformat is not tried"
fi
finish
