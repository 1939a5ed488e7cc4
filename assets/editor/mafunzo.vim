" SPDX-License-Identifier: GPL-3.0-or-later
" Vim: copy to ~/.vim/compiler/mafunzo.vim, then  :compiler mafunzo  and  :make  in a course file.
" The quickfix list has every mistake with its hint;  :cnext  goes from one to the next.
if exists('current_compiler')
  finish
endif
let current_compiler = 'mafunzo'

" English words, since errorformat looks for them. Columns count characters, so %v and not %c.
CompilerSet makeprg=LC_ALL=C.UTF-8\ mafunzo\ check\ --strict\ --quiet\ %:S
CompilerSet errorformat=%E%f:%l:%v:\ error:\ %m,%W%f:%l:%v:\ warning:\ %m,%E%f:\ error:\ %m,
      \%W%f:\ warning:\ %m,%Z\ \ hint:\ %m,%-C%.%#,%-G%.%#
