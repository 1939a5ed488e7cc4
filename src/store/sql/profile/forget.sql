-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM main.profile WHERE subject = ?1;
