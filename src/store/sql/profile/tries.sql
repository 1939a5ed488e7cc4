-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE main.profile SET tries = ?2, boot = ?3, mono = ?4 WHERE subject = ?1;
