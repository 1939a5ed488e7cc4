/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The looks, one row each. */
#include "document/passport.h"

#include "base/text.h"

#include <string.h>

const char step_letters[STEPS + 1] = "FALSEDOC";

const char *const step_names[STEPS] = {
    N_("Face"),  N_("Altered data"),    N_("Lamina"),          N_("Stitching"),
    N_("Edges"), N_("Document number"), N_("Overseas travel"), N_("Consistency")};

const char *const depth_names[DEPTHS] = {"seen", "tool", "compare"};

/* Seconds are of a practised officer; a look with a tool takes the time to reach for it. */
const struct look_row looks[LOOKS] = {
    [LOOK_FACE] = {"face", STEP_F, DEPTH_SEEN, 10, N_("Compare the bearer with the portrait"),
                   false},
    [LOOK_GHOST] = {"ghost", STEP_F, DEPTH_COMPARE, 8,
                    N_("Compare the ghost portrait with the portrait"), false},
    [LOOK_PAGE] = {"page", STEP_A, DEPTH_SEEN, 6, N_("Read the data page"), false},
    [LOOK_TYPE] = {"type", STEP_A, DEPTH_TOOL, 10,
                   N_("Magnifier: letters and digits of the entries"), true},
    [LOOK_PRINT] = {"print", STEP_A, DEPTH_TOOL, 10,
                    N_("Magnifier: background print and microprint"), true},
    [LOOK_RELIEF] = {"relief", STEP_A, DEPTH_TOOL, 8,
                     N_("Light along the page, and a fingertip: raised ink"), true},
    [LOOK_UV_PAGE] = {"uv-page", STEP_A, DEPTH_TOOL, 8, N_("Ultraviolet: the data page"), true},
    [LOOK_INFRARED] = {"infrared", STEP_A, DEPTH_TOOL, 8, N_("Infrared: the data page"), true},
    [LOOK_LAMINATE] = {"laminate", STEP_L, DEPTH_SEEN, 5,
                       N_("Run a finger over the surface of the data page"), true},
    [LOOK_TILT] = {"tilt", STEP_L, DEPTH_SEEN, 5, N_("Tilt the data page"), true},
    [LOOK_RETRO] = {"retro", STEP_L, DEPTH_TOOL, 8,
                    N_("Lamp held at the eye: the film over the page"), true},
    [LOOK_STITCHING] = {"stitching", STEP_S, DEPTH_SEEN, 6, N_("Open the middle: the stitching"),
                        true},
    [LOOK_THREAD] = {"thread", STEP_S, DEPTH_TOOL, 8, N_("Ultraviolet: thread and inner pages"),
                     true},
    [LOOK_BINDING] = {"binding", STEP_S, DEPTH_SEEN, 5, N_("Feel the cover and the spine"), true},
    [LOOK_EDGES] = {"edges", STEP_E, DEPTH_SEEN, 5, N_("Run a thumb along edges and corners"),
                    true},
    [LOOK_PAGING] = {"paging", STEP_E, DEPTH_SEEN, 8,
                     N_("Follow the page numbers through the book"), true},
    [LOOK_WATERMARK] = {"watermark", STEP_E, DEPTH_TOOL, 8,
                        N_("Light from behind: watermark and security thread"), true},
    [LOOK_NUMBER] = {"number", STEP_D, DEPTH_COMPARE, 6,
                     N_("Read the number that is perforated through the pages"), false},
    [LOOK_PERFORATION] = {"perforation", STEP_D, DEPTH_TOOL, 8,
                          N_("Magnifier: the holes of the perforation"), true},
    [LOOK_DATABASE] = {"database", STEP_D, DEPTH_TOOL, 10,
                       N_("Ask the databases of lost and stolen documents"), false},
    [LOOK_STAMPS] = {"stamps", STEP_O, DEPTH_SEEN, 10, N_("Leaf through the stamps"), false},
    [LOOK_VISA] = {"visa", STEP_O, DEPTH_SEEN, 8, N_("Read the visa page"), false},
    [LOOK_MRZ] = {"mrz", STEP_C, DEPTH_COMPARE, 6, N_("Read the machine readable zone"), false},
    [LOOK_READER] = {"reader", STEP_C, DEPTH_TOOL, 6,
                     N_("Lay the page on the reader: check digits"), false},
    [LOOK_CHIP] = {"chip", STEP_C, DEPTH_TOOL, 8, N_("Read the chip"), false},
    [LOOK_ANSWERS] = {"answers", STEP_C, DEPTH_SEEN, 20, N_("Ask two or three open questions"),
                      false},
    [LOOK_SIGNATURE] = {"signature", STEP_C, DEPTH_COMPARE, 12,
                        N_("Have the bearer sign, and compare"), false},
    [LOOK_REFERENCE] = {"reference", STEP_C, DEPTH_TOOL, 15,
                        N_("Open the reference images of this series"), false},
};

int look_find(const char *key) {
  for (int i = 0; key && i < LOOKS; i++)
    if (strcmp(looks[i].key, key) == 0)
      return i;
  return -1;
}
