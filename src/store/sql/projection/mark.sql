-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT layout, chain, seq, tip, arrived FROM proj.mark;
