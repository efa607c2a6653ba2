// timbre-corpus: writes the manifest of a corpus that lies in a folder, or where the phones of its recordings lie.

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "train/aligned_corpus.h"
#include "train/corpora.h"

namespace {

constexpr std::size_t kThreadCount = 2;

int usage() {
  std::fputs(
      "usage: timbre-corpus CORPUS FOLDER MANIFEST\n"
      "       timbre-corpus align MANIFEST FOLDER OUT   goes on where it was stopped\n\ncorpora:\n",
      stderr);
  for (const auto& kind : timbre::train::corpus_kinds()) {
    std::fprintf(stderr, "  %-24s %s\n", std::string(kind.name).c_str(), std::string(kind.holds).c_str());
  }
  return 2;
}

timbre::Result<void> write(const timbre::train::CorpusKind& kind, const std::string& folder,
                           const std::filesystem::path& manifest) {
  timbre::PosixFileSystem disk;
  const auto tell = [](std::size_t done, std::size_t count) {
    if (done % 500 == 0 || done == count) std::fprintf(stderr, "%zu of %zu recordings\n", done, count);
  };
  TRY(const auto utterances, timbre::train::describe_corpus(kind, disk, folder, tell));
  if (manifest.has_parent_path()) TRY_VOID(disk.create_folders(manifest.parent_path()));
  return disk.write_atomically(manifest, timbre::eval::manifest_text(utterances));
}

timbre::Result<void> align(const std::vector<std::string>& arguments) {
  timbre::PosixFileSystem disk;
  const auto tell = [](std::size_t done, std::size_t count) {
    if (done % 100 == 0 || done == count) std::fprintf(stderr, "%zu of %zu recordings\n", done, count);
  };
  return timbre::train::align_corpus(disk, arguments[1], arguments[2], arguments[3], kThreadCount, tell);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 4 && arguments[0] == "align") {
    const auto result = align(arguments);
    if (!result.ok()) std::fprintf(stderr, "timbre-corpus: %s\n", result.error().message.c_str());
    return result.ok() ? 0 : 3;
  }
  if (arguments.size() != 3) return usage();
  for (const auto& kind : timbre::train::corpus_kinds()) {
    if (kind.name != arguments[0]) continue;
    const auto result = write(kind, arguments[1], arguments[2]);
    if (!result.ok()) std::fprintf(stderr, "timbre-corpus: %s\n", result.error().message.c_str());
    return result.ok() ? 0 : 3;
  }
  return usage();
}
