#ifndef MUSTER_LOAD_H
#define MUSTER_LOAD_H

#include <stdint.h>

// What Linux has and Swift's Glibc does not show: waiting for any of thousands of sockets, to the microsecond.

/// A descriptor of an epoll(7) of its own, or -1 and errno.
int muster_poll_create(void);

/// Watches a socket for input, and for room to write where `output` is not 0. Returns 0, or -1 and errno.
int muster_poll_add(int poll, int socket, uint32_t token, int output);
int muster_poll_change(int poll, int socket, uint32_t token, int output);
int muster_poll_remove(int poll, int socket);

/// Waits until a socket is ready, or for so many nanoseconds; for ever where negative. Writes the tokens of those that
/// are, at most `count`, and returns how many there are: 0 when the time is over or a signal came, -1 and errno.
int muster_poll_wait(int poll, uint32_t *tokens, int count, int64_t nanoseconds);

/// Has this thread woken at the time it asked for, not up to 50 microseconds later.
void muster_wake_in_time(void);

#endif
