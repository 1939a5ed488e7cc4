-- SPDX-License-Identifier: GPL-3.0-or-later
ATTACH DATABASE ?1 AS proj;
