/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit of loading: libyaml parsing a file's events and nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

int main(int argc, char **argv) {
  yaml_parser_t parser;
  yaml_event_t event;
  size_t n = 0;
  FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
  static unsigned char bytes[1 << 20 | 1];
  size_t len = in ? fread(bytes, 1, sizeof bytes, in) : 0;
  if (len == 0 || !yaml_parser_initialize(&parser))
    return 2;
  yaml_parser_set_input_string(&parser, bytes, len);
  for (int over = 0; !over; n++) {
    if (!yaml_parser_parse(&parser, &event))
      return 1;
    over = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  fclose(in);
  printf("%zu events\n", n);
  return 0;
}
