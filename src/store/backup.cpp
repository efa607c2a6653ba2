#include "store/backup.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <fcntl.h>
#include <map>
#include <memory>
#include <unistd.h>

#include "base/unique_fd.h"
#include "base/uuid.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/migrations.h"

namespace timbre::store {
namespace {

constexpr std::string_view kDatabaseName = "timbre.db";
/// The log, voices and consents.
constexpr std::string_view kSafetyName = "safety.db";
constexpr std::string_view kKeysFolder = "keys";
constexpr std::string_view kConsentsFolder = "consents";
/// Those of studio/clone_run_files.h.
constexpr std::string_view kClonesFolder = "clones";
constexpr std::array<std::string_view, 2> kCloneFiles{"run.json", "speech.wav"};
/// Those of safety/key_folder.h: without them no mark can be found again, and no head signed by the same hand.
constexpr std::array<std::string_view, 2> kKeyNames{"watermark.key", "audit-signing.key"};
/// Far beyond three hours of sound or a database of a million takes.
constexpr std::int64_t kMaxEntryBytes = std::int64_t{8} << 30;

/// A folder that is removed with all it holds, unless it was moved away.
class WorkFolder {
 public:
  explicit WorkFolder(std::filesystem::path path) : path_(std::move(path)) {}
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// blob → takes that need it.
using Wanted = std::map<std::string, std::vector<std::string>>;

Result<Wanted> wanted_blobs(Database& database) {
  TRY(Statement select, database.prepare("SELECT blob, id FROM takes"));
  Wanted wanted;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return wanted;
    wanted[select.text(0)].push_back(select.text(1));
  }
}

Result<std::int64_t> take_count(Database& database) {
  TRY(Statement select, database.prepare("SELECT count(*) FROM takes"));
  TRY([[maybe_unused]] const bool has_row, select.step());
  return select.integer(0);
}

class ArchiveWriter {
 public:
  static Result<ArchiveWriter> open(const std::filesystem::path& path) {
    ArchiveWriter writer;
    archive_write_set_format_pax_restricted(writer.raw_.get());
    if (archive_write_open_filename(writer.raw_.get(), path.c_str()) != ARCHIVE_OK) return writer.error();
    return writer;
  }

  /// Opens first, so that a file that vanishes afterwards is still read whole.
  Result<std::uint64_t> add(const std::string& name, const UniqueFd& file) {
    const std::int64_t size = ::lseek(file.get(), 0, SEEK_END);
    ::lseek(file.get(), 0, SEEK_SET);
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), size);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    if (archive_write_header(raw_.get(), entry.get()) != ARCHIVE_OK) return error();
    std::array<char, 1 << 16> block{};
    for (;;) {
      const ssize_t n = ::read(file.get(), block.data(), block.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return error_from_errno(errno, "cannot read", name);
      if (n == 0) return static_cast<std::uint64_t>(size);
      if (archive_write_data(raw_.get(), block.data(), static_cast<std::size_t>(n)) != n) return error();
    }
  }

  Result<void> close() {
    if (archive_write_close(raw_.get()) != ARCHIVE_OK) return error();
    return {};
  }

 private:
  Error error() const {
    const char* why = archive_error_string(raw_.get());
    return {ErrorKind::Unavailable, std::string("cannot write the backup: ") + (why != nullptr ? why : "unknown")};
  }
  std::unique_ptr<archive, decltype(&archive_write_free)> raw_{archive_write_new(), archive_write_free};
};

/// Leaves takes out of the copy whose audio went while we copied; anything else that is missing is damage.
Result<void> forget_purged(Database& live, Database& copy, const std::string& sum,
                           const std::vector<std::string>& takes) {
  for (const std::string& id : takes) {
    TRY(Statement select, live.prepare("SELECT 1 FROM takes WHERE id = ?"));
    select.bind(0, id);
    TRY(const bool is_there, select.step());
    if (is_there) {
      return Error{ErrorKind::Corrupt, "the audio " + sum + " of take " + id + " is missing; run timbre doctor"};
    }
    TRY(Statement forget, copy.prepare("DELETE FROM takes WHERE id = ?"));
    forget.bind(0, id);
    TRY_VOID(forget.run());
  }
  return {};
}

bool is_clone_name(const std::string& name) {
  const std::filesystem::path path(name);
  const std::string id = path.parent_path().filename().string();
  const std::string file = path.filename().string();
  return is_uuid(id) && std::find(kCloneFiles.begin(), kCloneFiles.end(), file) != kCloneFiles.end() &&
         name == std::string(kClonesFolder) + "/" + id + "/" + file;
}

/// Names in an archive besides those of takes.
bool is_safety_name(const std::string& name) {
  if (name == kSafetyName || is_clone_name(name)) return true;
  const std::string file = name.substr(name.rfind('/') + 1);
  const bool is_key = std::find(kKeyNames.begin(), kKeyNames.end(), file) != kKeyNames.end();
  if (is_key && name == std::string(kKeysFolder) + "/" + file) return true;
  return is_blob_name(file) && name == std::string(kConsentsFolder) + "/" + file;
}

std::string archive_name(const std::string& sum) { return "blobs/" + sum.substr(0, 2) + "/" + sum; }

Result<std::uint64_t> add_file(ArchiveWriter& writer, const std::string& name, const std::filesystem::path& path) {
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return error_from_errno(errno, "cannot open", path);
  return writer.add(name, file);
}

/// What is under every clone: the keys, what was handed in with consents, and last the database that names them.
Result<std::uint64_t> fill_safety(ArchiveWriter& writer, const std::filesystem::path& folder,
                                  const std::filesystem::path& copy_path, FileSystem& disk) {
  TRY(const FileStatus found, disk.status(folder / kSafetyName));
  if (found.kind == FileKind::Missing) return std::uint64_t{0};
  {
    TRY(Database live, Database::open(folder / kSafetyName));
    TRY_VOID(live.copy_to(copy_path));
    TRY(Database copy, Database::open(copy_path));
    TRY_VOID(copy.execute("PRAGMA journal_mode = DELETE"));
  }
  TRY(std::uint64_t total, add_file(writer, std::string(kSafetyName), copy_path));
  for (const std::string_view folder_name : {kKeysFolder, kConsentsFolder, kClonesFolder}) {
    const std::filesystem::path from = folder / folder_name;
    TRY(const FileStatus there, disk.status(from));
    if (there.kind != FileKind::Directory) continue;
    TRY(const auto paths, disk.list_recursively(from));
    for (const auto& path : paths) {
      const std::filesystem::path name = path.lexically_relative(folder);
      if (!is_safety_name(name.string())) continue;                                  // a lock, a half-written file
      if (folder_name == kClonesFolder && !std::filesystem::exists(path)) continue;  // thrown away meanwhile
      TRY(const std::uint64_t size, add_file(writer, name.string(), path));
      total += size;
    }
  }
  return total;
}

Result<BackupSummary> fill(ArchiveWriter& writer, const std::filesystem::path& folder,
                           const std::filesystem::path& copy_path, FileSystem& disk) {
  TRY(Database live, Database::open(folder / kDatabaseName));
  TRY_VOID(live.copy_to(copy_path));
  BackupSummary summary;
  {
    TRY(Database copy, Database::open(copy_path));
    TRY(const Wanted wanted, wanted_blobs(copy));
    const Blobs blobs(disk, folder);
    for (const auto& [sum, takes] : wanted) {
      TRY(const auto path, blobs.path_of(sum));
      const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
      if (!file) {
        TRY_VOID(forget_purged(live, copy, sum, takes));
        continue;
      }
      TRY_VOID(blobs.verify(sum));
      TRY(const std::uint64_t size, writer.add(archive_name(sum), file));
      summary.size_bytes += size;
      ++summary.blob_count;
    }
    TRY(summary.take_count, take_count(copy));
    TRY_VOID(copy.execute("PRAGMA journal_mode = DELETE"));
  }
  TRY(const std::uint64_t size, add_file(writer, std::string(kDatabaseName), copy_path));
  summary.size_bytes += size;
  TRY(const std::uint64_t safety_size, fill_safety(writer, folder, copy_path.parent_path() / kSafetyName, disk));
  summary.size_bytes += safety_size;
  return summary;
}

Error not_a_backup(const std::filesystem::path& archive, const std::string& why) {
  return {ErrorKind::Corrupt, "'" + archive.string() + "' is not a whole Timbre backup: " + why};
}

/// Where an entry may go: the databases, keys, and blobs under their own names. Nothing else is unpacked.
Result<std::filesystem::path> place_of(const std::filesystem::path& archive, const std::string& name) {
  if (name == kDatabaseName || is_safety_name(name)) return std::filesystem::path(name);
  const std::string sum = name.substr(name.rfind('/') + 1);
  if (is_blob_name(sum) && name == archive_name(sum)) return std::filesystem::path(name);
  return not_a_backup(archive, "it holds an entry that does not belong there");
}

Result<void> unpack_entry(archive* raw, const std::filesystem::path& archive, const std::filesystem::path& target,
                          std::int64_t limit_bytes, FileSystem& disk) {
  TRY_VOID(disk.create_folders(target.parent_path()));
  const bool is_private = target.parent_path().filename() == kKeysFolder || target.filename() == kSafetyName;
  TRY(const auto file, disk.open_for_writing(target, is_private ? WriteMode::CreateNewPrivate : WriteMode::Truncate));
  std::array<char, 1 << 16> block{};
  std::int64_t total = 0;
  for (;;) {
    const la_ssize_t n = archive_read_data(raw, block.data(), block.size());
    if (n < 0) return not_a_backup(archive, "it is cut off or damaged");
    if (n == 0) return file->sync();
    total += n;
    if (total > limit_bytes) return not_a_backup(archive, "an entry is too large");
    TRY_VOID(file->write({block.data(), static_cast<std::size_t>(n)}));
  }
}

Result<void> unpack(const std::filesystem::path& path, const std::filesystem::path& folder, FileSystem& disk) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> raw(archive_read_new(), archive_read_free);
  archive_read_support_format_tar(raw.get());
  if (archive_read_open_filename(raw.get(), path.c_str(), 1 << 16) != ARCHIVE_OK) {
    const char* why = archive_error_string(raw.get());
    return not_a_backup(path, why != nullptr ? why : "it cannot be read");
  }
  for (;;) {
    archive_entry* entry = nullptr;
    const int code = archive_read_next_header(raw.get(), &entry);
    if (code == ARCHIVE_EOF) return {};
    if (code != ARCHIVE_OK) return not_a_backup(path, "it is cut off or damaged");
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || archive_entry_filetype(entry) != AE_IFREG) {
      return not_a_backup(path, "it holds an entry that does not belong there");
    }
    TRY(const auto place, place_of(path, name));
    TRY_VOID(unpack_entry(raw.get(), path, folder / place, kMaxEntryBytes, disk));
  }
}

Result<bool> is_sound(Database& database) {
  TRY(Statement check, database.prepare("PRAGMA integrity_check"));
  TRY(const bool has_answer, check.step());
  return has_answer && check.text(0) == "ok";
}

/// Every take has its audio, and every blob is what its name says.
Result<BackupSummary> verify_unpacked(const std::filesystem::path& archive, const std::filesystem::path& folder,
                                      FileSystem& disk) {
  TRY(const FileStatus found, disk.status(folder / kDatabaseName));
  if (found.kind != FileKind::Regular) return not_a_backup(archive, "it holds no database");
  BackupSummary summary;
  summary.size_bytes = found.size_bytes;
  TRY(Database database, Database::open(folder / kDatabaseName));
  TRY(const bool database_is_sound, is_sound(database));
  if (!database_is_sound) return not_a_backup(archive, "its database is damaged");
  TRY_VOID(migrate(database, migration_steps()));
  TRY(const Wanted wanted, wanted_blobs(database));
  const Blobs blobs(disk, folder);
  for (const auto& [sum, takes] : wanted) {
    const Result<void> verified = blobs.verify(sum);
    if (!verified.ok()) return not_a_backup(archive, verified.error().message);
    ++summary.blob_count;
  }
  TRY(summary.take_count, take_count(database));
  TRY_VOID(database.execute("PRAGMA journal_mode = DELETE"));
  return summary;
}

/// Blobs alone are what a restore leaves that was cut off before its last step: no takes, so it can be repeated.
Result<void> must_be_free(const std::filesystem::path& folder, FileSystem& disk) {
  for (const std::filesystem::path& path : {folder / kDatabaseName, folder / kSafetyName, folder / kKeysFolder}) {
    TRY(const FileStatus found, disk.status(path));
    if (found.kind == FileKind::Missing) continue;
    return Error{ErrorKind::Denied,
                 "'" + path.string() + "' is there already; restore into an empty folder (--data), or move it away"};
  }
  return {};
}

/// Blobs are named by their bytes: one that is there already is replaced by the same.
Result<void> move_blobs(const std::filesystem::path& from, const std::filesystem::path& to, FileSystem& disk) {
  TRY(const FileStatus found, disk.status(to));
  if (found.kind == FileKind::Missing) return disk.rename(from, to);
  TRY(const auto paths, disk.list_recursively(from));
  for (const auto& path : paths) {
    const std::filesystem::path target = to / path.lexically_relative(from);
    TRY_VOID(disk.create_folders(target.parent_path()));
    TRY_VOID(disk.rename(path, target));
  }
  return {};
}

/// Keys go to a folder of the owner's alone.
Result<void> move_safety(const std::filesystem::path& from, const std::filesystem::path& to, FileSystem& disk) {
  for (const std::string_view name : {kKeysFolder, kConsentsFolder, kClonesFolder, kSafetyName}) {
    TRY(const FileStatus found, disk.status(from / name));
    if (found.kind == FileKind::Missing) continue;
    if (name == kKeysFolder) {
      std::error_code ignored;  // a disk without rights has none to narrow
      std::filesystem::permissions(from / name, std::filesystem::perms::owner_all, ignored);
    }
    TRY_VOID(disk.rename(from / name, to / name));
  }
  return {};
}

}  // namespace

Result<BackupSummary> write_backup(const std::filesystem::path& data_folder, const std::filesystem::path& archive,
                                   FileSystem& disk) {
  TRY(const FileStatus data, disk.status(data_folder / kDatabaseName));
  if (data.kind != FileKind::Regular) {
    return Error{ErrorKind::NotFound, "there is nothing to back up in '" + data_folder.string() + "'"};
  }
  TRY(const FileStatus target, disk.status(archive));
  if (target.kind != FileKind::Missing) {
    return Error{ErrorKind::Denied, "'" + archive.string() + "' is there already; choose another name"};
  }
  const std::filesystem::path folder = archive.has_parent_path() ? archive.parent_path() : ".";
  const WorkFolder work(folder / (archive.filename().string() + ".part-" + std::to_string(::getpid())));
  TRY_VOID(disk.create_folders(work.path()));
  const std::filesystem::path part = work.path() / "archive";
  {
    TRY([[maybe_unused]] const auto made,
        disk.open_for_writing(part, WriteMode::CreateNewPrivate));  // it will hold keys
  }
  TRY(ArchiveWriter writer, ArchiveWriter::open(part));
  TRY(const BackupSummary summary, fill(writer, data_folder, work.path() / kDatabaseName, disk));
  TRY_VOID(writer.close());
  TRY(const auto written, disk.open_for_writing(part, WriteMode::Append));
  TRY_VOID(written->sync());
  TRY_VOID(disk.rename(part, archive));
  return summary;
}

Result<BackupSummary> restore_backup(const std::filesystem::path& archive, const std::filesystem::path& data_folder,
                                     FileSystem& disk) {
  TRY_VOID(must_be_free(data_folder, disk));
  TRY_VOID(disk.create_folders(data_folder));
  const WorkFolder work(data_folder / ("restoring-" + std::to_string(::getpid())));
  TRY_VOID(disk.create_folders(work.path() / "blobs"));
  TRY_VOID(unpack(archive, work.path(), disk));
  TRY(const BackupSummary summary, verify_unpacked(archive, work.path(), disk));
  TRY_VOID(move_blobs(work.path() / "blobs", data_folder / "blobs", disk));
  TRY_VOID(move_safety(work.path(), data_folder, disk));
  // last: without it the folder holds no takes, and the restore can be repeated
  TRY_VOID(disk.rename(work.path() / kDatabaseName, data_folder / kDatabaseName));
  return summary;
}

}  // namespace timbre::store
