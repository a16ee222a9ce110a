// What the tests start in place of a user's command: says what it was given, then ends with the exit code of its first argument.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

extern char **environ;

int main(int argc, char *argv[]) {
  for (char **variable = environ; *variable != NULL; variable++) printf("env %s\n", *variable);
  for (int descriptor = 0; descriptor < 1024; descriptor++) {
    char path[64], target[4096];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    const ssize_t length = readlink(path, target, sizeof target);
    if (length >= 0) printf("descriptor %d\n", descriptor);
  }
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  printf("open files %llu %llu\n", (unsigned long long)limit.rlim_cur, (unsigned long long)limit.rlim_max);
  FILE *status = fopen("/proc/self/status", "r");
  for (char line[256]; status != NULL && fgets(line, sizeof line, status) != NULL;)
    if (strncmp(line, "SigBlk", 6) == 0 || strncmp(line, "SigIgn", 6) == 0) fputs(line, stdout);
  printf("user %d %d\n", getuid(), getgid());
  printf("argument %s\n", argc > 2 ? argv[2] : "");
  fputs("error output\n", stderr);
  return argc > 1 ? atoi(argv[1]) : 0;
}
