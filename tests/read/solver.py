# SPDX-License-Identifier: GPL-3.0-or-later
"""Exact linear algebra for who wants to know what a report hides. Rows are lists of fractions."""


def reduce(rows, columns):
    """To row echelon form, as a list of (pivot, row)."""
    basis = []
    for row in rows:
        row = settle(basis, row)
        pivot = next((c for c in range(columns) if row[c]), None)
        if pivot is not None:
            basis.append((pivot, [x / row[pivot] for x in row]))
    return basis


def settle(basis, row):
    for pivot, other in basis:
        if row[pivot]:
            row = [a - row[pivot] * b for a, b in zip(row, other)]
    return row
