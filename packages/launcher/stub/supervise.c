// `launcher supervise OPEN_FILES PROGRAM [ARGUMENT...]`: what Node cannot do for the user's command.
//
// It starts the command with the limit of open files that the pod gave (Node raises its own), tells on descriptor 3 the
// errno of a command that cannot be started, collects every orphan, and when the command ends it kills what is left, as the
// end of a container does. It leads a process group that the command shares, so one signal to the group reaches the command
// exactly once; it ignores all of them itself. It ends as the command ended: same exit code, same signal.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "launcher.h"

enum { REPORT = 3, NOT_STARTED = 127 };

static void every_signal(void (*handler)(int)) {
  for (int number = 1; number < NSIG; number++)
    if (number != SIGCHLD) signal(number, handler);
}

_Noreturn static void start(const char *open_files, char *const argv[], const sigset_t *mask) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = strtoull(open_files, NULL, 10);
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  every_signal(SIG_DFL);
  signal(SIGCHLD, SIG_DFL);
  sigprocmask(SIG_SETMASK, mask, NULL);
  execvp(argv[0], argv);
  dprintf(REPORT, "%d", errno);
  _exit(NOT_STARTED);
}

// Sends KILL to the processes whose parent this one is; says whether it found any.
static int kill_children(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
  FILE *list = fopen(path, "re");
  if (list == NULL) return 0;
  int found = 0;
  for (int pid; fscanf(list, "%d", &pid) == 1; found = 1) kill(pid, SIGKILL);
  fclose(list);
  return found;
}

// Children of what is killed become children of this process, so it takes as many rounds as the tree is deep.
static void kill_descendants(void) {
  while (kill_children())
    if (waitpid(-1, NULL, 0) < 0 && errno == ECHILD) return;
}

_Noreturn static void end_like(int status) {
  if (WIFEXITED(status)) _exit(WEXITSTATUS(status));
  const int number = WTERMSIG(status);
  // The command's memory image is where the system puts such things already; not another one of this program.
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  kill(getpid(), number);
  _exit(128 + number);
}

_Noreturn void supervise(const char *open_files, char *const argv[]) {
  fcntl(REPORT, F_SETFD, FD_CLOEXEC);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  // Blocked while there are two processes that have not made up their minds: no signal is lost, and none is fatal here.
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  const pid_t command = fork();
  if (command == 0) start(open_files, argv, &before);
  if (command < 0) {
    dprintf(REPORT, "%d", errno);
    _exit(NOT_STARTED);
  }
  every_signal(SIG_IGN);
  sigprocmask(SIG_SETMASK, &before, NULL);
  // Whoever reads the command's output waits for its end until nobody holds it open.
  for (int descriptor = 0; descriptor <= REPORT; descriptor++) close(descriptor);
  int status;
  for (pid_t ended; (ended = waitpid(-1, &status, 0)) != command;)
    if (ended < 0 && errno != EINTR) _exit(NOT_STARTED);
  kill_descendants();
  end_like(status);
}
