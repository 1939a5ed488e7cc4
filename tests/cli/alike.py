# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what was picked in an exam from the records themselves, as src/store/event.h has their bytes, and
prints how many pairs of people have a question in common: "compared N". Faulty answers and joined people:
there are none."""
import itertools
import sqlite3
import struct
import sys


class Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values[0] if len(values) == 1 else values

    def text(self):
        n = self.take("H")
        self.at += n
        return self.data[self.at - n : self.at].decode()


def head_of(data):
    b = Bytes(data)
    b.at = 1 + 32 + 32 + 8 + 16 + 8 + 8 + 16 + 16  # up to the subject
    subject, session, mode = b.take("16s"), b.take("16s"), b.take("B")
    b.text()
    path, key = b.text(), b.take("32s")
    return subject, session, mode, path, key


def answer_of(data):
    b = Bytes(data)
    b.take("B")
    b.text()
    _, attempt, _, shape, _ = b.take("B"), b.take("B"), b.take("B"), b.take("B"), b.take("I")
    names = [b.take("BQ")[1] for _ in range(b.take("B"))]
    b.text()
    score = b.take("i")
    return attempt, tuple(sorted(names)) if shape == 0 else tuple(names), score


def main(store, exam):
    db = sqlite3.connect(store + "/mafunzo.db")
    ended, picked, first = set(), {}, {}
    rows = db.execute("SELECT verb, head, payload, wall FROM event ORDER BY wall, seq")
    for verb, head, payload, wall in rows:
        subject, session, mode, path, key = head_of(head)
        if verb == "started" and path == exam:
            first.setdefault(subject, []).append(session)
        elif verb == "completed" and path == exam:
            ended.add(session)
        elif verb == "answered" and mode == 2:
            attempt, names, score = answer_of(payload)
            if attempt == 1 and names:
                picked.setdefault(session, {})[path, key] = names, score
    sittings = []
    for sessions in first.values():
        done = [s for s in sessions if s in ended]
        if done:
            sittings.append(picked.get(done[0], {}))
    compared = 0
    for a, b in itertools.combinations(sittings, 2):
        compared += any(question in b for question in a)
    print("compared", compared)


main(*sys.argv[1:])
