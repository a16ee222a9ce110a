// The static program in front of Node. It must run in any image, so it uses nothing but the kernel: no loader, no
// libraries, no /tmp, no shell. See ../README.md for what each part promises.
#ifndef TIPHYS_LAUNCHER_H
#define TIPHYS_LAUNCHER_H

// Where a pod has the launcher: `launcherDirectory` of the contract. Node's own loader and libraries are found only here.
#define LAUNCHER_DIRECTORY "/tiphys"

// Exit codes of Tiphys (docs/cli.md).
enum { EXIT_USAGE = 2, EXIT_INFRASTRUCTURE = 3 };

// Copies the launcher into `directory`; gives an exit code. Says on stderr what went wrong.
int install(const char *directory);

// Runs `argv` to its end and ends as it did. Never returns.
_Noreturn void supervise(const char *open_files, char *const argv[]);

// Gives a copy of `environment` in which nothing can influence Node or its loader, and `added` in front of the rest.
// A NULL means that there is no memory.
char **hidden_environment(char *const environment[], char *added);

#endif
