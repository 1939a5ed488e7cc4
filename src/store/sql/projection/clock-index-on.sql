-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE INDEX proj.clock_chain ON clock (chain, time);
