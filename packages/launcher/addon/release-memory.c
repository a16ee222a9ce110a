// An addon of Node's that gives back memory when it is loaded: the pages of programs and libraries that the kernel has read in
// for this process. Starting a task touches 40 MiB of them; waiting for the user's command needs few. They come back from the
// page cache, or the file, as they are touched again.
#define _GNU_SOURCE
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Only what the loader maps without the right to write, so that memory never differs from the file: not what it relocates
// and then protects, which lies in a writable segment. The program headers say this of every object; what /proc/self/smaps
// says of changed pages would be made up under an emulator.
static int release(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size, (void)unused;
  // The program itself has no name; the kernel's own object has one that is no path.
  if (object->dlpi_name[0] != '\0' && object->dlpi_name[0] != '/') return 0;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (size_t i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
    if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0) continue;
    // Whole pages of the segment: one that it shares with a neighbour stays.
    const uintptr_t start = object->dlpi_addr + segment->p_vaddr;
    const uintptr_t from = (start + page - 1) & -page, to = (start + segment->p_filesz) & -page;
    // A refusal changes nothing.
    if (from < to) madvise((void *)from, to - from, MADV_DONTNEED);
  }
  return 0;
}

// What Node-API looks for in an addon.
__attribute__((visibility("default"))) void *napi_register_module_v1(void *env, void *exports) {
  (void)env;
  dl_iterate_phdr(release, NULL);
  return exports;
}
