/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/mounts.h"

#include "base/str.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blanks, tabs, line ends and backslashes stand as three octal digits. */
static const char *unescape(struct arena *arena, const char *word) {
  char *out = arena_strdup(arena, word), *to = out;
  for (const char *at = word; *at; to++) {
    unsigned code;
    if (*at == '\\' && strspn(at + 1, "01234567") >= 3 && sscanf(at + 1, "%3o", &code) == 1) {
      *to = (char)code;
      at += 4;
    } else {
      *to = *at++;
    }
  }
  *to = '\0';
  return out;
}

static bool has_option(const char *options, const char *option) {
  size_t len = strlen(option);
  for (const char *at = options; at; at = strchr(at, ',')) {
    at += *at == ',';
    if (strncmp(at, option, len) == 0 && (at[len] == ',' || at[len] == '\0'))
      return true;
  }
  return false;
}

/* "36 35 98:0 /root /point options [optional...] - type source super-options" */
static bool parse_line(struct arena *arena, char *line, struct mount *mount) {
  enum { NUMBER = 2, POINT = 4, OPTIONS, LEAST };
  char *words[LEAST] = {0}, *rest = NULL;
  char *behind = strstr(line, " - ");
  if (!behind)
    return false;
  *behind = '\0';
  char *word = strtok_r(line, " ", &rest);
  for (size_t i = 0; i < LEAST && word; i++, word = strtok_r(NULL, " ", &rest))
    words[i] = word;
  const char *type = strtok_r(behind + 3, " ", &rest), *source = strtok_r(NULL, " ", &rest);
  const char *super = strtok_r(NULL, " ", &rest);
  if (!words[OPTIONS] || !source ||
      sscanf(words[NUMBER], "%u:%u", &mount->major, &mount->minor) != 2)
    return false;
  mount->point = unescape(arena, words[POINT]);
  mount->type = arena_strdup(arena, type);
  mount->source = unescape(arena, source);
  mount->read_only = has_option(words[OPTIONS], "ro") || (super && has_option(super, "ro"));
  return true;
}

size_t mounts_parse(const char *text, struct arena *arena, struct mount **list) {
  char *lines = arena_strdup(arena, text), *rest = NULL;
  size_t n = 0, most = 1;
  for (const char *at = text; (at = strchr(at, '\n')); at++)
    most++;
  *list = arena_array(arena, most, sizeof **list);
  for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
    struct mount mount;
    if (parse_line(arena, line, &mount))
      (*list)[n++] = mount;
  }
  return n;
}

static const char *told_by = "/proc/self/mountinfo";

void mounts_pin(const char *file) { told_by = file; }

size_t mounts_read(struct arena *arena, struct mount **list) {
  struct str text = {0};
  char piece[4096];
  FILE *file = fopen(told_by, "re");
  for (size_t n; file && (n = fread(piece, 1, sizeof piece, file)) > 0;)
    str_add(&text, piece, n);
  if (file)
    fclose(file);
  size_t n = mounts_parse(str_text(&text), arena, list);
  str_done(&text);
  return n;
}

static bool is_beneath(const char *path, const char *folder) {
  size_t len = strlen(folder);
  return strcmp(folder, "/") == 0 ||
         (strncmp(path, folder, len) == 0 && (path[len] == '/' || path[len] == '\0'));
}

const struct mount *mounts_of(const struct mount *list, size_t n, const char *path) {
  const struct mount *found = NULL;
  for (size_t i = 0; i < n; i++)
    if (is_beneath(path, list[i].point) &&
        (!found || strlen(list[i].point) >= strlen(found->point)))
      found = &list[i];
  return found;
}

static bool is_stick(const struct mount *mount) {
  static const struct {
    const char *place;
    size_t least, most; /* folders beneath it */
  } places[] = {{"/media", 1, 2}, {"/run/media", 2, 2}, {"/mnt", 0, 1}};
  size_t depth = 0;
  for (size_t i = 0; i < COUNT(places); i++) {
    if (!is_beneath(mount->point, places[i].place))
      continue;
    for (const char *at = mount->point + strlen(places[i].place); *at; at++)
      depth += *at == '/';
    return depth >= places[i].least && depth <= places[i].most;
  }
  return false;
}

size_t mounts_keep_sticks(struct mount *list, size_t n) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (is_stick(&list[i]) && mounts_of(&list[i + 1], n - i - 1, list[i].point) == NULL)
      list[kept++] = list[i];
  return kept;
}
