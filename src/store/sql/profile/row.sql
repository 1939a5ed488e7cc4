-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT salt, passes, kib, sealed, tries, boot, mono, recovery FROM main.profile WHERE subject = ?1;
