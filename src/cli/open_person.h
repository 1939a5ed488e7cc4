/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person whose record is sealed on this laptop: known by a nickname, opened by a passphrase. */
#ifndef CLI_OPEN_PERSON_H
#define CLI_OPEN_PERSON_H

#include "app/app.h"

/* If name is the nickname of somebody whose record is sealed, asks for the passphrase unless it is
 * open already, and *name becomes the id by which that person is found then (in the arena); of
 * everybody else nothing is asked. It is for commands that name one person: person and contest. A
 * report is of everybody, and whoever is sealed is left out of it as from every list; hand-in needs
 * nothing opened, since the key is sealed for whoever collects. It is asked for erasing too:
 * whoever else sits at the laptop erases nobody's record, and who forgot the passphrase has it
 * reset first, or where nobody can reset it says so (personal_erase_sealed). Wrong ones count and
 * slow down as on the screen. Codes of sealing_open and passphrase_read. */
enum rc cli_open_person(struct app *app, const char **name, struct arena *arena,
                        struct diags *diags);

#endif
