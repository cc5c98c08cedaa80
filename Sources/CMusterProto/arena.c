#include "include/arena.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static void *arena_alloc(void *data, size_t size) { return muster_arena_take(data, size); }

// Memory comes back by muster_arena_reset only.
static void arena_free(void *data, void *pointer) {
  (void)data;
  (void)pointer;
}

muster_arena *muster_arena_create(size_t limit) {
  muster_arena *arena = malloc(sizeof *arena);
  if (arena == NULL) return NULL;
  void *base = mmap(NULL, limit, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (base == MAP_FAILED) {
    free(arena);
    return NULL;
  }
  *arena = (muster_arena){.base = base, .limit = limit};
  arena->allocator = (ProtobufCAllocator){.alloc = arena_alloc, .free = arena_free, .allocator_data = arena};
  return arena;
}

void muster_arena_destroy(muster_arena *arena) {
  munmap(arena->base, arena->limit);
  free(arena);
}

void muster_arena_reset(muster_arena *arena, size_t keep) {
  if (arena->touched > keep) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t first = (keep + page - 1) / page * page;
    if (arena->touched > first) madvise(arena->base + first, arena->touched - first, MADV_DONTNEED);
    arena->touched = keep;
  }
  arena->used = 0;
  arena->refused = 0;
}

void *muster_arena_take(muster_arena *arena, size_t size) {
  size_t start = (arena->used + 15) & ~(size_t)15;
  if (start > arena->limit || size > arena->limit - start) {
    arena->refused = 1;
    return NULL;
  }
  arena->used = start + size;
  if (arena->used > arena->touched) arena->touched = arena->used;
  return arena->base + start;
}
