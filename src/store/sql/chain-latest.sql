-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT public, machine FROM main.chain ORDER BY id DESC LIMIT 1;
