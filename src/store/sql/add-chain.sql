-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO main.chain (public, secret, parent, machine) VALUES (?1, ?2, ?3, ?4);
