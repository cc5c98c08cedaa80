// Loaded into a daemon before all else (LD_PRELOAD), to count what it does. Built by run.sh; glibc only.
//
// Allocations: every malloc, calloc and so on of the process, its runtime's and libraries' as well, in a file that
// MUSTER_ALLOCATIONS names and whoever asks maps, as one number of eight bytes.
// Instructions: under callgrind, each SIGUSR2 has it write what was executed since the last one.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#ifdef WITH_CALLGRIND
#include <valgrind/callgrind.h>
#endif

// What the allocator's functions call as well: no dlsym, and so nothing that allocates before we can count.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static atomic_ulong unseen;
static atomic_ulong *count = &unseen;

static void add(void) { atomic_fetch_add_explicit(count, 1, memory_order_relaxed); }

void *malloc(size_t size) {
  add();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  add();
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  add();
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  add();
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  add();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  add();
  void *made = __libc_memalign(alignment, size);
  if (!made) return ENOMEM;
  *block = made;
  return 0;
}

#ifdef WITH_CALLGRIND
static void dump(int signal) {
  (void)signal;
  CALLGRIND_DUMP_STATS;
}

// valgrind 3.19 writes into the mask that it is given, and dies where libdispatch gives it one that is read-only.
int sigsuspend(const sigset_t *mask) {
  sigset_t copy = *mask;
  return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
#endif

__attribute__((constructor)) static void begin(void) {
#ifdef WITH_CALLGRIND
  struct sigaction action = {.sa_handler = dump, .sa_flags = SA_RESTART};
  sigaction(SIGUSR2, &action, NULL);
#endif
  const char *path = getenv("MUSTER_ALLOCATIONS");
  if (!path) return;
  int file = open(path, O_RDWR | O_CLOEXEC);
  void *shared = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  // Counting nothing would pass for allocating nothing.
  if (shared == MAP_FAILED) abort();
  close(file);
  count = shared;
}
