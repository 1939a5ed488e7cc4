-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT chain, parent, state, label FROM main.laptop ORDER BY chain;
