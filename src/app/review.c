/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review.h"

#include "app/inner.h"
#include "app/memories.h"
#include "base/mem.h"
#include "base/pack.h"
#include "base/text.h"
#include "document/date.h"

#include <stdlib.h>
#include <string.h>

int32_t review_today(void) {
  struct moment now;
  clock_read(&now);
  return retention_day(now.wall);
}

/* -- Kept ------------------------------------------------------------------------------------ */

/* Beside the events: the days of what is here, which is all that the home screen counts, for as
 * long as nothing is added; and the memories, from which that is told anew when something was. */

/* In any language they are the same. */
static void pack_head(const struct app *app, struct str *out) {
  pack_u8(out, RETENTION_VERSION);
  pack_text(out, PACKAGE_VERSION);
  pack_bytes(out, app->files_hash, HASH_BYTES);
}

static void pack_dated(struct str *out, const struct dated *dated) {
  pack_u32(out, (uint32_t)dated->due);
  pack_u32(out, (uint32_t)dated->last);
  pack_u8(out, dated->counts);
}

static void know(struct app *app, const struct schedule_count *count) {
  app->due.known = true;
  app->due.day = review_today();
  app->due.count = *count;
}

/* Of those that are here. */
static size_t date_all(const struct app *app, const struct memories *all, struct dated *list) {
  size_t n = 0;
  for (size_t i = 0; i < all->n; i++)
    if (all->list[i].here)
      list[n++] = schedule_date(&all->list[i].memory, app->settings.until);
  return n;
}

/* Courses that may change unseen are not kept, as with the shelf. */
static void know_all(struct app *app, const struct str *head, const struct memories *all) {
  struct dated *list = mem_array(all->n ? all->n : 1, sizeof *list);
  size_t n = date_all(app, all, list);
  struct schedule_count count = schedule_count(list, n, review_today(), app->settings.until);
  struct str out = {0};
  pack_bytes(&out, head->at, head->len);
  pack_u32(&out, (uint32_t)app->settings.until);
  for (size_t i = 0; i < n; i++)
    pack_dated(&out, &list[i]);
  if (!app->files.fresh)
    store_keep(app->store, app->person.id, &out);
  know(app, &count);
  str_done(&out);
  free(list);
}

static bool same_count(const struct schedule_count *a, const struct schedule_count *b) {
  return a->met == b->met && a->due == b->due && a->counts == b->counts && a->a_day == b->a_day &&
         a->today == b->today && a->next == b->next;
}

/* All was read: kept unless it is known as it is. */
static void keep_all(struct app *app, const struct memories *all,
                     const struct schedule_count *count) {
  struct str head = {0};
  struct recalls_mark mark;
  struct diags ignored = {0};
  if (app->due.known && same_count(&app->due.count, count))
    return;
  pack_head(app, &head);
  know_all(app, &head, all);
  if (!app->files.fresh && store_recalls_mark(app->store, &mark, &ignored) == RC_OK)
    memories_keep(app, &head, all, &mark);
  diags_done(&ignored);
  str_done(&head);
}

/* What was added since is read again each time: it is written down once there is much of it. */
bool review_catch_up(struct app *app) {
  enum { MUCH = 64 };
  struct arena arena = {0};
  struct str head = {0};
  struct memories all = {0};
  struct recalls_mark mark;
  uint64_t kept;
  pack_head(app, &head);
  bool known = app->signed_in && !app->files.fresh &&
               memories_catch_up(app, &head, review_today(), &arena, &all, &mark, &kept);
  if (known)
    know_all(app, &head, &all);
  if (known && mark.seq - kept >= MUCH)
    memories_keep(app, &head, &all, &mark);
  memories_done(&all);
  str_done(&head);
  arena_done(&arena);
  return known;
}

void review_refresh(struct app *app) {
  struct arena arena = {0};
  struct diags ignored = {0};
  struct review review = {0};
  bool known = review_catch_up(app);
  if (!known && app->signed_in)
    review_read(app, &arena, &review, &ignored);
  app->projected = true;
  if (!app->due.known)
    know(app, &review.count); /* if they cannot be read now, nothing is said */
  diags_done(&ignored);
  arena_done(&arena);
}

static void count_kept(const struct app *app, const struct str *kept, size_t head,
                       struct schedule_count *count) {
  enum { DATED_BYTES = 9 };
  size_t n = (kept->len - head) / DATED_BYTES;
  struct dated *list = mem_array(n ? n : 1, sizeof *list);
  struct unpack in = {.at = (const uint8_t *)kept->at + head,
                      .end = (const uint8_t *)kept->at + kept->len};
  for (size_t i = 0; i < n; i++) {
    list[i].due = (int32_t)unpack_u32(&in);
    list[i].last = (int32_t)unpack_u32(&in);
    list[i].counts = unpack_u8(&in);
  }
  *count = schedule_count(list, n, review_today(), app->settings.until);
  free(list);
}

static bool read_kept(struct app *app) {
  struct str kept = {0}, head = {0};
  struct schedule_count count;
  pack_head(app, &head);
  pack_u32(&head, (uint32_t)app->settings.until);
  bool holds = !app->files.fresh && store_kept(app->store, app->person.id, &kept) &&
               kept.len >= head.len && memcmp(kept.at, head.at, head.len) == 0;
  if (holds) {
    count_kept(app, &kept, head.len, &count);
    know(app, &count);
  }
  str_done(&kept);
  str_done(&head);
  return holds;
}

bool review_count(struct app *app, struct schedule_count *count) {
  if (app->due.known && app->due.day != review_today())
    app->due.known = false;
  if (!app->due.known && app->signed_in && !read_kept(app) && app->projected)
    review_refresh(app);
  *count = app->due.count;
  return app->due.known;
}

/* -- What is there ------------------------------------------------------------------------- */

/* Those that can be asked today. */
static void keep_those_here(struct app *app, struct memories *all, struct review *review) {
  const struct module *home = NULL;
  for (size_t i = 0; i < all->n; i++) {
    struct remembered *met = &all->list[i];
    const struct item *item = gather_find(app, met->path, &home);
    met->here = item && memcmp(item->key_rev, met->key_rev, HASH_BYTES) == 0;
    if (met->here)
      review->list[review->n++] =
          (struct review_item){home, item, met->memory, schedule_date(&met->memory, review->until)};
  }
}

static void count_those_here(struct review *review) {
  struct dated *dated = mem_array(review->n ? review->n : 1, sizeof *dated);
  for (size_t i = 0; i < review->n; i++)
    dated[i] = review->list[i].dated;
  review->count = schedule_count(dated, review->n, review->today, review->until);
  free(dated);
}

enum rc review_read(struct app *app, struct arena *arena, struct review *review,
                    struct diags *diags) {
  struct memories all;
  *review = (struct review){.today = review_today(), .until = app->settings.until};
  enum rc rc = memories_read(app->store, app->person.id, review->today, arena, &all, diags);
  if (rc == RC_OK) {
    review->list = arena_array(arena, all.n, sizeof *review->list);
    keep_those_here(app, &all, review);
    count_those_here(review);
    keep_all(app, &all, &review->count);
  }
  memories_done(&all);
  return rc;
}

/* -- The queue ------------------------------------------------------------------------------- */

static size_t queue_of(const struct review *review, const char *items[PLAN_SLOTS]) {
  struct dated *dated = mem_array(review->n ? review->n : 1, sizeof *dated);
  double *recall = mem_array(review->n ? review->n : 1, sizeof *recall);
  size_t queue[PLAN_SLOTS];
  for (size_t i = 0; i < review->n; i++) {
    dated[i] = review->list[i].dated;
    recall[i] = retention_recall(&review->list[i].memory, review->today);
  }
  size_t n =
      schedule_queue(dated, recall, review->n, review->today, review->until, queue, PLAN_SLOTS);
  for (size_t i = 0; i < n; i++)
    items[i] = review->list[queue[i]].item->path;
  free(dated);
  free(recall);
  return n;
}

static struct gathered *todays(struct app *app, const char *path) {
  struct arena arena = {0};
  struct diags ignored = {0};
  struct review review;
  const char *items[PLAN_SLOTS];
  size_t n = review_read(app, &arena, &review, &ignored) == RC_OK ? queue_of(&review, items) : 0;
  const struct gathering what = {path, _("Review"), items, n, NULL, NULL};
  struct gathered *gathered = gather(app, &what);
  diags_done(&ignored);
  arena_done(&arena);
  return gathered;
}

struct gathered *review_again(struct app *app, const char *path, const struct happening *started) {
  return started ? gather_planned(app, path, _("Review"), started) : todays(app, path);
}

/* -- Days ------------------------------------------------------------------------------------ */

bool review_read_date(const char *text, int32_t *day, struct diags *diags) {
  struct date date;
  *day = 0;
  if (!date_read(text, &date)) {
    diag_error(diags, (struct place){0}, 1, "review.date",
               _("write the year, the month and the day: 2027-03-12"), _("\"%.40s\" is not a date"),
               text);
    return false;
  }
  *day = (int32_t)date_number(date);
  if (*day <= review_today())
    diag_error(diags, (struct place){0}, 1, "review.past", _("name a day to come"),
               _("%.20s has come already"), text);
  return *day > review_today();
}

const char *review_day_words(int32_t day, struct arena *arena) {
  static const char *const months[] = {N_("January"), N_("February"), N_("March"),
                                       N_("April"),   N_("May"),      N_("June"),
                                       N_("July"),    N_("August"),   N_("September"),
                                       N_("October"), N_("November"), N_("December")};
  struct date date = date_from_number(day);
  return arena_printf(arena, _("%d %s %d"), date.day, _(months[date.month - 1]), date.year);
}
