#include "base/file_sum.h"

#include <vector>

#include "base/sha256.h"

namespace timbre {

Result<std::string> sha256_of_file(FileSystem& disk, const std::filesystem::path& path, const CancelToken& cancel,
                                   const std::function<void(std::uint64_t)>& on_bytes) {
  TRY(const auto file, disk.open_for_reading(path));
  Sha256 sum;
  std::vector<char> block(std::size_t{1} << 18);
  std::uint64_t done = 0;
  for (;;) {
    if (cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped while reading '" + path.string() + "'"};
    TRY(const std::size_t count, file->read(block));
    if (count == 0) return sum.finish_hex();
    sum.push({block.data(), count});
    done += count;
    if (on_bytes) on_bytes(done);
  }
}

}  // namespace timbre
