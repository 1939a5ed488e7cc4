-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT e.subject, e.hash FROM main.event AS e INDEXED BY event_chain
ORDER BY e.chain DESC, e.seq DESC;
