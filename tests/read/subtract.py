# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever has all reports on training needs of one date, and a linear solver.

    python3 subtract.py UNIT.json AGENCY.json POSITION.json

The unknowns are what the people of each post (agency, unit, position) can do in a competency: their
levels missing, added up. Every number that any of the three shows is an equation: of a group, the sum
of its posts; a priority the same sum, each post by its weight. What is hidden must not follow from
all of them together; and with only the groups of fewer than five hidden, something must: then this
solver can solve. Knows the reports' files alone, and nothing of how the hiding was done. Prints a
line for each fault and exits 1 if there is any."""
import json
import sys
from fractions import Fraction

from solver import reduce, settle

MEASURED = ["meeting", "lacking", "shortfall", "priority", "urgency", "meets", "not_shown", "unclear", "gap"]
BESIDE = ["self_below", "supervisor_below", "practical_failed", "work_failed"]
faults = []
reports = [json.load(open(path, encoding="utf-8")) for path in sys.argv[1:]]


def read_rows():
    """One row a group and competency, as all reports have it together."""
    rows = {}
    for report in reports:
        table = report["tables"]["needs"]
        hidden = {}
        for one in table.get("suppressed", []):
            hidden.setdefault(one["row"], set()).add(one["field"])
        for r, row in enumerate(table["rows"]):
            key = (row["agency"], row["unit"], row["position"], row["competency"])
            row["hidden"] = hidden.get(r, set())
            if key in rows and rows[key] != row:
                faults.append("%s is not the same in all reports" % (key,))
            rows[key] = row
    return rows


def is_in(key, post):
    return all(k is None or k == p for k, p in zip(key[:3], post[:3]))


def attack(rows, competency, known, shown, weighted, hidden):
    """How many of the hidden groups follow from those shown."""
    posts = [k for k, row in rows.items() if k[3] == competency and None not in k and known(row)]
    ones = lambda key: [Fraction(int(is_in(key, post))) for post in posts]
    keys = [k for k, row in rows.items() if k[3] == competency and known(row)]
    equations = [ones(k) for k in keys if shown(rows[k])]
    equations += [[a * Fraction(str(rows[p]["weight"])) for a, p in zip(ones(k), posts)]
                  for k in keys if weighted(rows[k])]
    basis = reduce(equations, len(posts))
    return [k for k in keys if hidden(rows[k]) and not any(settle(basis, ones(k)))]


rows = read_rows()
competencies = sorted({key[3] for key in rows})
small = recovered = 0
for competency in competencies:
    assessed = lambda row: row["assessed"] > 0
    is_hidden = lambda row: "shortfall" in row["hidden"]
    for k, row in rows.items():
        if k[3] != competency:
            continue
        few = 0 < row["assessed"] < 5
        small += few
        if few and not is_hidden(row):
            faults.append("%s: of fewer than five" % (k,))
        told = [f for f in MEASURED if f not in row["hidden"] and row[f] is not None]
        if is_hidden(row) and told:
            faults.append("%s: hidden, and yet told: %s" % (k, told))
    for k in attack(rows, competency, assessed, lambda row: not is_hidden(row),
                    lambda row: "priority" not in row["hidden"], is_hidden):
        faults.append("%s can be worked out" % (k,))
    few = lambda row: 0 < row["assessed"] < 5
    recovered += len(attack(rows, competency, assessed, lambda row: not few(row), lambda row: False, few))
    for fact in BESIDE:
        there = lambda row: row[fact] is not None or fact in row["hidden"]
        for k in attack(rows, competency, there, lambda row: fact not in row["hidden"],
                        lambda row: False, lambda row: fact in row["hidden"]):
            faults.append("%s: %s can be worked out" % (k, fact))

# The other tables show no measured number of a line that is hidden there: names are as people read them.
for report in reports:
    for name in ("heat", "priorities", "plan", "first", "baseline"):
        table = report["tables"][name]
        said = {(s["row"], s["field"]) for s in table.get("suppressed", [])}
        for r, row in enumerate(table["rows"]):
            told = [f for f in MEASURED if f in row and row[f] is not None and (r, f) not in said]
            covered = [f for f in MEASURED if f in row and (r, f) in said and f != "priority"]
            if told and covered:
                faults.append("%s, row %d: %s beside %s that is hidden" % (name, r, told, covered))

print("%d lines, %d of fewer than five; %d would be known" % (len(rows), small, recovered))
if not small or not recovered:
    faults.append("nothing to be worked out: this was no test")
for fault in faults[:20]:
    print(fault)
sys.exit(1 if faults else 0)
