/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each look shows of a passport. */
#include "document/passport.h"

#include "base/text.h"
#include "document/specimen.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* -- Panels ---------------------------------------------------------------------------------- */

enum { ROWS_MAX = 24 };

struct panel {
  struct arena *arena;
  const char **rows;
  size_t n;
};

static struct panel panel_new(struct arena *arena) {
  return (struct panel){arena, arena_array(arena, ROWS_MAX, sizeof(char *)), 0};
}

static void row(struct panel *panel, const char *label, const char *value) {
  if (panel->n < ROWS_MAX)
    panel->rows[panel->n++] = *label ? arena_printf(panel->arena, "%-15s %s", label, value) : value;
}

static struct shown panel_shown(const struct panel *panel, const char *text, const char *alt) {
  return (struct shown){text, panel->rows, panel->n, alt};
}

static const char *day(struct arena *arena, struct date date) {
  char text[DATE_TEXT];
  date_print(date, text);
  return arena_strdup(arena, text);
}

const char *passport_day(struct arena *arena, const char *mrz, const char *expiry) {
  static const char months[] = "XXXJANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
  int month = mrz[2] == '<' ? 0 : (mrz[2] - '0') * 10 + (mrz[3] - '0');
  int year = expiry ? specimen_birth_year(mrz, expiry) : specimen_expiry_year(mrz);
  const char *written = year < 0 ? "XXXX" : arena_printf(arena, "%04d", year);
  char days[3] = {mrz[4], mrz[5], '\0'};
  if (month < 0 || month > 12)
    month = 0;
  return arena_printf(arena, "%s %.3s %s", mrz[4] == '<' ? "XX" : days, months + 3 * month,
                      written);
}

/* -- Face ------------------------------------------------------------------------------------ */

struct pair_of_faces {
  const char *left, *right;
  const struct face *one, *other;
};

static void draw_pair(struct panel *panel, const struct pair_of_faces *pair) {
  char one[FACE_ROWS][FACE_COLUMNS + 1], other[FACE_ROWS][FACE_COLUMNS + 1];
  face_draw(pair->one, one);
  face_draw(pair->other, other);
  for (size_t i = 0; i < FACE_ROWS; i++)
    row(panel, "", arena_printf(panel->arena, "      %s     %s", one[i], other[i]));
}

/* A feature of both, in the language of the interface: looked up once for drawing and for hearing.
 */
struct compared {
  const char *feature, *left, *right;
};

static void compare_features(const struct pair_of_faces *pair, struct compared out[FEATURES]) {
  for (unsigned i = 0; i < FEATURES; i++) {
    enum feature feature = (enum feature)i;
    const char *left = _(face_value(feature, pair->one->is[i]));
    bool same = pair->one->is[i] == pair->other->is[i];
    out[i] = (struct compared){_(face_feature(feature)), left,
                               same ? left : _(face_value(feature, pair->other->is[i]))};
  }
}

static void name_features(struct panel *panel, const struct compared compared[FEATURES]) {
  for (unsigned i = 0; i < FEATURES; i++)
    row(panel, "",
        arena_printf(panel->arena, "%-8s %-17s %s", compared[i].feature, compared[i].left,
                     compared[i].right));
}

static const char *kept(struct arena *arena, struct str *text) {
  const char *copy = arena_strndup(arena, str_text(text), text->len);
  str_done(text);
  return copy;
}

/* Heard, each feature is one sentence; the drawing says nothing that these do not. */
static const char *spoken_pair(struct arena *arena, const struct pair_of_faces *pair,
                               const struct compared compared[FEATURES]) {
  struct str all = {0};
  for (unsigned i = 0; i < FEATURES; i++)
    str_printf(&all, "%s%s: %s %s; %s %s.", i ? "\n" : "", compared[i].feature, pair->left,
               compared[i].left, pair->right, compared[i].right);
  return kept(arena, &all);
}

static struct shown show_pair(const struct pair_of_faces *pair, const char *text,
                              struct arena *arena) {
  struct compared compared[FEATURES];
  struct panel panel = panel_new(arena);
  row(&panel, "", arena_printf(arena, "%-8s %-17s %s", "", pair->left, pair->right));
  compare_features(pair, compared);
  draw_pair(&panel, pair);
  name_features(&panel, compared);
  return panel_shown(&panel, text, spoken_pair(arena, pair, compared));
}

static struct shown show_face(const struct passport *p, struct arena *arena) {
  const struct pair_of_faces pair = {_("portrait"), _("bearer"), &p->portrait, &p->bearer};
  const char *text = arena_printf(
      arena,
      _("The portrait shows a person of about %u, and was taken about %u years ago. The "
        "bearer looks about %u."),
      p->portrait_age, (unsigned)date_years_between(p->issued, p->today), p->bearer_age);
  return show_pair(&pair, text, arena);
}

static struct shown show_ghost(const struct passport *p, struct arena *arena) {
  const struct pair_of_faces pair = {_("ghost"), _("portrait"), &p->ghost, &p->portrait};
  return show_pair(&pair, NULL, arena);
}

/* -- Data ------------------------------------------------------------------------------------ */

static struct shown show_page(const struct passport *p, struct arena *arena) {
  struct panel panel = panel_new(arena);
  const struct data *d = &p->page;
  row(&panel, "", arena_printf(arena, "%s - SPECIMEN", p->state));
  row(&panel, "Passport no.", d->number);
  row(&panel, "Surname", d->surname);
  row(&panel, "Given names", *d->given ? d->given : "-");
  row(&panel, "Nationality", d->nationality);
  row(&panel, "Date of birth", passport_day(arena, d->birth, d->expiry));
  row(&panel, "Sex", d->sex);
  row(&panel, "Date of issue", day(arena, p->issued));
  row(&panel, "Date of expiry", passport_day(arena, d->expiry, NULL));
  row(&panel, "Authority", d->issuer);
  return panel_shown(&panel, NULL, NULL);
}

static struct holder holder_of(const struct data *d, const char *code) {
  return (struct holder){.surname = d->surname,
                         .given = d->given,
                         .number = d->number,
                         .nationality = d->nationality,
                         .birth = d->birth,
                         .sex = d->sex,
                         .expiry = d->expiry,
                         .issuer = d->issuer,
                         .code = code};
}

/* Changed after its digits were worked out, the MRZ keeps those of the page as issued. */
static void keep_digits(const struct passport *p, struct mrz_lines *lines) {
  static const enum mrz_field digits[] = {MRZ_NUMBER_CHECK, MRZ_BIRTH_CHECK, MRZ_EXPIRY_CHECK,
                                          MRZ_OPTIONAL_CHECK, MRZ_COMPOSITE};
  struct holder issued = holder_of(&p->chip, "P");
  struct mrz_lines original;
  if (mrz_compose(MRZ_TD3, &issued, &original, NULL) != MRZ_OK)
    return;
  for (size_t i = 0; i < COUNT(digits); i++) {
    const struct mrz_place *place = mrz_place(MRZ_TD3, digits[i]);
    lines->line[place->line - 1][place->column - 1] =
        original.line[place->line - 1][place->column - 1];
  }
}

struct mrz_lines passport_mrz(const struct passport *p) {
  struct holder holder = holder_of(&p->mrz, "P");
  struct mrz_lines lines;
  if (mrz_compose(MRZ_TD3, &holder, &lines, NULL) == MRZ_OK && p->digits_kept)
    keep_digits(p, &lines);
  return lines;
}

static void add_lines(struct panel *panel, const struct mrz_lines *lines) {
  for (size_t i = 0; i < lines->count; i++)
    row(panel, "", arena_strdup(panel->arena, lines->line[i]));
}

static struct shown show_mrz(const struct passport *p, struct arena *arena) {
  struct panel panel = panel_new(arena);
  struct mrz_lines lines = passport_mrz(p);
  add_lines(&panel, &lines);
  return panel_shown(&panel, NULL, NULL);
}

static const char *digit_name(enum mrz_field field) {
  return field == MRZ_NUMBER_CHECK   ? _("number")
         : field == MRZ_BIRTH_CHECK  ? _("date of birth")
         : field == MRZ_EXPIRY_CHECK ? _("date of expiry")
         : field == MRZ_COMPOSITE    ? _("whole line")
                                     : _("personal number");
}

static struct shown show_reader(const struct passport *p, struct arena *arena) {
  struct panel panel = panel_new(arena);
  struct mrz_lines lines = passport_mrz(p);
  struct mrz_digit digits[MRZ_DIGITS];
  size_t n;
  (void)mrz_verify(&lines, digits, &n);
  for (size_t i = 0; i < n; i++)
    row(&panel, digit_name(digits[i].field),
        digits[i].ok
            ? _("adds up")
            : arena_printf(arena, _("read %c, computed %c"), digits[i].found, digits[i].expected));
  return panel_shown(&panel, NULL, NULL);
}

/* -- Chip, number, databases ----------------------------------------------------------------- */

static const char *const chip_words[] = {
    [CHIP_GOOD] =
        N_("The chip opens. Its signature is that of the issuing State, and it proves to be "
           "the original chip."),
    [CHIP_DEAD] = N_("The chip does not answer, at two readers."),
    [CHIP_UNSIGNED] = N_("The chip opens. The signature does not fit the data: they were changed "
                         "after issue, or were not written by the issuing State."),
    [CHIP_COPIED] = N_("The chip opens and its signature fits, but it cannot prove to be the "
                       "original chip."),
    [CHIP_NONE] = N_("The cover has no chip symbol, and no chip answers."),
};

static struct shown show_chip(const struct passport *p, struct arena *arena) {
  struct panel panel = panel_new(arena);
  const struct data *d = &p->chip;
  bool open = p->chip_state != CHIP_DEAD && p->chip_state != CHIP_NONE;
  if (open) {
    row(&panel, _("Number"), d->number);
    row(&panel, _("Name"), arena_printf(arena, "%s, %s", d->surname, d->given));
    row(&panel, _("Born, sex"), arena_printf(arena, "%s, %s", d->birth, d->sex));
    row(&panel, _("Expires"), d->expiry);
    for (unsigned i = 0; i < FEATURES; i++)
      row(&panel, _(face_feature((enum feature)i)),
          _(face_value((enum feature)i, p->chip_face.is[i])));
  }
  return panel_shown(&panel, _(chip_words[p->chip_state]), NULL);
}

static struct shown show_number(const struct passport *p, struct arena *arena) {
  struct panel panel = panel_new(arena);
  row(&panel, _("Perforated"), p->perforated);
  return panel_shown(&panel, NULL, NULL);
}

static const char *const record_words[] = {
    [RECORD_NONE] = N_("No entry for this number."),
    [RECORD_STOLEN] =
        N_("Hit: this number is entered as stolen. The issuing State has to confirm it."),
    [RECORD_LOST] = N_("Hit: this number is entered as lost. The issuing State has to confirm it."),
    [RECORD_BLANK] =
        N_("Hit: the number lies in a range entered as stolen blank books. The issuing "
           "State has to confirm it."),
    [RECORD_NEAR] = N_("No entry for this number. One number that differs in its last digit is "
                       "entered as lost."),
};

static struct shown show_database(const struct passport *p, struct arena *arena) {
  (void)arena;
  return (struct shown){.text = _(record_words[p->record])};
}

/* -- Travel ---------------------------------------------------------------------------------- */

static struct shown show_stamps(const struct passport *p, struct arena *arena) {
  struct panel panel = panel_new(arena);
  for (size_t i = 0; i < p->n_stamps; i++) {
    const struct travel_stamp *s = &p->stamps[i];
    row(&panel, "",
        arena_printf(arena, "%s  %-6s %s, %s", day(arena, s->date),
                     s->entry ? _("entry") : _("exit"), s->post, s->state));
  }
  return panel_shown(&panel, NULL, NULL);
}

static struct shown show_visa(const struct passport *p, struct arena *arena) {
  const struct label *v = &p->visa;
  if (!v->there)
    return (struct shown){
        .text = arena_printf(arena,
                             _("There is no visa. For a visit of up to 30 days %s asks for "
                               "none."),
                             p->series->abroad)};
  struct panel panel = panel_new(arena);
  struct holder holder = holder_of(&v->mrz, "V");
  struct mrz_lines lines;
  row(&panel, "", arena_printf(arena, "%s VISA - SPECIMEN  %s", p->series->abroad, v->visa_number));
  row(&panel, "Name", arena_printf(arena, "%s, %s", v->shown.surname, v->shown.given));
  row(&panel, "Passport no.", v->shown.number);
  row(&panel, "From, until",
      arena_printf(arena, "%s, %s", day(arena, v->from),
                   passport_day(arena, v->shown.expiry, NULL)));
  row(&panel, "Days, purpose", arena_printf(arena, "%u, %s", v->days, _(v->purpose)));
  if (mrz_compose(MRZ_MRV_A, &holder, &lines, NULL) == MRZ_OK)
    add_lines(&panel, &lines);
  return panel_shown(&panel, NULL, NULL);
}

/* -- Bearer ---------------------------------------------------------------------------------- */

static struct shown show_answers(const struct passport *p, struct arena *arena) {
  return (struct shown){
      .text = arena_printf(
          arena,
          _("\"I was born on %s. I come %s, and I stay %u days.\" The answers come "
            "without looking at the book."),
          passport_day(arena, p->says_birth, p->page.expiry), _(p->says_purpose), p->says_days)};
}

static struct shown show_signature(const struct passport *p, struct arena *arena) {
  (void)arena;
  return (struct shown){
      .text =
          p->signs_alike
              ? _("Slant, loops and the order of the strokes agree with the signature in the "
                  "book; the new one is a little quicker.")
              : _("The new signature is drawn slowly. It has another slant, and its first letter "
                  "is made of other strokes than in the book.")};
}

/* The words for each look that has some: what the issuing State published. */
static struct shown show_reference(const struct passport *p, struct arena *arena) {
  struct str all = {0};
  str_printf(&all, _("Series of %s, %u pages, valid for %u years:"), p->series->state,
             p->series->pages, p->series->years);
  for (unsigned i = 0; i < LOOKS; i++)
    if (looks[i].words && p->series->looks[i].n)
      str_printf(&all, "\n\n- **%s.** %s", _(looks[i].label), p->series->looks[i].text[0]);
  return (struct shown){.text = kept(arena, &all)};
}

static struct shown (*const shows[LOOKS])(const struct passport *, struct arena *) = {
    [LOOK_FACE] = show_face,           [LOOK_GHOST] = show_ghost,
    [LOOK_PAGE] = show_page,           [LOOK_NUMBER] = show_number,
    [LOOK_DATABASE] = show_database,   [LOOK_STAMPS] = show_stamps,
    [LOOK_VISA] = show_visa,           [LOOK_MRZ] = show_mrz,
    [LOOK_READER] = show_reader,       [LOOK_CHIP] = show_chip,
    [LOOK_ANSWERS] = show_answers,     [LOOK_SIGNATURE] = show_signature,
    [LOOK_REFERENCE] = show_reference,
};

struct shown look_show(const struct passport *p, enum look look, struct arena *arena) {
  const struct words *words = &p->series->looks[look];
  if (p->instead[look])
    return (struct shown){.text = p->instead[look]};
  if (shows[look])
    return shows[look](p, arena);
  return (struct shown){.text = words->n ? words->text[p->variant[look] % words->n] : ""};
}
