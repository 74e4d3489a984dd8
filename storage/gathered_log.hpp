// SQLite writes each page of its write-ahead log in two pieces, of 24 and of 4096 bytes, each with a call to
// the system. Here what belongs to one commit is gathered and written at once, before it is flushed to the
// disk.
#pragma once

namespace plumb::storage {

/// The name under which SQLite knows it (a VFS: https://sqlite.org/vfs.html), made known at the first call.
/// Only for `PRAGMA synchronous = FULL`, under which every commit ends with a flush: until then nobody may
/// rely on what is gathered, and no other reader is told of it. Throws std::runtime_error where SQLite
/// refuses it.
const char* gathered_log();

}  // namespace plumb::storage
