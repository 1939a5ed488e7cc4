-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT head, CASE scheme WHEN 1 THEN opened(subject, hash, payload) ELSE payload END
FROM main.event
WHERE verb IN ('rated', 'observed', 'marked') AND scheme < 2;
