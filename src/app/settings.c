/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"

#include "base/text.h"

#include <string.h>

static void apply(struct app *app, const struct settings *settings) {
  app->settings = *settings;
  text_language(settings->language);
}

enum rc settings_refresh(struct app *app, const uint8_t *person, struct diags *diags) {
  struct settings settings;
  enum rc rc = store_settings(app->store, person, &settings, diags);
  if (rc == RC_OK)
    apply(app, &settings);
  return rc;
}

enum rc app_prefer(struct app *app, const struct settings *settings, struct diags *diags) {
  struct happening preferred = {.verb = VERB_PREFERRED, .settings = *settings};
  static const uint8_t no_session[ID_BYTES];
  if (!app->signed_in) {
    apply(app, settings);
    return RC_OK;
  }
  enum rc rc = run_append(app, no_session, &preferred, 1, NULL, diags);
  if (rc == RC_OK)
    apply(app, settings);
  return rc;
}

unsigned app_time_percent(const struct app *app) { return app->settings.time_percent; }
