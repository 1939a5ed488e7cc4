-- SPDX-License-Identifier: GPL-3.0-or-later
DETACH DATABASE proj;
