-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people did.
SELECT hash, head, scheme, payload FROM main.event
WHERE verb IN ('started', 'answered', 'decided', 'completed', 'marked');
