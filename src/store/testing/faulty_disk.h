#pragma once
/// The machine's disk, failing as planned.

#include <memory>
#include <utility>

#include "base/file_system.h"
#include "store/testing/fault_plan.h"

namespace timbre::store {

class FaultyDisk : public PosixFileSystem {
 public:
  explicit FaultyDisk(FaultPlan& plan) : plan_(plan) {}

  Result<std::unique_ptr<OutputFile>> open_for_writing(const std::filesystem::path& path, WriteMode mode) override {
    TRY_VOID(step("open", true));
    TRY(auto file, PosixFileSystem::open_for_writing(path, mode));
    return std::unique_ptr<OutputFile>(std::make_unique<FaultyFile>(std::move(file), *this));
  }
  Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    TRY_VOID(step("rename", true));
    TRY_VOID(PosixFileSystem::rename(from, to));
    // a kill between the renaming and the answer
    [[maybe_unused]] const auto done = plan_.fault == Fault::Kill ? step("", false) : Result<void>();
    return {};
  }
  Result<void> remove(const std::filesystem::path& path) override {
    TRY_VOID(step("remove", false));
    return PosixFileSystem::remove(path);
  }
  Result<void> create_folders(const std::filesystem::path& path) override {
    TRY_VOID(step("make a folder", true));
    return PosixFileSystem::create_folders(path);
  }
  Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes) override {
    TRY_VOID(step("write", true));
    return PosixFileSystem::write_atomically(path, bytes);
  }

 private:
  class FaultyFile : public OutputFile {
   public:
    FaultyFile(std::unique_ptr<OutputFile> file, FaultyDisk& disk) : file_(std::move(file)), disk_(disk) {}
    Result<void> write(std::string_view bytes) override {
      // what fits is written, as a real disk does
      if (disk_.plan_.strikes(true)) {
        TRY_VOID(file_->write(bytes.substr(0, bytes.size() / 2)));
        return full("write");
      }
      return file_->write(bytes);
    }
    Result<void> write_at(std::uint64_t offset, std::string_view bytes) override {
      TRY_VOID(disk_.step("write", true));
      return file_->write_at(offset, bytes);
    }
    Result<void> sync() override {
      TRY_VOID(disk_.step("sync", true));
      return file_->sync();
    }

   private:
    std::unique_ptr<OutputFile> file_;
    FaultyDisk& disk_;
  };

  static Error full(const char* doing) {
    return {ErrorKind::Unavailable, std::string("cannot ") + doing + ": No space left on device"};
  }
  Result<void> step(const char* doing, bool needs_room) {
    if (plan_.strikes(needs_room)) return full(doing);
    return {};
  }

  FaultPlan& plan_;
};

}  // namespace timbre::store
