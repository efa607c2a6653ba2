#include "gtest/gtest.h"

#include "audio/testing/memory_sink.h"
#include "audio/testing/wav_bytes.h"
#include "base/random.h"

namespace timbre::audio {
namespace {

std::vector<std::string> seeds() {
  WavBytes plain;
  plain.data = pcm16({1, 2, 3, 4, 5, 6, 7, 8});
  WavBytes extensible = plain;
  extensible.valid_bits = 16;
  extensible.channel_count = 2;
  WavBytes rf64 = plain;
  rf64.id = "RF64";
  rf64.before_format = WavBytes::chunk("ds64", std::string(28, '\x10'));
  rf64.said_data_bytes = 0xFFFFFFFF;
  WavBytes decorated = plain;
  decorated.before_format = WavBytes::chunk("JUNK", "abc");
  decorated.before_data = WavBytes::chunk("fact", "abcd");
  decorated.after_data = WavBytes::chunk("LIST", "INFO");
  return {plain.bytes(), extensible.bytes(), rf64.bytes(), decorated.bytes()};
}

std::string mutated(std::string bytes, Random& random) {
  const std::uint64_t edits = 1 + random.next() % 4;
  for (std::uint64_t i = 0; i < edits && !bytes.empty(); ++i) {
    const std::size_t at = random.next() % bytes.size();
    const std::uint64_t kind = random.next() % 5;
    if (kind == 0) bytes[at] = static_cast<char>(random.next());
    if (kind == 1) bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1U << random.next() % 8));
    if (kind == 2) bytes.resize(at);
    if (kind == 3) bytes.insert(at, bytes.substr(random.next() % bytes.size(), random.next() % 16));
    if (kind == 4) bytes.replace(at, std::min<std::size_t>(4, bytes.size() - at), "\xFF\xFF\xFF\xFF", 4);
  }
  return bytes;
}

// Rung: property. Whatever the bytes: an answer, whole frames, no more samples than bytes, and no fault (run under the
// asan preset to see faults that do not crash).
TEST(WavFuzz, AnyBytesGiveSamplesOrAClearError) {
  SeededRandom random(20240601);
  const auto originals = seeds();
  int decoded_count = 0;
  int handed_over_count = 0;
  int error_count = 0;
  for (int i = 0; i < 200'000; ++i) {
    const std::string bytes = mutated(originals[random.next() % originals.size()], random);
    MemorySink sink;
    const auto summary = decode_wav_bytes(bytes, sink);
    ASSERT_LE(sink.all_samples.size(), bytes.size());
    if (!summary.ok()) {
      ASSERT_FALSE(summary.error().message.empty());
      ++error_count;
    } else if (summary->hand_over) {
      ++handed_over_count;
    } else {
      ASSERT_TRUE(check_format(sink.format_seen).ok());
      ASSERT_EQ(sink.all_samples.size(),
                summary->frame_count * static_cast<std::size_t>(sink.format_seen.channel_count));
      ++decoded_count;
    }
  }
  std::printf("decoded %d, handed over %d, errors %d\n", decoded_count, handed_over_count, error_count);
  EXPECT_GT(decoded_count, 1000);
  EXPECT_GT(handed_over_count, 1000);
  EXPECT_GT(error_count, 1000);
}

}  // namespace
}  // namespace timbre::audio
