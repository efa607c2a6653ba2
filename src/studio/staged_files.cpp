#include "studio/staged_files.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/random.h"
#include "base/utf8.h"

namespace timbre::studio {
namespace {

std::string quoted(const std::filesystem::path& path) { return "'" + printable(path.string()) + "'"; }

Error is_there_error(const std::filesystem::path& target) {
  return {ErrorKind::Denied, quoted(target) + " is there already. Choose another folder, or replace it with --force"};
}

/// Beside the target, hidden, and different for two programs that write there at once.
std::filesystem::path temporary_for(const std::filesystem::path& target) {
  std::array<char, 17> number{};
  SystemRandom random;
  std::snprintf(number.data(), number.size(), "%016llx", static_cast<unsigned long long>(random.next()));
  return target.parent_path() / ("." + target.filename().string() + "." + number.data() + ".part");
}

}  // namespace

Result<void> StagedFiles::check(const std::filesystem::path& target, const std::filesystem::path& input) {
  TRY(const FileStatus status, disk_.status(target));
  if (status.kind == FileKind::Missing) return {};
  TRY(const bool is_input, disk_.is_same_file(target, input));
  if (is_input) {
    return Error{ErrorKind::InvalidInput,
                 quoted(target) + " is the take itself, which an export never replaces. Choose another folder"};
  }
  if (status.kind != FileKind::Regular) {
    return Error{ErrorKind::InvalidInput, quoted(target) + " is there and is no plain file. Choose another folder"};
  }
  if (!may_replace_) return is_there_error(target);
  return {};
}

Result<void> StagedFiles::make_folders(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> missing;
  for (auto at = folder; !at.empty(); at = at.parent_path()) {
    TRY(const FileStatus status, disk_.status(at));
    if (status.kind == FileKind::Directory) break;
    if (status.kind != FileKind::Missing) {
      return Error{ErrorKind::InvalidInput, quoted(at) + " is no folder. Choose another place for the export"};
    }
    missing.push_back(at);
    if (at == at.parent_path()) break;
  }
  // Remembered first: what was made in part is removed too.
  made_folders_.insert(made_folders_.end(), missing.rbegin(), missing.rend());
  return missing.empty() ? Result<void>() : disk_.create_folders(folder);
}

Result<std::unique_ptr<OutputFile>> StagedFiles::open(const std::filesystem::path& target) {
  if (target.has_parent_path()) TRY_VOID(make_folders(target.parent_path()));
  const auto temporary = temporary_for(target);
  TRY(auto file, disk_.open_for_writing(temporary, WriteMode::CreateNew));
  entries_.push_back({target, temporary});
  return file;
}

Result<void> StagedFiles::write(const std::filesystem::path& target, std::string_view bytes) {
  TRY(const auto file, open(target));
  TRY_VOID(file->write(bytes));
  return file->sync();
}

std::filesystem::path StagedFiles::staged_path(const std::filesystem::path& target) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.target == target; });
  return found == entries_.end() ? std::filesystem::path() : found->temporary;
}

Result<void> StagedFiles::place(Entry& entry) {
  const Result<void> placed = disk_.rename_new(entry.temporary, entry.target);
  if (placed.ok()) {
    entry.state = State::Placed;
    return {};
  }
  if (placed.error().kind != ErrorKind::Denied) return placed;
  TRY(const FileStatus status, disk_.status(entry.target));
  if (status.kind == FileKind::Missing) return placed;  // denied for another reason
  if (!may_replace_) return is_there_error(entry.target);
  if (disk_.exchange(entry.temporary, entry.target).ok()) {
    entry.state = State::Exchanged;
    return {};
  }
  TRY_VOID(disk_.rename(entry.temporary, entry.target));  // a disk that cannot exchange: this one cannot be undone
  entry.state = State::Replaced;
  return {};
}

Result<void> StagedFiles::publish() {
  for (Entry& entry : entries_) {
    const Result<void> placed = place(entry);
    if (placed.ok()) continue;
    roll_back();
    return placed;
  }
  is_published_ = true;
  // What is under the temporary names now is what was replaced.
  for (const Entry& entry : entries_) {
    if (entry.state == State::Exchanged) static_cast<void>(disk_.remove(entry.temporary).ok());
  }
  return {};
}

void StagedFiles::roll_back() {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (entry->state == State::Placed) static_cast<void>(disk_.remove(entry->target).ok());
    // Where even that fails, the old file stays under the temporary name rather than be lost.
    if (entry->state == State::Exchanged && !disk_.exchange(entry->temporary, entry->target).ok()) continue;
    if (entry->state != State::Replaced) entry->state = State::Staged;
  }
}

void StagedFiles::discard() {
  if (is_published_) return;
  // Nothing more can be done here when removing fails: the error that led here is the one to report.
  for (const Entry& entry : entries_) {
    if (entry.state == State::Staged) static_cast<void>(disk_.remove(entry.temporary).ok());
  }
  for (auto folder = made_folders_.rbegin(); folder != made_folders_.rend(); ++folder) {
    static_cast<void>(disk_.remove_empty_folder(*folder).ok());
  }
}

}  // namespace timbre::studio
