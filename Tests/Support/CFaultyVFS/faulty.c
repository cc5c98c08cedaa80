#include "faulty.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int failing_operations, failing_files, failing_code, syncs;

// Ours in front, and the system's file behind it in the same block, which SQLite allocates by szOsFile.
typedef struct {
  sqlite3_file base;
  int kind;
} File;

static sqlite3_vfs vfs;
static sqlite3_vfs *under;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((File *)file + 1); }

// The code to fail this operation with, or SQLITE_OK.
static int fault(sqlite3_file *file, int operation) {
  if (!(atomic_load(&failing_operations) & operation)) return SQLITE_OK;
  return atomic_load(&failing_files) & ((File *)file)->kind ? atomic_load(&failing_code) : SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *into, int count, sqlite3_int64 offset) {
  int code = fault(file, FAULTY_READ);
  return code ? code : real(file)->pMethods->xRead(real(file), into, count, offset);
}

static int file_write(sqlite3_file *file, const void *from, int count, sqlite3_int64 offset) {
  int code = fault(file, FAULTY_WRITE);
  return code ? code : real(file)->pMethods->xWrite(real(file), from, count, offset);
}

static int file_sync(sqlite3_file *file, int flags) {
  atomic_fetch_add(&syncs, 1);
  int code = fault(file, FAULTY_SYNC);
  return code ? code : real(file)->pMethods->xSync(real(file), flags);
}

static int file_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }
static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  return real(file)->pMethods->xTruncate(real(file), size);
}
static int file_size(sqlite3_file *file, sqlite3_int64 *size) { return real(file)->pMethods->xFileSize(real(file), size); }
static int file_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int file_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int file_reserved(sqlite3_file *file, int *out) {
  return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
static int file_control(sqlite3_file *file, int operation, void *argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
static int file_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
static int file_device(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

// The write-ahead log needs these as well.
static int shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
static int shm_lock(sqlite3_file *file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void shm_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int shm_unmap(sqlite3_file *file, int drop) { return real(file)->pMethods->xShmUnmap(real(file), drop); }
static int file_fetch(sqlite3_file *file, sqlite3_int64 offset, int count, void **out) {
  return real(file)->pMethods->xFetch(real(file), offset, count, out);
}
static int file_unfetch(sqlite3_file *file, sqlite3_int64 offset, void *page) {
  return real(file)->pMethods->xUnfetch(real(file), offset, page);
}

static const sqlite3_io_methods methods = {
    3,           file_close,    file_read,    file_write,  file_truncate, file_sync, file_size,
    file_lock,   file_unlock,   file_reserved, file_control, file_sector,  file_device, shm_map,
    shm_lock,    shm_barrier,   shm_unmap,    file_fetch,  file_unfetch,
};

static int vfs_open(sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out) {
  (void)self;
  int code = under->xOpen(under, name, real(file), flags, out);
  // SQLite closes a file only if it has methods, also after a failure.
  file->pMethods = real(file)->pMethods ? &methods : NULL;
  ((File *)file)->kind = flags & SQLITE_OPEN_MAIN_DB ? FAULTY_DATABASE : flags & SQLITE_OPEN_WAL ? FAULTY_LOG : 0;
  return code;
}

int faulty_register(void) {
  if (under) return SQLITE_OK;
  under = sqlite3_vfs_find(NULL);
  if (!under) return SQLITE_NOTFOUND;
  vfs = *under;
  vfs.zName = "faulty";
  vfs.pNext = NULL;
  vfs.xOpen = vfs_open;
  vfs.szOsFile = (int)sizeof(File) + under->szOsFile;
  return sqlite3_vfs_register(&vfs, /* as the default */ 0);
}

void faulty_fail(int operations, int files, int code) {
  atomic_store(&failing_code, code);
  atomic_store(&failing_files, files);
  atomic_store(&failing_operations, operations);
}

void faulty_heal(void) { atomic_store(&failing_operations, 0); }

int faulty_syncs(void) { return atomic_load(&syncs); }
