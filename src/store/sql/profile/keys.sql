-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT subject, public FROM main.profile;
