-- SPDX-License-Identifier: GPL-3.0-or-later
-- The salt goes inside: the payload's hash, from which a short answer could be guessed with it,
-- stays.
UPDATE main.event SET scheme = 1, payload = sealed(subject, hash, salt, payload), salt = NULL
WHERE subject = ?1 AND scheme = 0;
