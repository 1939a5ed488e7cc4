-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT subject, nickname, public, salt, passes, kib, sealed, recovery, tries, boot, mono
FROM main.profile;
