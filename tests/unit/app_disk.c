/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a disk is encrypted, by a /sys of our own. */
#include "app/checkup.h"
#include "app/disk.h"

#include "store_fixture.h"

#include <sys/stat.h>

static char sys[64];
static struct arena arena;

static void setup(void) { folder_temporary(sys, sizeof sys); }
static void teardown(void) { arena_done(&arena); }

TestSuite(app_disk, .init = setup, .fini = teardown);

static void put(const char *name, const char *text) {
  char *path = arena_printf(&arena, "%s/%s", sys, name);
  for (char *slash = path + strlen(sys) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
    *slash = '\0';
    mkdir(path, 0700);
  }
  FILE *file = fopen(path, "w");
  cr_assert_not_null(file);
  fputs(text, file);
  cr_assert_eq(fclose(file), 0);
}

static enum disk of(const char *line) {
  struct mount *list;
  size_t n = mounts_parse(line, &arena, &list);
  return disk_of(sys, list, n, "/home/office");
}

/* sda2 is plain; dm-0 is LUKS on it; dm-1 is a volume on dm-0, dm-2 one on dm-0 and sda2. */
static void machine(void) {
  put("dev/block/8:2/dev", "8:2\n");
  put("dev/block/253:0/dm/uuid", "CRYPT-LUKS2-abc-root\n");
  put("dev/block/253:0/slaves/sda2/dev", "8:2\n");
  put("dev/block/253:1/dm/uuid", "LVM-xyz\n");
  put("dev/block/253:1/slaves/dm-0/dev", "253:0\n");
  put("dev/block/253:2/dm/uuid", "LVM-xyz\n");
  put("dev/block/253:2/slaves/dm-0/dev", "253:0\n");
  put("dev/block/253:2/slaves/sda2/dev", "8:2\n");
  put("dev/block/7:0/loop/backing_file", "/image\n");
  put("class/block/sda2/dev", "8:2\n");
  put("class/block/dm-1/dev", "253:1\n");
  put("class/block/dm-1/dm/name", "vg-root\n");
}

Test(app_disk, is_encrypted_if_all_beneath_it_is) {
  machine();
  cr_expect_eq(of("1 0 8:2 / / rw - ext4 /dev/sda2 rw\n"), DISK_PLAIN);
  cr_expect_eq(of("1 0 253:0 / / rw - ext4 /dev/mapper/root rw\n"), DISK_ENCRYPTED);
  cr_expect_eq(of("1 0 253:1 / / rw - ext4 /dev/mapper/vg-root rw\n"), DISK_ENCRYPTED);
  cr_expect_eq(of("1 0 253:2 / / rw - ext4 /dev/mapper/vg-two rw\n"), DISK_PLAIN);
  cr_expect_eq(of("1 0 8:2 / / rw - ext4 /dev/sda2 rw\n"
                  "2 1 253:0 / /home rw - ext4 /dev/mapper/home rw\n"),
               DISK_ENCRYPTED);
}

Test(app_disk, without_a_device_goes_by_type_and_source) {
  machine();
  cr_expect_eq(of("1 0 0:40 / / rw - btrfs /dev/sda2 rw\n"), DISK_PLAIN);
  cr_expect_eq(of("1 0 0:40 / / rw - btrfs /dev/mapper/vg-root rw\n"), DISK_ENCRYPTED);
  cr_expect_eq(of("1 0 0:41 / /home rw - fuse.gocryptfs /x rw\n"), DISK_ENCRYPTED);
  cr_expect_eq(of("1 0 0:42 / /home rw - ecryptfs /x rw\n"), DISK_ENCRYPTED);
}

Test(app_disk, what_is_not_told_is_not_guessed) {
  machine();
  cr_expect_eq(of("1 0 0:43 / / rw - nfs4 host:/x rw\n"), DISK_UNKNOWN);
  cr_expect_eq(of("1 0 0:43 / / rw - btrfs /dev/mapper/none rw\n"), DISK_UNKNOWN);
  cr_expect_eq(of("1 0 9:9 / / rw - ext4 /dev/sdz rw\n"), DISK_UNKNOWN);
  cr_expect_eq(of("1 0 7:0 / / rw - ext4 /dev/loop0 rw\n"), DISK_UNKNOWN);
  cr_expect_eq(of("none of it\n"), DISK_UNKNOWN);
  put("dev/block/253:5/slaves/gone/x", "");
  cr_expect_eq(of("1 0 253:5 / / rw - ext4 /dev/dm-5 rw\n"), DISK_UNKNOWN);
  put("dev/block/253:6/slaves/dm-6/dev", "253:6\n");
  cr_expect_eq(of("1 0 253:6 / / rw - ext4 /dev/dm-6 rw\n"), DISK_UNKNOWN, "it ends");
}

static enum disk swap_of(const char *lines) {
  struct mount *list;
  size_t n = mounts_parse("1 0 8:2 / / rw - ext4 /dev/sda2 rw\n", &arena, &list);
  return disk_of_swap(sys, list, n,
                      arena_printf(&arena, "Filename\tType\tSize\tUsed\tPriority\n%s", lines));
}

Test(app_disk, of_swap_the_worst_counts) {
  machine();
  cr_expect_eq(swap_of(""), DISK_NONE);
  cr_expect_eq(swap_of("/dev/zram0 partition 9 0 -2\n"), DISK_NONE);
  cr_expect_eq(swap_of("/dev/dm-1\tpartition\t9\t0\t-2\n"), DISK_ENCRYPTED);
  cr_expect_eq(swap_of("/dev/dm-1 partition 9 0 -2\n/swapfile file 9 0 -3\n"), DISK_PLAIN);
  cr_expect_eq(swap_of("/dev/dm-1 partition 9 0 -2\n/dev/nbd0 partition 9 0 -3\n"), DISK_UNKNOWN);
}

Test(app_disk, of_a_coordinator_doctor_warns) {
  static const struct {
    enum disk disk;
    const char *code;
    enum verdict laptop, office;
  } cases[] = {{DISK_ENCRYPTED, "disk.encrypted", VERDICT_OK, VERDICT_OK},
               {DISK_PLAIN, "disk.plain", VERDICT_NOTE, VERDICT_WARNING},
               {DISK_UNKNOWN, "disk.unknown", VERDICT_NOTE, VERDICT_WARNING}};
  struct checkup checkup = {0};
  for (size_t i = 0; i < 3; i++)
    for (int office = 0; office < 2; office++) {
      checkup_disk_of(&checkup, cases[i].disk, office);
      const struct finding *last = &checkup.list[checkup.n - 1];
      cr_expect_str_eq(last->code, cases[i].code);
      cr_expect_eq(last->verdict, office ? cases[i].office : cases[i].laptop);
    }
  size_t before = checkup.n;
  checkup_swap_of(&checkup, DISK_NONE, true);
  checkup_swap_of(&checkup, DISK_ENCRYPTED, true);
  cr_expect_eq(checkup.n, before);
  checkup_swap_of(&checkup, DISK_PLAIN, true);
  cr_expect_eq(checkup.list[before].verdict, VERDICT_WARNING);
  checkup_swap_of(&checkup, DISK_UNKNOWN, true);
  cr_expect_str_eq(checkup.list[before + 1].code, "swap.unknown");
  cr_expect_eq(checkup.rc, RC_OK);
  checkup_done(&checkup);
}
