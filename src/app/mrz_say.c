/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of a machine readable zone in words. */
#include "app/mrz.h"

#include "base/text.h"
#include "document/mrz.h"

static const struct {
  const char *message, *hint;
} words[MRZ_ERRORS] = {
    [MRZ_E_LINES] = {NULL, N_("The lines of a document stand together, an empty line between two "
                              "documents.")},
    [MRZ_E_LENGTH] = {NULL, N_("TD3 and MRV-A have 44, TD2 and MRV-B 36, TD1 30; fillers count.")},
    [MRZ_E_CHARACTER] = {N_("no machine readable zone has this here"),
                         N_("A to Z, 0 to 9 and < are all there is; in a long number no <.")},
    [MRZ_E_FIELD] = {N_("this format has no such field"), NULL},
    [MRZ_E_MISSING] = {N_("this field cannot be empty"), NULL},
    [MRZ_E_CODE] = {N_("this is no document code of the format"),
                    N_("Passports begin with P, cards with A, C or I (not AI), visas with V.")},
    [MRZ_E_STATE] = {N_("a State is one to three letters, with fillers behind"), NULL},
    [MRZ_E_LETTER] = {N_("a name has no digits, and no letters without a Latin form"), NULL},
    [MRZ_E_DATE] = {N_("there is no such date"),
                    N_("YYMMDD; what is unknown of a date is << and nothing else.")},
    [MRZ_E_SEX] = {N_("the sex is F, M or <"), NULL},
    [MRZ_E_NAME] = {N_("a filler that parts nothing"),
                    N_("Surname, <<, given names; < between the parts of each.")},
    [MRZ_E_NUMBER] = {N_("nothing ends the long document number"),
                      N_("Behind its digit stands a filler.")},
    [MRZ_E_CASE] = {N_("lower-case letters"), N_("Write capitals.")},
    [MRZ_E_LINE_END] = {N_("this line does not end in a line feed alone"),
                        N_("Save the file with Unix line ends (LF).")},
};

void mrz_say(const struct mrz_fault *fault, const char *before, struct place at,
             struct diags *diags) {
  const char *code = mrz_error_name(fault->error), *hint = words[fault->error].hint;
  const char *message = words[fault->error].message;
  unsigned span = (unsigned)fault->span;
  hint = hint ? _(hint) : NULL;
  if (fault->error == MRZ_E_DIGIT)
    diag_error(diags, at, span, code,
               _("Read it again. If it stands so, look at the whole document: a digit that does "
                 "not add up is a misprint or a change."),
               _("%s%s is %c and should be %c"), before, mrz_field_name(fault->field),
               (char)fault->found, (char)fault->expected);
  else if (fault->error == MRZ_E_LINES)
    diag_error(diags, at, span, code, hint,
               _("%slines: %zu, where a document of this width has %zu"), before, fault->found,
               fault->expected);
  else if (fault->error == MRZ_E_LENGTH)
    diag_error(diags, at, span, code, hint,
               _("%scharacters: %zu, where a line of this document has %zu"), before, fault->found,
               fault->expected);
  else if (fault->error == MRZ_E_LONG)
    diag_error(diags, at, span, code, hint, _("%scharacters: %zu, where %zu have room"), before,
               fault->found, fault->expected);
  else
    diag_error(diags, at, span, code, hint, "%s%s", before, message ? _(message) : code);
}
