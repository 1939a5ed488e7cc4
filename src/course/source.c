/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/source.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REPORTED = 20 }; /* of one fault in one file: the rest is the same story */

static bool refuse(const struct source *source, struct diags *diags, const char *code,
                   const char *hint, const char *message) {
  diag_error(diags, (struct place){.file = source->file}, 1, code, hint, "%s", message);
  return false;
}

/* -- Reading ------------------------------------------------------------------------------- */

static bool check_kind(const struct source *source, int fd, struct diags *diags) {
  struct stat st;
  if (fstat(fd, &st) != 0)
    return refuse(source, diags, "file.unreadable", NULL, strerror(errno));
  if (!S_ISREG(st.st_mode))
    return refuse(source, diags, "file.kind", NULL, _("this is not a regular file"));
  if (st.st_size > SOURCE_BYTES)
    return refuse(source, diags, "file.large", _("Split it into several modules."),
                  _("the file is over 1 MiB"));
  return true;
}

/* One byte more than the limit is asked for, since the file may have grown since. */
static bool read_all(struct source *source, int fd, struct diags *diags) {
  size_t room = SOURCE_BYTES + 1;
  source->owned = mem_grow(NULL, room, 1); /* not zeroed: most files are small */
  while (source->len < room) {
    ssize_t got = read(fd, source->owned + source->len, room - source->len);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return refuse(source, diags, "file.unreadable", NULL, strerror(errno));
    if (got == 0)
      break;
    source->len += (size_t)got;
  }
  if (source->len > SOURCE_BYTES)
    return refuse(source, diags, "file.large", NULL, _("the file is over 1 MiB"));
  source->owned[source->len] = '\0';
  return true;
}

/* -- Is it text? --------------------------------------------------------------------------- */

static bool starts(const struct source *source, const char *bytes, size_t n) {
  return source->len >= n && memcmp(source->text, bytes, n) == 0;
}

static bool check_encoding(struct source *source, struct diags *diags) {
  if (starts(source, "\xef\xbb\xbf", 3)) {
    source->text += 3;
    source->len -= 3;
  }
  if (starts(source, "\xff\xfe", 2) || starts(source, "\xfe\xff", 2))
    return refuse(source, diags, "file.encoding", _("Save it as UTF-8."),
                  _("the file is in UTF-16"));
  if (memchr(source->text, '\0', source->len))
    return refuse(source, diags, "file.binary", NULL, _("this is not a text file"));
  if (source->len == 0)
    return refuse(source, diags, "file.empty", NULL, _("the file is empty"));
  return true;
}

static void index_lines(struct source *source) {
  struct {
    uint32_t *list;
    size_t n, cap;
  } lines = {0};
  VEC_PUSH(&lines, 0);
  const char *at = source->text, *end = at + source->len;
  while ((at = memchr(at, '\n', (size_t)(end - at)))) {
    at++;
    VEC_PUSH(&lines, (uint32_t)(at - source->text));
  }
  source->lines = lines.list;
  source->n_lines = lines.n;
}

size_t source_line_end(const struct source *source, size_t line) {
  size_t end = line + 1 < source->n_lines ? source->lines[line + 1] - 1 : source->len;
  return end > source->lines[line] && source->text[end - 1] == '\r' ? end - 1 : end;
}

/* -- Making it harmless -------------------------------------------------------------------- */

static const char *stand_in(size_t n) {
  static const char *const same_length[] = {"?", "\xc2\xbf", "\xef\xbf\xbd", "\xf0\x90\x80\x80"};
  return same_length[n - 1];
}

struct scan {
  struct source *source;
  struct diags *diags;
  size_t line, column, offset; /* of the last place given */
  unsigned ill, unsafe;
};

/* Counts on from the last place, since a file may be one line. */
static struct place scan_place(struct scan *scan, size_t offset) {
  struct source *source = scan->source;
  while (scan->line + 1 < source->n_lines && source->lines[scan->line + 1] <= offset) {
    scan->offset = source->lines[++scan->line];
    scan->column = 0;
  }
  scan->column += text_points(source->bytes + scan->offset, offset - scan->offset);
  scan->offset = offset;
  return (struct place){
      .file = source->file, .line = (unsigned)scan->line + 1, .column = (unsigned)scan->column + 1};
}

static void scan_ill(struct scan *scan, size_t offset) {
  if (scan->ill++ == 0)
    diag_error(scan->diags, scan_place(scan, offset), 1, "file.encoding",
               _("Save it as UTF-8 in the editor."), _("this is not UTF-8"));
  scan->source->clean[offset] = '?';
}

bool source_is_bidi(const char *c, size_t n) {
  static const char *const three[] = {"\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaa",
                                      "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x80\xad",
                                      "\xe2\x80\xae"};
  if (n == 2)
    return memcmp(c, "\xd8\x9c", 2) == 0;
  for (size_t i = 0; n == 3 && i < sizeof three / sizeof *three; i++)
    if (memcmp(c, three[i], 3) == 0)
      return true;
  return n == 3 && memcmp(c, "\xe2\x81", 2) == 0 && c[2] >= '\xa6' && c[2] <= '\xa9';
}

static void scan_unsafe(struct scan *scan, size_t offset, size_t n) {
  const char *c = scan->source->text + offset;
  if (scan->unsafe++ < REPORTED) {
    if (source_is_bidi(c, n))
      diag_error(scan->diags, scan_place(scan, offset), 1, "text.bidi", _("Delete it."),
                 _("an invisible character that changes the direction of the text"));
    else
      diag_error(scan->diags, scan_place(scan, offset), 1, "text.control", _("Delete it."),
                 _("a control character"));
  }
  memcpy(scan->source->clean + offset, stand_in(n), n);
}

static size_t sequence_length(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* Deals with the character that text_unsafe_at stopped at; gives the bytes to go over. */
static size_t scan_one(struct scan *scan, size_t offset) {
  struct source *source = scan->source;
  const char *at = source->text + offset;
  size_t n = sequence_length((unsigned char)*at);
  if (*at == '\r' && offset + 1 < source->len && at[1] == '\n')
    return 2;
  if (!source->clean) {
    source->clean = mem_alloc(source->len + 1);
    memcpy(source->clean, source->text, source->len);
    source->bytes = source->clean;
  }
  if (offset + n > source->len || text_invalid_at(at, n) < n)
    return scan_ill(scan, offset), 1;
  scan_unsafe(scan, offset, n);
  return n;
}

static void make_harmless(struct source *source, struct diags *diags) {
  struct scan scan = {.source = source, .diags = diags};
  size_t at = 0;
  source->bytes = source->text;
  while ((at += text_unsafe_at(source->text + at, source->len - at, true)) < source->len)
    at += scan_one(&scan, at);
}

static bool prepare(struct source *source, struct diags *diags) {
  if (!check_encoding(source, diags))
    return false;
  index_lines(source);
  make_harmless(source, diags);
  return true;
}

/* -- What others see ----------------------------------------------------------------------- */

/* A course may come from anybody: a link in it must not make another file of the laptop readable,
 * by way of an excerpt. 0, or why not: EXDEV where it leads out of the folder. */
static int follow(const char *path) {
  char file[PATH_MAX], folder[PATH_MAX], *copy = mem_alloc(strlen(path) + 1);
  bool known = realpath(path, file) && realpath(dirname(strcpy(copy, path)), folder);
  int error = known ? 0 : errno;
  size_t n = known ? strlen(folder) : 0;
  free(copy);
  if (known && (strncmp(file, folder, n) != 0 || (file[n] != '/' && folder[n - 1] != '/')))
    error = EXDEV;
  return error;
}

/* Not to wait for a pipe that nobody writes to. */
static int open_source(const char *path) {
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  int fd = open(path, flags | O_NOFOLLOW);
  if (fd >= 0 || errno != ELOOP)
    return fd;
  errno = follow(path);
  return errno ? -1 : open(path, flags);
}

static bool refuse_link(const char *shown, struct diags *diags) {
  return refuse(&(struct source){.file = shown}, diags, "file.outside",
                _("Copy what it points at to this place."),
                _("this is a link that leads out of its folder"));
}

bool source_stays_within(const char *path, struct diags *diags) {
  return follow(path) != EXDEV || refuse_link(path, diags);
}

bool source_load(struct source *source, const char *path, const char *shown, struct diags *diags) {
  *source = (struct source){.file = shown};
  int fd = open_source(path);
  if (fd < 0 && errno == EXDEV)
    return refuse_link(shown, diags);
  if (fd < 0)
    return errno == ENOENT || errno == ENOTDIR
               ? refuse(source, diags, "file.missing", NULL, _("there is no such file"))
               : refuse(source, diags, "file.unreadable", NULL, strerror(errno));
  bool good = check_kind(source, fd, diags) && read_all(source, fd, diags);
  close(fd);
  source->text = source->owned;
  return good && prepare(source, diags);
}

bool source_borrow(struct source *source, const char *bytes, size_t len, const char *shown,
                   struct diags *diags) {
  *source = (struct source){.file = shown, .text = bytes, .len = len};
  if (len > SOURCE_BYTES)
    return refuse(source, diags, "file.large", NULL, _("the file is over 1 MiB"));
  return prepare(source, diags);
}

void source_done(struct source *source) {
  free(source->owned);
  free(source->clean);
  free(source->lines);
  *source = (struct source){0};
}

static bool is_tail(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

void source_seek(const struct source *source, struct cursor *cursor, size_t line, size_t column) {
  if (line >= source->n_lines)
    line = source->n_lines - 1;
  if (cursor->line != line || cursor->column > column)
    *cursor = (struct cursor){.line = line, .offset = source->lines[line]};
  size_t end = source_line_end(source, line);
  while (cursor->column < column && cursor->offset < end) {
    size_t left = end - cursor->offset, want = column - cursor->column;
    size_t plain = text_plain(source->bytes + cursor->offset, want < left ? want : left);
    cursor->offset += plain;
    cursor->column += plain;
    if (plain == want || plain == left)
      return;
    cursor->offset++;
    while (cursor->offset < end && is_tail(source->bytes[cursor->offset]))
      cursor->offset++;
    cursor->column++;
  }
}

unsigned source_rest(const struct source *source, const struct cursor *cursor) {
  size_t end = source_line_end(source, cursor->line);
  while (end > cursor->offset && strchr(" \t", source->bytes[end - 1]))
    end--;
  size_t n = text_points(source->bytes + cursor->offset, end - cursor->offset);
  return n ? (unsigned)n : 1;
}
