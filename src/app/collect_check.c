/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/collect_inner.h"

#include "base/text.h"
#include "store/event.h"

#include <string.h>

struct joining {
  const struct bundle *bundle;
  uint8_t previous[HASH_BYTES]; /* of the event to come */
  uint8_t boot[ID_BYTES];
  bool began;
  int64_t wall, mono, latest; /* of the boot's first event here; the projected time so far */
  int64_t now;
  struct collect_checked *checked;
};

static void copy(const struct bundle_event *from, struct event_bytes *event) {
  *event = (struct event_bytes){.head = from->head,
                                .head_len = from->head_len,
                                .payload = from->payload,
                                .payload_len = from->payload_len,
                                .scheme = from->scheme};
  memcpy(event->salt, from->salt, SALT_BYTES);
  memcpy(event->payload_hash, from->payload_hash, HASH_BYTES);
}

static bool payload_holds(const struct event_bytes *event) {
  uint8_t hash[HASH_BYTES];
  if (event->scheme != SCHEME_PLAIN)
    return true;
  event_hash_payload(event->salt, event->payload, event->payload_len, hash);
  return memcmp(hash, event->payload_hash, HASH_BYTES) == 0;
}

/* What the store projects (trust.md: wall clock of the boot's first event, and what passed since),
 * over this piece of the chain alone. */
static void watch_clock(struct joining *joining, const struct event_head *head) {
  if (!joining->began || memcmp(joining->boot, head->boot, ID_BYTES) != 0) {
    memcpy(joining->boot, head->boot, ID_BYTES);
    joining->wall = head->wall;
    joining->mono = head->mono;
  }
  int64_t time = joining->wall + head->mono - joining->mono; /* all within 2^52 */
  if (joining->began && time < joining->latest)
    time = joining->latest;
  joining->latest = time;
  joining->began = true;
  if (head->wall > time + COLLECT_DAY || head->wall < time - COLLECT_DAY ||
      head->wall > joining->now + COLLECT_DAY || head->wall < COLLECT_NO_EARLIER)
    joining->checked->off = true;
}

static bool join(struct joining *joining, size_t i, const struct event_bytes *event) {
  const struct bundle_about *about = &joining->bundle->about;
  struct event_head head;
  if (!event_decode_head(event->head, event->head_len, &head) ||
      memcmp(head.chain, about->chain, KEY_BYTES) != 0 || head.seq != about->first + i ||
      memcmp(head.previous, joining->previous, HASH_BYTES) != 0 || !payload_holds(event))
    return false;
  event_hash(&head, event->head, event->head_len, event->payload_hash, joining->previous);
  watch_clock(joining, &head);
  joining->checked->erases |= head.verb == VERB_ERASED;
  return true;
}

static bool is_newer(const struct event_bytes *event) {
  return event->head_len && *(const uint8_t *)event->head > EVENT_LAYOUT;
}

enum rc collect_check(const char *shown, const struct bundle *bundle, int64_t now,
                      struct event_bytes *events, struct collect_checked *checked,
                      struct diags *diags) {
  struct joining joining = {.bundle = bundle, .now = now, .checked = checked};
  struct place at = {.file = shown};
  memcpy(joining.previous, bundle->about.previous, HASH_BYTES);
  checked->off = bundle->about.wall > now + COLLECT_DAY || bundle->about.wall < COLLECT_NO_EARLIER;
  checked->erases = checked->ahead = false;
  for (size_t i = 0; i < bundle->n; i++) {
    copy(&bundle->events[i], &events[i]);
    if (is_newer(&events[i])) {
      diag_error(diags, at, 1, "bundle.newer", _("install the newer Mafunzo here, then collect"),
                 _("it holds events that a newer Mafunzo recorded"));
      return RC_NEWER;
    }
    if (!join(&joining, i, &events[i])) {
      diag_error(diags, at, 1, "bundle.chain",
                 _("nothing of it was taken; ask who altered it, and hand in again on the laptop"),
                 _("event %llu was altered, or does not follow the one before it"),
                 (unsigned long long)(bundle->about.first + i));
      return RC_DATA;
    }
  }
  checked->ahead = joining.began && joining.latest > now + COLLECT_DAY;
  if (memcmp(joining.previous, bundle->about.head, HASH_BYTES) == 0)
    return RC_OK;
  diag_error(diags, at, 1, "bundle.chain",
             _("nothing of it was taken; ask who altered it, and hand in again on the laptop"),
             _("its last event is not the one that was signed for"));
  return RC_DATA;
}
