// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program: counts its calls that change files below FAULT_DIR and spoils one or many of them.
// FAULT_MODE: count (nothing else), kill (SIGKILL in the FAULT_AT-th call; a write is done by half before), stop
// (SIGSTOP before it), full (from it on no call finds space; the first write is done by half), once (only that call
// finds no space), short (every write is done by half), interrupted (every other write ends with EINTR).
// FAULT_TRACE: a file to which every call is written as a line "number name path". Knows nothing of indexes.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum effect { kDo, kHalf, kHalfThenDie, kNoSpace, kInterrupted };
enum need { kTakesSpace, kTakesNone };

static atomic_long calls;
static atomic_long writes;
static const char *folder;
static const char *mode;
static long chosen;
static int trace = -1;

__attribute__((constructor)) static void begin(void) {
  folder = getenv("FAULT_DIR");
  mode = getenv("FAULT_MODE");
  const char *at = getenv("FAULT_AT");
  chosen = at ? atol(at) : 0;
  const char *file = getenv("FAULT_TRACE");
  if (file) trace = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static int is_ours(const char *path) { return folder && mode && strncmp(path, folder, strlen(folder)) == 0; }

static const char *path_of(int file, char *buffer) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t length = readlink(link, buffer, PATH_MAX - 1);
  buffer[length > 0 ? length : 0] = '\0';
  return buffer;
}

static void end_here(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// A rename is noted with both paths, the old one last.
static _Thread_local const char *renamed_from;

static void note(long number, const char *name, const char *path) {
  char line[2 * PATH_MAX + 64];
  const int is_rename = !strcmp(name, "rename");
  const int length = snprintf(line, sizeof line, "%ld %s %s%s%s\n", number, name, path, is_rename ? "\t" : "",
                              is_rename ? renamed_from : "");
  if (trace >= 0) syscall(SYS_write, trace, line, length);
}

// What is to become of a call; a call that dies or stops first does so in here.
static enum effect decide(const char *name, const char *path, enum need need) {
  if (!is_ours(path)) return kDo;
  const int is_write = strcmp(name, "write") == 0;
  if (!strcmp(mode, "short")) return is_write ? kHalf : kDo;
  if (!strcmp(mode, "interrupted")) return is_write && atomic_fetch_add(&writes, 1) % 2 == 0 ? kInterrupted : kDo;
  const int needs_space = !strcmp(mode, "full") || !strcmp(mode, "once");
  if (needs_space && need == kTakesNone) return kDo;
  const long number = atomic_fetch_add(&calls, 1) + 1;
  note(number, name, path);
  if (!strcmp(mode, "count") || number < chosen) return kDo;
  if (!strcmp(mode, "full")) return is_write && number == chosen ? kHalf : kNoSpace;
  if (number != chosen) return kDo;
  if (!strcmp(mode, "once")) return kNoSpace;
  if (!strcmp(mode, "stop")) return raise(SIGSTOP), kDo;
  if (is_write) return kHalfThenDie;
  end_here();
  return kDo;
}

#define REAL(type, name) \
  static type real;      \
  if (!real) real = (type)dlsym(RTLD_NEXT, name)

static int refused(enum effect effect) {
  if (effect != kNoSpace) return 0;
  errno = ENOSPC;
  return 1;
}

typedef ssize_t (*write_call)(int, const void *, size_t);
ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write_call, "write");
  char path[PATH_MAX];
  const enum effect effect = decide("write", path_of(file, path), kTakesSpace);
  if (refused(effect)) return -1;
  if (effect == kInterrupted) return errno = EINTR, -1;
  if (effect == kDo) return real(file, bytes, count);
  const ssize_t done = real(file, bytes, count > 1 ? count / 2 : count);
  if (effect == kHalfThenDie) end_here();
  return done;
}

typedef ssize_t (*pwrite_call)(int, const void *, size_t, off_t);
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  REAL(pwrite_call, "pwrite");
  char path[PATH_MAX];
  const enum effect effect = decide("write", path_of(file, path), kTakesSpace);
  if (refused(effect)) return -1;
  if (effect == kInterrupted) return errno = EINTR, -1;
  if (effect == kDo) return real(file, bytes, count, at);
  const ssize_t done = real(file, bytes, count > 1 ? count / 2 : count, at);
  if (effect == kHalfThenDie) end_here();
  return done;
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) { return pwrite(file, bytes, count, at); }

typedef int (*file_call)(int);
int fsync(int file) {
  REAL(file_call, "fsync");
  char path[PATH_MAX];
  return refused(decide("fsync", path_of(file, path), kTakesSpace)) ? -1 : real(file);
}
int fdatasync(int file) {
  REAL(file_call, "fdatasync");
  char path[PATH_MAX];
  return refused(decide("fsync", path_of(file, path), kTakesSpace)) ? -1 : real(file);
}

typedef int (*truncate_call)(int, off_t);
int ftruncate(int file, off_t size) {
  REAL(truncate_call, "ftruncate");
  char path[PATH_MAX];
  struct stat status;
  const int grows = fstat(file, &status) == 0 && size > status.st_size;
  const enum need need = grows ? kTakesSpace : kTakesNone;
  return refused(decide("truncate", path_of(file, path), need)) ? -1 : real(file, size);
}
int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

typedef int (*open_call)(const char *, int, ...);
static int open_counted(open_call real, const char *path, int flags, mode_t rights) {
  if (!(flags & O_CREAT)) return real(path, flags, rights);
  const int is_there = access(path, F_OK) == 0;
  const enum effect effect = decide(is_there ? "open" : "create", path, is_there ? kTakesNone : kTakesSpace);
  return refused(effect) ? -1 : real(path, flags, rights);
}
int open(const char *path, int flags, ...) {
  REAL(open_call, "open");
  va_list list;
  va_start(list, flags);
  const mode_t rights = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  return open_counted(real, path, flags, rights);
}
int open64(const char *path, int flags, ...) {
  REAL(open_call, "open64");
  va_list list;
  va_start(list, flags);
  const mode_t rights = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  return open_counted(real, path, flags, rights);
}

typedef int (*mkdir_call)(const char *, mode_t);
int mkdir(const char *path, mode_t rights) {
  REAL(mkdir_call, "mkdir");
  return refused(decide("mkdir", path, kTakesSpace)) ? -1 : real(path, rights);
}

typedef int (*rename_call)(const char *, const char *);
int rename(const char *from, const char *to) {
  REAL(rename_call, "rename");
  renamed_from = from;
  return refused(decide("rename", to, kTakesSpace)) ? -1 : real(from, to);
}

typedef int (*path_call)(const char *);
int unlink(const char *path) {
  REAL(path_call, "unlink");
  decide("unlink", path, kTakesNone);
  return real(path);
}
int rmdir(const char *path) {
  REAL(path_call, "rmdir");
  decide("unlink", path, kTakesNone);
  return real(path);
}
int remove(const char *path) {
  REAL(path_call, "remove");
  decide("unlink", path, kTakesNone);
  return real(path);
}

typedef int (*unlinkat_call)(int, const char *, int);
int unlinkat(int at, const char *path, int flags) {
  REAL(unlinkat_call, "unlinkat");
  char base[PATH_MAX];
  char whole[2 * PATH_MAX];
  snprintf(whole, sizeof whole, "%s/%s", at == AT_FDCWD || path[0] == '/' ? "" : path_of(at, base), path);
  decide("unlink", at == AT_FDCWD || path[0] == '/' ? path : whole, kTakesNone);
  return real(at, path, flags);
}
