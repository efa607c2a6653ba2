// timbre-corpus: writes the manifest of a corpus that lies in a folder, what its recordings say or
// where their phones lie.

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "asr/pocketsphinx_transcriber.h"
#include "base/file_system.h"
#include "train/aligned_corpus.h"
#include "train/corpora.h"
#include "train/flite_corpus.h"
#include "train/heard_corpus.h"
#include "train/phones_of_recordings.h"
#include "train/timed_phones.h"

namespace {

constexpr std::size_t kThreadCount = 2;

int usage() {
  std::fputs(
      "usage: timbre-corpus CORPUS FOLDER MANIFEST\n"
      "       timbre-corpus align MANIFEST FOLDER OUT   goes on where it was stopped\n"
      "       timbre-corpus hear MANIFEST FOLDER OUT    the manifest with texts as pocketsphinx hears them; goes on "
      "too\n"
      "       timbre-corpus timed MANIFEST ALIGNED OUT  phones of the texts at the times of an alignment\n"
      "       timbre-corpus flite SENTENCES FOLDER MANIFEST TIMED [--most N]   speech by flite\n"
      "\ncorpora:\n",
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

void tell_of_work(std::size_t done, std::size_t count) {
  if (done % 100 == 0 || done == count) std::fprintf(stderr, "%zu of %zu recordings\n", done, count);
}

timbre::Result<void> align(const std::vector<std::string>& arguments) {
  timbre::PosixFileSystem disk;
  return timbre::train::align_corpus(disk, arguments[1], arguments[2], arguments[3], kThreadCount, tell_of_work);
}

timbre::Result<void> hear(const std::vector<std::string>& arguments) {
  timbre::PosixFileSystem disk;
  TRY(const auto transcriber, timbre::asr::make_pocketsphinx_transcriber());
  return timbre::train::hear_corpus(disk, *transcriber, arguments[1], arguments[2], arguments[3], tell_of_work);
}

timbre::Result<void> timed(const std::vector<std::string>& arguments) {
  timbre::PosixFileSystem disk;
  TRY(const auto utterances, timbre::eval::read_manifest(disk, arguments[1]));
  TRY(const auto aligned, timbre::train::read_aligned(disk, arguments[2]));
  TRY(const auto corpus, timbre::train::phones_of_recordings(utterances, aligned));
  std::string text;
  for (const auto& one : corpus.utterances) text += timbre::train::timed_line(one);
  TRY_VOID(disk.write_atomically(arguments[3], text));
  std::fprintf(stderr,
               "%zu recordings; left out: %zu whose words differ, %zu doubtful; %zu of %zu heard words doubtful\n",
               corpus.utterances.size(), corpus.differing_count, corpus.doubtful_count, corpus.doubtful_word_count,
               corpus.word_count);
  return {};
}

int ended(const timbre::Result<void>& result) {
  if (!result.ok()) std::fprintf(stderr, "timbre-corpus: %s\n", result.error().message.c_str());
  return result.ok() ? 0 : 3;
}

std::optional<std::size_t> whole_number(const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Nothing where the arguments are wrong.
std::optional<timbre::Result<void>> speak(const std::vector<std::string>& arguments) {
  std::size_t most = std::numeric_limits<std::size_t>::max();
  if (arguments.size() == 7) {
    const auto number = whole_number(arguments[6]);
    if (arguments[5] != "--most" || !number) return std::nullopt;
    most = *number;
  } else if (arguments.size() != 5) {
    return std::nullopt;
  }
  timbre::PosixFileSystem disk;
  return timbre::train::make_flite_corpus(disk, {arguments[1], arguments[2], arguments[3], arguments[4]}, most,
                                          tell_of_work);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 4 && arguments[0] == "align") return ended(align(arguments));
  if (arguments.size() == 4 && arguments[0] == "hear") return ended(hear(arguments));
  if (arguments.size() == 4 && arguments[0] == "timed") return ended(timed(arguments));
  if (!arguments.empty() && arguments[0] == "flite") {
    const auto result = speak(arguments);
    return result ? ended(*result) : usage();
  }
  if (arguments.size() != 3) return usage();
  for (const auto& kind : timbre::train::corpus_kinds()) {
    if (kind.name == arguments[0]) return ended(write(kind, arguments[1], arguments[2]));
  }
  return usage();
}
