-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE main.profile SET recovery = ?2 WHERE subject = ?1;
