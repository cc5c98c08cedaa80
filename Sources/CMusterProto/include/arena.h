#ifndef MUSTER_ARENA_H
#define MUSTER_ARENA_H

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>
#include <stdint.h>

// A block of memory that is handed out from the front and taken back all at once, never more than
// `limit` bytes. Unpacking a message from the wire into it costs no malloc, and whatever the message
// claims, it cannot grow past the limit. The pages behind `base` are touched only as they are used.
typedef struct muster_arena {
  uint8_t *base;
  size_t limit;
  size_t used;
  // The furthest that `used` ever was since the pages were last given back.
  size_t touched;
  // Set when a request did not fit: tells a message that is too large from one that is malformed.
  int refused;
  // What protobuf_c_message_unpack and the pack functions take.
  ProtobufCAllocator allocator;
} muster_arena;

// Reserves address space for `limit` bytes. Returns NULL when the system refuses.
muster_arena *muster_arena_create(size_t limit);
void muster_arena_destroy(muster_arena *arena);

// Takes everything back. Pages beyond `keep` bytes that were touched return to the system, so that one
// large message does not hold its memory for ever.
void muster_arena_reset(muster_arena *arena, size_t keep);

// `size` bytes aligned to 16, or NULL when they do not fit any more.
void *muster_arena_take(muster_arena *arena, size_t size);

#endif
