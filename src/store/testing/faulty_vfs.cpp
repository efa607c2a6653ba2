#include "store/testing/faulty_vfs.h"

#include <sqlite3.h>

namespace timbre::store {
namespace {

FaultPlan* current = nullptr;
sqlite3_vfs* real = nullptr;

bool strikes(bool needs_room) { return current != nullptr && current->strikes(needs_room); }

/// SQLite's methods take the file itself: ours begins with them and is followed by the real one.
struct File {
  sqlite3_file base;
  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File* file_of(sqlite3_file* raw) { return reinterpret_cast<File*>(raw); }
const sqlite3_io_methods* inner_methods(sqlite3_file* raw) { return file_of(raw)->inner()->pMethods; }

int close(sqlite3_file* f) { return inner_methods(f)->xClose(file_of(f)->inner()); }
int read(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
  return inner_methods(f)->xRead(file_of(f)->inner(), to, size, at);
}
int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  if (strikes(true)) return SQLITE_FULL;
  return inner_methods(f)->xWrite(file_of(f)->inner(), from, size, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  if (strikes(false)) return SQLITE_IOERR_TRUNCATE;
  return inner_methods(f)->xTruncate(file_of(f)->inner(), size);
}
int sync(sqlite3_file* f, int flags) {
  if (strikes(true)) return SQLITE_IOERR_FSYNC;
  return inner_methods(f)->xSync(file_of(f)->inner(), flags);
}
int size_of(sqlite3_file* f, sqlite3_int64* size) { return inner_methods(f)->xFileSize(file_of(f)->inner(), size); }
int lock(sqlite3_file* f, int level) { return inner_methods(f)->xLock(file_of(f)->inner(), level); }
int unlock(sqlite3_file* f, int level) { return inner_methods(f)->xUnlock(file_of(f)->inner(), level); }
int is_reserved(sqlite3_file* f, int* out) { return inner_methods(f)->xCheckReservedLock(file_of(f)->inner(), out); }
int control(sqlite3_file* f, int what, void* with) {
  return inner_methods(f)->xFileControl(file_of(f)->inner(), what, with);
}
int sector_size(sqlite3_file* f) { return inner_methods(f)->xSectorSize(file_of(f)->inner()); }
int traits(sqlite3_file* f) { return inner_methods(f)->xDeviceCharacteristics(file_of(f)->inner()); }
int shm_map(sqlite3_file* f, int page, int size, int extend, volatile void** out) {
  return inner_methods(f)->xShmMap(file_of(f)->inner(), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int count, int flags) {
  return inner_methods(f)->xShmLock(file_of(f)->inner(), offset, count, flags);
}
void shm_barrier(sqlite3_file* f) { inner_methods(f)->xShmBarrier(file_of(f)->inner()); }
int shm_unmap(sqlite3_file* f, int deletes) { return inner_methods(f)->xShmUnmap(file_of(f)->inner(), deletes); }

// Version 2: shared memory, which the write-ahead log needs, and no memory-mapped reading.
const sqlite3_io_methods kMethods = {2,        close,       read,        write,   truncate,    sync,   size_of,
                                     lock,     unlock,      is_reserved, control, sector_size, traits, shm_map,
                                     shm_lock, shm_barrier, shm_unmap,   nullptr, nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  f->pMethods = nullptr;
  if (strikes(true)) return SQLITE_CANTOPEN;
  const int code = real->xOpen(real, name, file_of(f)->inner(), flags, out_flags);
  if (code == SQLITE_OK) f->pMethods = &kMethods;
  return code;
}
int remove(sqlite3_vfs*, const char* name, int syncs) {
  if (strikes(false)) return SQLITE_IOERR_DELETE;
  return real->xDelete(real, name, syncs);
}

}  // namespace

void use_faulty_vfs(FaultPlan* plan) {
  current = plan;
  if (real != nullptr) return;
  real = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs ours = *real;
  ours.zName = "faulty";
  ours.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
  ours.xOpen = open;
  ours.xDelete = remove;
  sqlite3_vfs_register(&ours, 1);
}

}  // namespace timbre::store
