/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/record.h"

#include "base/vec.h"

static const char *nth(const char *const *names, size_t n, unsigned at) {
  return at < n ? names[at] : NULL;
}

const char *record_mode(unsigned mode) {
  static const char *const names[MODES] = {"none", "practice", "exam", "review", "diagnostic"};
  return nth(names, COUNT(names), mode);
}

const char *record_kind(unsigned kind) {
  static const char *const names[RUN_KINDS] = {"lesson", "quiz",   "drill",
                                               "exam",   "review", "diagnostic"};
  return nth(names, COUNT(names), kind);
}

const char *record_evidence(unsigned evidence) {
  static const char *const names[EVIDENCES] = {
      "none", "self", "supervisor", "practical", "checklist-30", "checklist-90", "paper"};
  return nth(names, COUNT(names), evidence);
}

const char *record_shape(unsigned shape) {
  static const char *const names[SHAPES] = {"choice", "arrangement", "pairing",
                                            "text",   "number",      "region"};
  return nth(names, COUNT(names), shape);
}

const char *record_cause(unsigned cause) {
  static const char *const names[CAUSES] = {NULL,          "training", "tools", "rules",
                                            "supervision", "motive",   "other"};
  return nth(names, COUNT(names), cause);
}
