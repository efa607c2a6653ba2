// Rung: property. Levels, shifts, repetition, broken models and nothing to align; the sound is the 1961 broadcast.
#include "asr/align.h"

#include <array>
#include <cmath>
#include <fstream>
#include <iterator>

#include "gtest/gtest.h"

#include "asr/detail/senones.h"
#include "base/random.h"
#include "base/testing/memory_file_system.h"
#include "base/testing/test_data.h"

namespace timbre::asr {
namespace {

constexpr const char* kText =
    "And so, my fellow Americans, ask not what your country can do for you; ask what you can do for your country.";
constexpr const char* kModel = "/usr/share/pocketsphinx/model/en-us/en-us";
constexpr std::array kModelFiles{"mdef", "means", "variances", "sendump", "transition_matrices"};

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Samples of a plain 16-bit mono WAV, whose data is at its end.
std::vector<float> samples_of(const std::filesystem::path& path) {
  const std::string bytes = bytes_of(path);
  const std::size_t data = bytes.find("data");
  std::vector<float> samples;
  for (std::size_t i = data + 8; data != std::string::npos && i + 1 < bytes.size(); i += 2) {
    const auto low = static_cast<std::uint8_t>(bytes[i]);
    const auto high = static_cast<std::int8_t>(bytes[i + 1]);
    samples.push_back(static_cast<float>(high * 256 + low) / 32768.0F);
  }
  return samples;
}

std::vector<TimeRange> ranges_of(const std::vector<float>& samples, bool finds_edits = false) {
  const auto alignment = align(samples, kText, {"en", finds_edits, {}});
  EXPECT_TRUE(alignment.ok()) << (alignment.ok() ? "" : alignment.error().message);
  std::vector<TimeRange> ranges;
  if (!alignment.ok()) return ranges;
  for (const auto& word : alignment->words) ranges.push_back(word.range);
  return ranges;
}

double farthest(const std::vector<TimeRange>& one, const std::vector<TimeRange>& other, double shift_s = 0.0) {
  if (one.size() != other.size() || one.empty()) return 1e9;
  double most_s = 0.0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    most_s = std::max(most_s, std::abs(other[i].start_s - one[i].start_s - shift_s));
    most_s = std::max(most_s, std::abs(other[i].end_s - one[i].end_s - shift_s));
  }
  return most_s;
}

class AlignTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kModel)) GTEST_SKIP() << "pocketsphinx-en-us is not installed";
  }
};

/// A quarter of the clip's level, so that three times as much is not clipped. 80 ms: at the lowest level the 16-bit
/// samples of the front end are coarse.
TEST_F(AlignTest, LevelDoesNotMatter) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const auto scaled = [samples = samples_of(path)](float gain) {
    std::vector<float> other = samples;
    for (float& sample : other) sample *= gain;
    return other;
  };
  const auto usual = ranges_of(scaled(0.25F));
  for (const float gain : {0.1F, 3.0F}) EXPECT_LE(farthest(usual, ranges_of(scaled(0.25F * gain))), 0.08) << gain;
}

TEST_F(AlignTest, SilenceBeforeShiftsEveryTime) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const auto samples = samples_of(path);
  std::vector<float> later(8000, 0.0F);
  SeededRandom random(7);
  for (float& sample : later) sample = static_cast<float>(1e-3 * random.normal());
  later.insert(later.end(), samples.begin(), samples.end());
  EXPECT_LE(farthest(ranges_of(samples), ranges_of(later), 0.5), 0.05);
}

TEST_F(AlignTest, TheSameTwice) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const auto samples = samples_of(path);
  EXPECT_EQ(farthest(ranges_of(samples, true), ranges_of(samples, true)), 0.0);
}

TEST_F(AlignTest, SaysWhatIsMissing) {
  const std::vector<float> silence(32000, 0.0F);
  const auto no_sound = align({}, kText);
  ASSERT_FALSE(no_sound.ok());
  EXPECT_EQ(no_sound.error().kind, ErrorKind::InvalidInput);
  for (const char* text : {"", " \n", "…!"}) {
    const auto no_words = align(silence, text);
    ASSERT_FALSE(no_words.ok());
    EXPECT_EQ(no_words.error().kind, ErrorKind::InvalidInput);
  }
  const auto nothing_said = align(silence, "one two");
  EXPECT_TRUE(!nothing_said.ok() || nothing_said->confidence < 0.5);
}

TEST_F(AlignTest, StopsWhenTold) {
  AlignOptions options;
  options.cancel.cancel();
  const auto stopped = align(std::vector<float>(32000, 0.0F), "one two", options);
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
}

/// A model that loads must also score: an index out of range would be met there.
void load_and_score(MemoryFileSystem& disk) {
  const auto model = detail::SenoneModel::load("/m", disk);
  if (!model.ok()) return;
  const std::vector<float> cepstra(10 * detail::kCepstra, 0.5F);
  detail::FrameScores scores(*model, cepstra);
  for (int senone = 0; senone < model->senone_count(); senone += 97) ASSERT_NE(scores.of(senone), nullptr);
  for (int phone = 0; phone < model->phone_count(); ++phone) {
    const auto states = model->in_context(phone, 0, 0, 0);
    for (int s = 0; s < detail::kStates; ++s) {
      ASSERT_NE(scores.of(states.senones[static_cast<std::size_t>(s)]), nullptr);
      EXPECT_TRUE(std::isfinite(model->stay(states.transitions, s)));
    }
  }
}

TEST_F(AlignTest, BrokenModelsAreErrorsOrModels) {
  MemoryFileSystem disk;
  for (const char* name : kModelFiles)
    disk.files[std::string("/m/") + name] = bytes_of(std::filesystem::path(kModel) / name);
  load_and_score(disk);
  SeededRandom random(60);
  const auto below = [&](std::size_t count) {
    return static_cast<std::size_t>(random.uniform() * static_cast<double>(count));
  };
  for (int trial = 0; trial < 60; ++trial) {
    std::string& file = disk.files[std::string("/m/") + kModelFiles[static_cast<std::size_t>(trial) % 5]];
    const std::string whole = file;
    const bool is_cut = trial % 3 == 0;
    const std::size_t reach = trial % 2 == 0 ? file.size() : std::min<std::size_t>(file.size(), 2000);
    if (is_cut) {
      file.resize(below(reach));
      EXPECT_FALSE(detail::SenoneModel::load("/m", disk).ok()) << "trial " << trial;
    }
    for (int flip = 0; !is_cut && flip < 8; ++flip) file[below(reach)] ^= static_cast<char>(1U << below(8));
    load_and_score(disk);
    file = whole;
  }
}

}  // namespace
}  // namespace timbre::asr
