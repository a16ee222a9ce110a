// Images set variables that change how a program is loaded, or how Node runs: a preload that is not there, options of
// another version, an OpenSSL configuration of their own. They are meant for the user's command, so they are kept for it,
// under names that nobody looks for: the first letter becomes the control character of the same letter (L is 0x0C). No
// name in an image or a pod can begin so, the length stays the same, and main.ts turns it back.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "launcher.h"

// What glibc, its loader and resolver, OpenSSL, libuv, ICU and Node read. A name that ends in = is a whole one.
static const char *const influential[] = {
    "LD_",      "NODE_",         "OPENSSL_",   "SSL_",       "SSLKEYLOGFILE=", "GLIBC_", "MALLOC_",
    "UV_",      "LC_",           "LANG=",      "LANGUAGE=",  "GCONV_PATH=",    "LOCPATH=", "NLSPATH=",
    "RES_OPTIONS=", "LOCALDOMAIN=", "HOSTALIASES=", "RESOLV_", "TZ=", "TZDIR=", "TMPDIR=", "ICU_DATA=",
};

static bool is_influential(const char *variable) {
  for (size_t i = 0; i < sizeof influential / sizeof *influential; i++)
    if (strncmp(variable, influential[i], strlen(influential[i])) == 0) return true;
  return false;
}

char **hidden_environment(char *const environment[], char *added) {
  size_t count = 0;
  while (environment[count] != NULL) count++;
  char **result = malloc((count + 2) * sizeof *result);
  if (result == NULL) return NULL;
  result[0] = added;
  for (size_t i = 0; i < count; i++) {
    // The strings are the process's own, on its stack: they may be changed in place.
    if (is_influential(environment[i])) environment[i][0] &= 0x1f;
    result[i + 1] = environment[i];
  }
  result[count + 1] = NULL;
  return result;
}
