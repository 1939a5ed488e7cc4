-- SPDX-License-Identifier: GPL-3.0-or-later
-- The salt goes with the payload; its hash stays, and the chain still verifies.
UPDATE main.event SET scheme = 2, payload = NULL, salt = NULL
WHERE subject = ?1 AND verb <> 'erased' AND scheme <> 2;
