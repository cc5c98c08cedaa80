#ifndef FAULTY_H
#define FAULTY_H

// An SQLite VFS named "faulty": the system's own, but for what it is told to fail.
//
// One fault at a time, for the whole process; files opened through another VFS never see it.

// What may be failed. Bits, so that a fault can concern several.
enum {
  FAULTY_READ = 1,
  FAULTY_WRITE = 2,
  FAULTY_SYNC = 4,
};

// Which files.
enum {
  FAULTY_DATABASE = 1,
  FAULTY_LOG = 2,
};

// Registers the VFS; further calls do nothing. An SQLite result code.
int faulty_register(void);

// From now on these operations on these files return `code` and do nothing else.
void faulty_fail(int operations, int files, int code);

// From now on everything works.
void faulty_heal(void);

// How many syncs have reached this VFS, failed ones included.
int faulty_syncs(void);

#endif
