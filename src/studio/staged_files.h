#pragma once
/// A set of files that appears whole or not at all: each is written under a temporary name beside its place, and all
/// get their names at the end. Until then, and when anything fails, what was there before stays as it was and nothing
/// new stays behind.
///
/// Each name changes in one step, so every file is whole at any moment, also after a power cut; a power cut in the
/// middle of publish() can leave some files old and some new, and temporary ones (".NAME.….part") beside them.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::studio {

class StagedFiles {
 public:
  /// Without `may_replace` a file that is there is never touched, whoever puts it there and whenever.
  StagedFiles(FileSystem& disk, bool may_replace) : disk_(disk), may_replace_(may_replace) {}
  StagedFiles(const StagedFiles&) = delete;
  StagedFiles& operator=(const StagedFiles&) = delete;
  /// Removes what was not published.
  ~StagedFiles() { discard(); }

  /// Whether `target` may be written: Denied when it is there and may not be replaced, InvalidInput when it is a folder
  /// or `input` itself. Changes nothing.
  [[nodiscard]] Result<void> check(const std::filesystem::path& target, const std::filesystem::path& input);
  /// A new, empty file for `target`; its folders are made.
  [[nodiscard]] Result<std::unique_ptr<OutputFile>> open(const std::filesystem::path& target);
  /// The same, written and synced.
  [[nodiscard]] Result<void> write(const std::filesystem::path& target, std::string_view bytes);
  /// Where an opened target lies until it is published.
  [[nodiscard]] std::filesystem::path staged_path(const std::filesystem::path& target) const;
  /// Gives all of them their names. On an error everything is as it was before.
  [[nodiscard]] Result<void> publish();

 private:
  enum class State { Staged, Placed, Exchanged, Replaced };
  struct Entry {
    std::filesystem::path target;
    std::filesystem::path temporary;
    State state = State::Staged;
  };

  Result<void> make_folders(const std::filesystem::path& folder);
  Result<void> place(Entry& entry);
  void roll_back();
  void discard();

  FileSystem& disk_;
  bool may_replace_;
  bool is_published_ = false;
  std::vector<Entry> entries_;
  std::vector<std::filesystem::path> made_folders_;  // outermost first
};

}  // namespace timbre::studio
