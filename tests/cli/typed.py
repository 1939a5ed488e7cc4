# SPDX-License-Identifier: GPL-3.0-or-later
# python3 typed.py COMMAND... -- WAIT TYPE [WAIT TYPE...]: runs it at a terminal; where WAIT shows, types
# TYPE and Enter ("^C" alone: as that key). Prints what was shown and then "exit N", "signal N", and
# whether the terminal shows what is typed again.
import os, pty, signal, sys, termios

split = sys.argv.index('--')
steps = sys.argv[split + 1:]
pid, terminal = pty.fork()
if pid == 0:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # who runs this in the background ignores it
    signal.alarm(120)  # what waits for ever fails
    os.execvp(sys.argv[1], sys.argv[1:split])
shown = b''
echo = False
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
    if steps and shown.endswith(steps[0].encode() + b' '):
        os.write(terminal, b'\x03' if steps[1] == '^C' else steps[1].encode() + b'\n')
        steps = steps[2:]
    echo = bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
status = os.waitpid(pid, 0)[1]
sys.stdout.write(shown.decode())
print('signal %d' % os.WTERMSIG(status) if os.WIFSIGNALED(status) else 'exit %d' % os.WEXITSTATUS(status))
print('echo' if echo else 'no echo')
