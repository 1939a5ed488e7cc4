# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads one report in four formats, by parsers that are not ours, and compares cell by cell.

    python3 report.py FOLDER

FOLDER holds paper.html, paper.json, paper.xlsx and a .csv file for each table. CSV is the measure.
HTML is read as XML by expat, which forgives nothing, and as HTML by Python's own parser; XLSX by
openpyxl. Prints a line for each difference; exit 1 if there is any."""
import csv
import datetime
import glob
import html.parser
import json
import os
import sys
import xml.etree.ElementTree as tree
import zipfile
from decimal import Decimal

import openpyxl

folder = sys.argv[1]
faults = []


def expect(good, *what):
    if not good:
        faults.append(" ".join(str(w) for w in what))


def is_number(text):
    return text.replace(".", "", 1).lstrip("-").isdigit()


def plain(text):
    """What a cell of CSV says, without what makes it inert."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r") else text


def read_csv():
    tables = {}
    for path in glob.glob(folder + "/*.csv"):
        raw = open(path, "rb").read()
        expect(raw.startswith(b"\xef\xbb\xbf"), path, "has no byte order mark")
        expect(raw.count(b"\n") == raw.count(b"\r\n"), path, "has lines that do not end in CR LF")
        rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True), strict=True))
        expect(all(len(row) == len(rows[0]) for row in rows), path, "has rows of several lengths")
        for row in rows[1:]:
            for cell in row:
                expect(is_number(cell) or cell[:1] not in tuple("=+-@\t\r"), path, "obeys", cell)
        tables[os.path.basename(path)[:-4]] = (rows[0], rows[1:])
    return tables


def check_json(tables):
    paper = json.load(open(folder + "/paper.json", encoding="utf-8"), parse_float=Decimal)
    expect(set(paper["tables"]) == set(tables), "JSON has other tables")
    for name, (head, rows) in tables.items():
        table = paper["tables"][name]
        hidden = {(s["row"], s["field"]) for s in table.get("suppressed", [])}
        expect(len(table["rows"]) == len(rows), "JSON", name, "has other rows")
        for r, (got, want) in enumerate(zip(table["rows"], rows)):
            expect(set(got) == set(head), "JSON", name, r, "has other fields")
            for field, text in zip(head, want):
                value = got[field]
                if value is None:
                    expect(text == ("[c]" if (r, field) in hidden else ""), "JSON", name, r, field, text)
                elif isinstance(value, str):
                    expect(value == plain(text), "JSON", name, r, field, value, text)
                else:
                    expect(Decimal(value) == Decimal(text), "JSON", name, r, field, value, text)
    return paper


def check_xlsx(tables, words, as_of):
    path = folder + "/paper.xlsx"
    for part in zipfile.ZipFile(path).infolist():
        expect(part.date_time == (1980, 1, 1, 0, 0, 0), "XLSX", part.filename, "was made at a time")
        expect(b"<f>" not in zipfile.ZipFile(path).read(part), "XLSX", part.filename, "has formulas")
    book = openpyxl.load_workbook(path)
    made = datetime.datetime.fromisoformat(as_of)
    expect(book.properties.created.replace(tzinfo=None) == made, "XLSX was made", book.properties.created)
    expect(not set(tables) - set(book.sheetnames), "XLSX lacks sheets", book.sheetnames)
    for name, (head, rows) in tables.items():
        sheet = book[name]
        expect(sheet.freeze_panes == "B2", "XLSX", name, "is not frozen")
        expect(sheet.max_row == len(rows) + 1, "XLSX", name, "has other rows")
        for r, want in enumerate(rows):
            got = [cell.value for cell in sheet[r + 2]]
            for c, (field, text) in enumerate(zip(head, want)):
                value = got[c]
                if isinstance(value, datetime.datetime):
                    value = value.isoformat()
                    text = text.rstrip("Z") if "T" in text else text + "T00:00:00"
                    expect(value == text, "XLSX", name, r, field, value, text)
                elif isinstance(value, (int, float)):
                    expect(is_number(text) and value == float(text), "XLSX", name, r, field, value, text)
                else:
                    text = words[name].get(field, {}).get(text, plain(text))
                    expect((value or "") == text, "XLSX", name, r, field, value, text)
    if "heat" in tables:
        check_map(book["heat-map"], *tables["heat"])


def check_map(heat, head, rows):
    across = len({row[1] for row in rows})
    expect(len(heat.conditional_formatting) == 1, "XLSX: the heat map has no colours")
    for r, row in enumerate(rows):
        cell = heat.cell(row=r // across + 2, column=r % across + 2).value
        text = row[head.index("meeting")]
        expect(cell == (float(text) if is_number(text) else text or None), "XLSX map", r, cell, text)


class Elements(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.names = {}

    def handle_starttag(self, tag, attributes):
        self.names[tag] = self.names.get(tag, 0) + 1
        for name, value in attributes:
            outer = name in ("href", "src", "xlink:href") and not value.startswith("#")
            expect(not name.startswith("on") and not outer, "HTML", tag, name, value)


def check_html(tables):
    text = open(folder + "/paper.html", encoding="utf-8").read()
    elements = Elements()
    elements.feed(text)
    expect("script" not in elements.names, "HTML has a script")
    expect("url(http" not in text and "@import" not in text, "HTML fetches")
    space = "{http://www.w3.org/1999/xhtml}"
    root = tree.fromstring(text.split("\n", 1)[1])
    expect(root.get("lang") == "en" and root.get("dir") == "ltr", "HTML: language", root.attrib)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    expect(len(ids) == len(set(ids)), "HTML: an id stands twice")
    for svg in root.iter(space + "svg"):
        if svg.get("role") == "img":
            names = [e.tag for e in svg][:2]
            expect(names == [space + "title", space + "desc"], "HTML: a picture says nothing")
            expect(set(svg.get("aria-labelledby").split()) <= set(ids), "HTML: a picture's name")
    for name, (head, rows) in tables.items():
        table = next(t for t in root.iter(space + "table") if t.get("id") == "t-" + name)
        expect(all(th.get("scope") == "col" for th in table.find(space + "thead").iter(space + "th")),
               "HTML", name, "heads without scope")
        found = [list(tr) for tr in table.find(space + "tbody")]
        expect(len(found) == len(rows), "HTML", name, "has other rows")
        for r, (cells, want) in enumerate(zip(found, rows)):
            expect(cells[0].get("scope") == "row", "HTML", name, r, "has no head")
            said = []
            for cell in cells:
                first = cell.text or ""
                parts = cell.get("data-v")
                said += parts.split(";") if parts is not None else [first]
            at = 0
            for value in said:
                if value in ("[c]", "-"):  # one sign for all parts of a column
                    column = head[at].removesuffix("_low")
                    while at < len(head) and head[at].startswith(column):
                        expect(want[at] == ("" if value == "-" else value), "HTML", name, r, head[at])
                        at += 1
                else:
                    date = want[at].replace("T", " ")[:16] + " UTC"
                    expect(value in (plain(want[at]), date), "HTML", name, r, head[at], value, want[at])
                    at += 1


tables = read_csv()
paper = check_json(tables)
words = {name: table["words"] for name, table in paper["tables"].items()}
check_xlsx(tables, words, paper["as_of"])
check_html(tables)
print("%d tables, %d cells" % (len(tables), sum(len(r) * len(h) for h, r in tables.values())))
for fault in faults[:20]:
    print(fault)
sys.exit(1 if faults or not tables else 0)
