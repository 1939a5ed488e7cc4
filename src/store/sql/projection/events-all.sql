-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT hash, head, CASE scheme WHEN 1 THEN opened(subject, hash, payload) ELSE payload END
FROM main.event;
