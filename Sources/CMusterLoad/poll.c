#define _GNU_SOURCE
#include "CMusterLoad.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <time.h>

enum { most = 64 };

int muster_poll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static int control(int poll, int operation, int socket, uint32_t token, int output) {
    struct epoll_event event = {.events = EPOLLIN | (output ? EPOLLOUT : 0), .data.u32 = token};
    return epoll_ctl(poll, operation, socket, &event);
}

int muster_poll_add(int poll, int socket, uint32_t token, int output) {
    return control(poll, EPOLL_CTL_ADD, socket, token, output);
}

int muster_poll_change(int poll, int socket, uint32_t token, int output) {
    return control(poll, EPOLL_CTL_MOD, socket, token, output);
}

int muster_poll_remove(int poll, int socket) { return epoll_ctl(poll, EPOLL_CTL_DEL, socket, 0); }

int muster_poll_wait(int poll, uint32_t *tokens, int count, int64_t nanoseconds) {
    struct epoll_event events[most];
    struct timespec time = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    int ready = epoll_pwait2(poll, events, count < most ? count : most, nanoseconds < 0 ? 0 : &time, 0);
    if (ready < 0) return errno == EINTR ? 0 : -1;
    for (int index = 0; index < ready; index++) tokens[index] = events[index].data.u32;
    return ready;
}

void muster_wake_in_time(void) { prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL); }
