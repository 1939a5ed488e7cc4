-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT head, payload FROM main.event
WHERE verb IN ('rated', 'observed', 'marked') AND scheme = 0;
