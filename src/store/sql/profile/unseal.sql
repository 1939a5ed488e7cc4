-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was altered cannot be opened, and stays as it is.
UPDATE main.event SET scheme = 0, payload = opened(subject, hash, payload),
                      salt = opened_salt(subject, hash, payload)
WHERE subject = ?1 AND scheme = 1 AND opened(subject, hash, payload) IS NOT NULL;
