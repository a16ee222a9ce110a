// `launcher install DIRECTORY`, in an init container: copies what lies in `payload` beside this program. Each file appears
// under its name only when it is complete, and `launcher` last: an interrupted copy is simply done again.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "launcher.h"

static int failed(const char *what, const char *path) {
  fprintf(stderr, "tiphys: the launcher cannot be installed: %s %s: %s\n", what, path, strerror(errno));
  return EXIT_INFRASTRUCTURE;
}

// The kernel copies; which of the ways it knows depends on the two file systems.
static int copy_bytes(int from, int to) {
  ssize_t n;
  while ((n = copy_file_range(from, NULL, to, NULL, SSIZE_MAX & ~4095L, 0)) > 0) continue;
  if (n == 0) return 0;
  while ((n = sendfile(to, from, NULL, 0x7ffff000)) > 0) continue;
  if (n == 0) return 0;
  static char buffer[65536];
  while ((n = read(from, buffer, sizeof buffer)) > 0) {
    for (ssize_t done = 0; done < n;) {
      const ssize_t written = write(to, buffer + done, n - done);
      if (written < 0) return -1;
      done += written;
    }
  }
  return n < 0 ? -1 : 0;
}

static int copy_file(const char *from, const char *to) {
  char partial[PATH_MAX];
  snprintf(partial, sizeof partial, "%s.partial", to);
  const int in = open(from, O_RDONLY | O_CLOEXEC);
  if (in < 0) return failed("reading", from);
  // What an interrupted copy left may be another user's.
  unlink(partial);
  const int out = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
  if (out < 0) {
    const int code = failed("making", partial);
    close(in);
    return code;
  }
  int code = 0;
  struct stat stat;
  // The mode of `open` is cut by the umask, and another user than the one of the init container runs the task.
  if (copy_bytes(in, out) < 0 || fstat(in, &stat) < 0 || fchmod(out, stat.st_mode & 0755) < 0)
    code = failed("writing", partial);
  close(in);
  if (close(out) < 0 && code == 0) code = failed("writing", partial);
  if (code == 0 && rename(partial, to) < 0) code = failed("making", to);
  if (code != 0) unlink(partial);
  return code;
}

static int make_directory(const char *path) {
  if (mkdir(path, 0755) == 0) return chmod(path, 0755) < 0 ? failed("making", path) : 0;
  return errno == EEXIST ? 0 : failed("making", path);
}

// Copies all of a directory but the file `last`, which is NULL below the top.
static int copy_directory(const char *from, const char *to, const char *last) {
  DIR *directory = opendir(from);
  if (directory == NULL) return failed("reading", from);
  int code = make_directory(to);
  for (struct dirent *entry; code == 0 && (entry = readdir(directory)) != NULL;) {
    if (entry->d_name[0] == '.' || (last != NULL && strcmp(entry->d_name, last) == 0)) continue;
    char source[PATH_MAX], target[PATH_MAX];
    snprintf(source, sizeof source, "%s/%s", from, entry->d_name);
    snprintf(target, sizeof target, "%s/%s", to, entry->d_name);
    struct stat stat;
    if (lstat(source, &stat) < 0) code = failed("reading", source);
    else code = S_ISDIR(stat.st_mode) ? copy_directory(source, target, NULL) : copy_file(source, target);
  }
  closedir(directory);
  return code;
}

int install(const char *directory) {
  char payload[PATH_MAX], source[PATH_MAX], target[PATH_MAX];
  const ssize_t length = readlink("/proc/self/exe", payload, sizeof payload - sizeof "/payload");
  if (length < 0) return failed("finding", "/proc/self/exe");
  payload[length] = '\0';
  strcpy(strrchr(payload, '/'), "/payload");
  const int code = copy_directory(payload, directory, "launcher");
  if (code != 0) return code;
  snprintf(source, sizeof source, "%s/launcher", payload);
  snprintf(target, sizeof target, "%s/launcher", directory);
  return copy_file(source, target);
}
