#pragma once
/// The machine's disk with room for so many more bytes.

#include <cstdint>
#include <memory>
#include <utility>

#include "base/file_system.h"

namespace timbre::studio {

class LimitedDisk : public PosixFileSystem {
 public:
  explicit LimitedDisk(std::uint64_t room_bytes) : room_bytes_(room_bytes) {}

  Result<std::unique_ptr<OutputFile>> open_for_writing(const std::filesystem::path& path, WriteMode mode) override {
    TRY(auto file, PosixFileSystem::open_for_writing(path, mode));
    return std::unique_ptr<OutputFile>(std::make_unique<LimitedFile>(std::move(file), *this));
  }
  [[nodiscard]] std::uint64_t used_bytes() const { return used_bytes_; }

 private:
  class LimitedFile : public OutputFile {
   public:
    LimitedFile(std::unique_ptr<OutputFile> file, LimitedDisk& disk) : file_(std::move(file)), disk_(disk) {}
    Result<void> write(std::string_view bytes) override {
      disk_.used_bytes_ += bytes.size();
      if (disk_.used_bytes_ <= disk_.room_bytes_) return file_->write(bytes);
      return Error{ErrorKind::Unavailable, "cannot write: No space left on device"};
    }
    Result<void> write_at(std::uint64_t offset, std::string_view bytes) override {
      return file_->write_at(offset, bytes);
    }
    Result<void> sync() override { return file_->sync(); }

   private:
    std::unique_ptr<OutputFile> file_;
    LimitedDisk& disk_;
  };

  std::uint64_t room_bytes_;
  std::uint64_t used_bytes_ = 0;
};

}  // namespace timbre::studio
