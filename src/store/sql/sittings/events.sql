-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT hash, head, scheme, payload FROM main.event WHERE verb IN ('started', 'drawn');
