#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "launcher.h"

extern char **environ;

#ifndef NODE_FLAG
#error "NODE_FLAG is that of tools/launcher/node-flag.ts"
#endif

// Replaces this process by Node with the launcher's bundle, and all arguments.
static int run_node(int argc, char *argv[]) {
  static char open_files[64];
  struct rlimit limit = {0};
  getrlimit(RLIMIT_NOFILE, &limit);
  snprintf(open_files, sizeof open_files, "TIPHYS_OPEN_FILES=%llu", (unsigned long long)limit.rlim_cur);
  char **environment = hidden_environment(environ, open_files);
  char **arguments = malloc((argc + 4) * sizeof *arguments);
  if (environment == NULL || arguments == NULL) {
    fputs("tiphys: no memory\n", stderr);
    return EXIT_INFRASTRUCTURE;
  }
  char *const first[] = {
      LAUNCHER_DIRECTORY "/node",
      // An image's OpenSSL configuration is for its own programs.
      "--openssl-config=" LAUNCHER_DIRECTORY "/openssl.cnf",
      NODE_FLAG,
      LAUNCHER_DIRECTORY "/start.cjs",
  };
  memcpy(arguments, first, sizeof first);
  // With the NULL at the end.
  memcpy(arguments + 4, argv + 1, argc * sizeof *arguments);
  execve(arguments[0], arguments, environment);
  fprintf(stderr, "tiphys: %s cannot be started: %s\n", arguments[0], strerror(errno));
  return EXIT_INFRASTRUCTURE;
}

int main(int argc, char *argv[]) {
  const char *command = argc > 1 ? argv[1] : "";
  if (strcmp(command, "install") == 0) {
    if (argc != 3) {
      fputs("tiphys: install needs the directory to copy the launcher to, and nothing else.\n", stderr);
      return EXIT_USAGE;
    }
    return install(argv[2]);
  }
  if (strcmp(command, "supervise") == 0 && argc > 3) supervise(argv[2], argv + 3);
  return run_node(argc, argv);
}
