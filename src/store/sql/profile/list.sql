-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT subject, nickname, tries, length(recovery)
FROM main.profile ORDER BY subject;
