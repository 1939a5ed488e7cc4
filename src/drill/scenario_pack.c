/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drill/explore.h"

#include <string.h>

static unsigned bits_for(unsigned most) {
  unsigned bits = 0;
  for (; most; most >>= 1)
    bits++;
  return bits;
}

/* So many bits, within one word. */
static struct bit_field field_take(size_t *at, unsigned bits) {
  if (*at % 64 + bits > 64)
    *at += 64 - *at % 64;
  struct bit_field field = {(uint8_t)(*at / 64), (uint8_t)(*at % 64), (uint16_t)((1u << bits) - 1)};
  *at += bits;
  if (!bits) /* at a word's very end the shift must stay a legal one */
    field = (struct bit_field){0};
  return field;
}

struct packing packing_of(const struct scenario *scenario) {
  struct packing packing = {.n_states = scenario->n_states};
  struct scene_set asked = {0};
  size_t at = 0;
  packing.scene = field_take(&at, bits_for(scenario->n_scenes));
  for (size_t i = 0; i < scenario->n_states; i++) {
    const struct scenario_state_row *row = &scenario->states[i];
    packing.from[i] = row->from;
    packing.states[i] = field_take(&at, bits_for((unsigned)(row->to - row->from)));
  }
  for (size_t i = 0; i < scenario->n_scenes; i++)
    for (size_t j = 0; j < scenario->scenes[i].n_choices; j++)
      when_scenes(&scenario->scenes[i].choices[j].when, &asked);
  packing.seen = at;
  for (size_t i = 0; i < scenario->n_scenes; i++)
    if (scene_set_has(&asked, i))
      packing.asked[packing.n_asked++] = (uint8_t)i;
  packing.words = (at + packing.n_asked + 63) / 64;
  return packing;
}

static void field_put(struct bit_field field, unsigned value, uint64_t *key) {
  key[field.word] |= (uint64_t)value << field.shift;
}

static unsigned field_get(struct bit_field field, const uint64_t *key) {
  return (unsigned)(key[field.word] >> field.shift) & field.mask;
}

void world_pack(const struct packing *packing, const struct world *world, uint64_t *key) {
  for (size_t i = 0; i < packing->words; i++)
    key[i] = 0;
  field_put(packing->scene, world->scene, key);
  for (size_t i = 0; i < packing->n_states; i++)
    field_put(packing->states[i], (unsigned)(world->states[i] - packing->from[i]), key);
  for (size_t i = 0; i < packing->n_asked; i++)
    if (scene_set_has(&world->seen, packing->asked[i]))
      key[(packing->seen + i) / 64] |= UINT64_C(1) << (packing->seen + i) % 64;
}

struct world world_unpack(const struct packing *packing, const uint64_t *key) {
  struct world world;
  memset(&world, 0, sizeof world);
  world.scene = (uint8_t)field_get(packing->scene, key);
  for (size_t i = 0; i < packing->n_states; i++)
    world.states[i] = (int16_t)((int)field_get(packing->states[i], key) + packing->from[i]);
  for (size_t i = 0; i < packing->n_asked; i++)
    if (key[(packing->seen + i) / 64] >> (packing->seen + i) % 64 & 1)
      scene_set_add(&world.seen, packing->asked[i]);
  return world;
}
