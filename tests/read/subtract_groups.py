# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever has a report of groups in all its groupings of one date, knows who serves where, and has a
linear solver.

    python3 subtract_groups.py ROSTER.csv POSITIONS UNIT.json AGENCY.json POSITION.json [...]

Three files a report, of whichever of competency, progress, gain and readiness; POSITIONS is the
folder of the framework's job specifications. The unknowns are what the people of each post (agency,
unit, position) did, added up. Each number shown of a group is an equation: the sum of its posts (of a
mean too: the attacker is given the number it was divided by). Of a group of nobody all posts are
known. What is hidden must not follow; with only the groups of fewer than five hidden something must,
in each report that hides any: then this solver can solve. Knows the files alone, and nothing of how
the hiding was done. Prints a line a report and one for each fault, and exits 1 if there is any."""
import csv
import glob
import json
import os
import re
import sys
from fractions import Fraction

from solver import reduce, settle

# By report: its table, the column that names the group, the one that tells topics apart, and facts:
# fields that are shown or hidden together, and the field that says of how many people.
REPORTS = {
    "competency": ("competency", "group", "competency", [("people", ["items", "right", "share"])]),
    "gain": ("change", "group", "competency",
             [("twice", ["share_before", "share_after", "gain", "level_before", "level_after", "rose"])]),
    "readiness": ("readiness", "group", None, [("people", ["forecast"])]),
    "progress": ("progress", "name", None,
                 [("people", ["active", "modules"]),
                  ("active", ["begun", "finished", "passed", "last_activity", "minutes"]),
                  (None, ["best"]), (None, ["passed_marked", "best_marked"])]),
}
NOT_STATED = {"agency": "no agency stated", "unit": "no unit stated", "position": "no post stated"}
faults = []


def read_posts(roster, positions):
    titles = {}
    for path in glob.glob(os.path.join(positions, "*.yaml")):
        text = open(path, encoding="utf-8").read()
        titles[re.search(r"^id: *(\S+)", text, re.M).group(1)] = re.search(r"^title: *(.+)", text, re.M).group(1)
    rows = csv.DictReader(open(roster, encoding="utf-8-sig", newline=""))
    said = lambda row, what: row[what] or NOT_STATED[what]
    return sorted({(said(row, "agency"), said(row, "unit"), titles.get(row["position"], said(row, "position")))
                   for row in rows if row["name"]})


def members(group, by, posts):
    """Whether each post is one of the group's, as the report calls it."""
    name = {"unit": lambda p: "%s, %s" % p[:2], "agency": lambda p: p[0], "position": lambda p: p[2]}[by]
    ours = [group == "everybody" or name(post) == group for post in posts]
    if not any(ours):
        faults.append("nobody of the roster is in %s" % group)
    return [Fraction(int(one)) for one in ours]


def read_rows(table, group, topic, files, posts):
    """By topic and group; of each its row, what of it is hidden, and its posts."""
    rows = {}
    for by, report in files.items():
        hidden = {(s["row"], s["field"]) for s in report["tables"][table].get("suppressed", [])}
        for r, row in enumerate(report["tables"][table]["rows"]):
            covered = {field for field in row if (r, field) in hidden}
            known = (row, covered, members(row[group], by, posts))
            key = (row[topic] if topic else "", "everybody" if row[group] == "everybody" else by + " " + row[group])
            if key in rows and rows[key][:2] != known[:2]:
                faults.append("%s: not the same in all groupings" % (key,))
            rows[key] = known
    return rows


def count(row, field):
    return row[field] if field and row[field] is not None else None


def attack(rows, of, hidden):
    """Which of the hidden follow from those shown; of nobody there is nothing to hide."""
    n = len(rows[0][2])
    nobody = [row[2] for row in rows if count(row[0], of) == 0]
    empty = [[Fraction(int(i == c)) for i in range(n)] for zero in nobody for c in range(n) if zero[c]]
    basis = reduce(empty + [row[2] for row in rows if not hidden(row)], n)
    return [row for row in rows if hidden(row) and count(row[0], of) != 0 and not any(settle(basis, row[2]))]


def audit(name, files, posts):
    table, group, topic, facts = REPORTS[name]
    rows = read_rows(table, group, topic, files, posts)
    covered = recovered = 0
    for of, fields in facts:
        for one in sorted({key[0] for key in rows}):
            here = [row for key, row in rows.items() if key[0] == one]
            is_hidden = lambda row: fields[0] in row[1]
            for row in here:
                few = of and count(row[0], of) is not None and 0 < row[0][of] < 5
                told = [f for f in fields if f not in row[1] and row[0][f] is not None]
                if few and not is_hidden(row):
                    faults.append("%s, %s %s: of fewer than five" % (name, one, row[0][group]))
                if is_hidden(row) and told:
                    faults.append("%s, %s %s: hidden, and yet told: %s" % (name, one, row[0][group], told))
            covered += sum(map(is_hidden, here))
            for row in attack(here, of, is_hidden):
                faults.append("%s, %s %s: %s can be worked out" % (name, one, row[0][group], fields[0]))
            small = lambda row: bool(of) and count(row[0], of) is not None and 0 < row[0][of] < 5
            recovered += len(attack(here, of, small))
    print("%s: %d lines, %d facts hidden; %d would be known" % (name, len(rows), covered, recovered))
    if covered and not recovered:
        faults.append("%s: nothing to be worked out: this was no test" % name)
    return covered


posts = read_posts(sys.argv[1], sys.argv[2])
papers = [json.load(open(path, encoding="utf-8")) for path in sys.argv[3:]]
hidden = 0
for i in range(0, len(papers), 3):
    hidden += audit(papers[i]["report"], dict(zip(("unit", "agency", "position"), papers[i:i + 3])), posts)
if not hidden:
    faults.append("nothing is hidden: this was no test")
for fault in faults[:20]:
    print(fault)
sys.exit(1 if faults else 0)
