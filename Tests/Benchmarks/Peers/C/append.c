// The least that a durable call can take: 4 KiB appended to a file and synced, one after another.
//
//   append FILE COUNT     prints `p50_us N`, the median of so many
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

int main(int count, char **arguments) {
  int times = count == 3 ? atoi(arguments[2]) : 0;
  if (times < 1) {
    fprintf(stderr, "usage: append FILE COUNT\n");
    return 2;
  }
  int file = open(arguments[1], O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) fail(arguments[1]);
  char block[4096];
  memset(block, 'm', sizeof block);
  double *took = calloc((size_t)times, sizeof *took);
  if (!took) fail("calloc");
  for (int i = 0; i < times; i++) {
    double begin = now();
    if (write(file, block, sizeof block) != sizeof block) fail("write");
    if (fdatasync(file) != 0) fail("fdatasync");
    took[i] = now() - begin;
  }
  qsort(took, (size_t)times, sizeof *took, ascending);
  printf("p50_us %.1f\n", took[times / 2]);
  return 0;
}
