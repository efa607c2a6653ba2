#pragma once
/// Where a decoder's bytes come from: positioned reads of a known number of bytes, nothing else.
///
/// The size is fixed when the source is made, so that a file that grows while it is read is read only as far as it
/// reached at the start. A file that shrinks gives fewer bytes than asked for, which decoders report as truncated.

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/result.h"

namespace timbre::audio {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  [[nodiscard]] virtual std::uint64_t size_bytes() const = 0;
  /// Fills `out` from `offset`; fewer bytes only where the data ends. 0 at or after the end.
  virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) = 0;
};

/// pread(2) on a descriptor that someone else owns.
class FdSource : public ByteSource {
 public:
  FdSource(int fd, std::uint64_t size_bytes) : fd_(fd), size_bytes_(size_bytes) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override;

 private:
  int fd_;
  std::uint64_t size_bytes_;
};

/// Bytes in memory that outlive the source.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::span<const std::byte> bytes) : bytes_(bytes) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return bytes_.size(); }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override;

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace timbre::audio
