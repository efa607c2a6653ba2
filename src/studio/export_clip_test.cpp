// Rung: exact.
#include "studio/export_clip.h"

#include <algorithm>
#include <map>

#include "gtest/gtest.h"

#include "audio/codec/wav_writer.h"
#include "audio/testing/signals.h"
#include "base/json.h"
#include "base/testing/temporary_folder.h"
#include "base/testing/test_data.h"
#include "studio/synthesised_speech.h"
#include "studio/testing/limited_disk.h"

namespace timbre::studio {
namespace {

using Files = std::map<std::string, std::string>;

/// Everything below a folder by its relative name; folders end in "/".
Files all_files(const std::filesystem::path& folder) {
  PosixFileSystem disk;
  Files out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).string();
    out[entry.is_directory() ? name + "/" : name] =
        entry.is_directory() ? "" : disk.read(entry.path(), 1U << 30U).value();
  }
  return out;
}

/// Speech made by espeak-ng as a take on disk; made once.
const std::string& take_bytes(audio::WavEncoding encoding = audio::WavEncoding::Pcm16) {
  static std::map<audio::WavEncoding, std::string> made;
  std::string& bytes = made[encoding];
  if (bytes.empty()) {
    const auto speech = synthesised_speech();
    if (speech.ok()) bytes = audio::encode_wav(speech->view(), encoding).value();
  }
  return bytes;
}

class ExportClip : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_FALSE(take_bytes().empty()) << "espeak-ng made no speech";
    ASSERT_TRUE(disk_.write_atomically(take(), take_bytes()).ok());
  }
  [[nodiscard]] std::filesystem::path take() const { return folder_.path() / "take.wav"; }
  [[nodiscard]] std::filesystem::path out() const { return folder_.path() / "out"; }
  [[nodiscard]] ExportOptions options(const char* profile = "gpt-sovits") const {
    ExportOptions options;
    options.profiles = {*score::find_profile(profile)};
    options.out = out();
    return options;
  }
  [[nodiscard]] Files written() const { return all_files(out()); }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
};

TEST_F(ExportClip, WritesMasterClipAndScorecard) {
  const auto result = export_clip(take(), disk_, options());
  ASSERT_TRUE(result.ok()) << result.error().message;
  const Files files = written();
  EXPECT_EQ(files.size(), 3U) << "without words there is no ref_text.txt, and nothing temporary stays";
  EXPECT_TRUE(files.contains("master.flac") && files.contains("clip.wav"));
  const Json card = Json::parse(files.at("scorecard.json"), nullptr, false);
  ASSERT_FALSE(card.is_discarded());
  EXPECT_EQ(card["export"]["profile"], "gpt-sovits");
  EXPECT_EQ(card["file"], "clip.wav");
  EXPECT_LE(result->clips.front().duration_s, 10.0);
  EXPECT_GE(result->clips.front().duration_s, 3.0);
}

TEST_F(ExportClip, TheSameTakeGivesTheSameBytes) {
  ASSERT_TRUE(export_clip(take(), disk_, options()).ok());
  const Files first = written();
  ExportOptions again = options();
  again.may_replace = true;
  ASSERT_TRUE(export_clip(take(), disk_, again).ok());
  EXPECT_EQ(written(), first);
}

TEST_F(ExportClip, TheMasterHoldsEverySample) {
  for (const auto& [encoding, master] : {std::pair{audio::WavEncoding::Pcm16, std::optional<MasterKind>()},
                                         std::pair{audio::WavEncoding::Pcm24, std::optional<MasterKind>()},
                                         std::pair{audio::WavEncoding::Pcm24, std::optional(MasterKind::Wav)},
                                         std::pair{audio::WavEncoding::Float32, std::optional<MasterKind>()}}) {
    ASSERT_TRUE(disk_.write_atomically(take(), take_bytes(encoding)).ok());
    ExportOptions all = options();
    all.master = master;
    all.may_replace = true;
    const auto result = export_clip(take(), disk_, all);
    ASSERT_TRUE(result.ok()) << result.error().message;
    const bool is_wav = master == MasterKind::Wav || encoding == audio::WavEncoding::Float32;
    EXPECT_EQ(result->master.filename(), is_wav ? "master.wav" : "master.flac");
    const auto from = audio::decode_file(take());
    const auto to = audio::decode_file(result->master);
    ASSERT_TRUE(from.ok() && to.ok());
    ASSERT_EQ(from->audio.frame_count(), to->audio.frame_count());
    EXPECT_TRUE(std::equal(from->audio.channel(0).begin(), from->audio.channel(0).end(), to->audio.channel(0).begin()));
    EXPECT_EQ(to->stored.bit_depth, from->stored.bit_depth);
  }
}

TEST_F(ExportClip, FloatSamplesDoNotGoIntoFlac) {
  ASSERT_TRUE(disk_.write_atomically(take(), take_bytes(audio::WavEncoding::Float32)).ok());
  ExportOptions flac = options();
  flac.master = MasterKind::Flac;
  const auto result = export_clip(take(), disk_, flac);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::InvalidInput);
  EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(ExportClip, RefusesToReplaceAnyOfItsFilesBeforeItWorks) {
  for (const char* name : {"master.flac", "clip.wav", "ref_text.txt", "scorecard.json"}) {
    std::filesystem::remove_all(out());
    std::filesystem::create_directories(out());
    ASSERT_TRUE(disk_.write_atomically(out() / name, "mine").ok());
    const auto result = export_clip(take(), disk_, options());
    ASSERT_FALSE(result.ok()) << name;
    EXPECT_EQ(result.error().kind, ErrorKind::Denied);
    EXPECT_NE(result.error().message.find(name), std::string::npos);
    EXPECT_EQ(written(), (Files{{name, "mine"}}));
  }
}

TEST_F(ExportClip, NeverReplacesTheTakeItself) {
  std::filesystem::create_directories(out());
  const auto own = out() / "clip.wav";
  ASSERT_TRUE(disk_.write_atomically(own, take_bytes()).ok());
  ExportOptions forced = options();
  forced.may_replace = true;
  const auto result = export_clip(own, disk_, forced);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(disk_.read(own, 1U << 30U).value(), take_bytes());
}

TEST_F(ExportClip, IntoTheFolderOfTheTakeIsFine) {
  ExportOptions here = options();
  here.out = folder_.path();
  ASSERT_TRUE(export_clip(take(), disk_, here).ok());
  EXPECT_EQ(disk_.read(take(), 1U << 30U).value(), take_bytes());
}

TEST_F(ExportClip, SeveralProfilesShareTheMaster) {
  ExportOptions all = options();
  all.profiles.clear();
  for (const auto& profile : score::profiles()) all.profiles.push_back(&profile);
  const auto result = export_clip(take(), disk_, all);
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_EQ(result->clips.size() + result->skipped.size(), score::profiles().size());
  for (const SkippedProfile& skipped : result->skipped) EXPECT_FALSE(skipped.why.empty());
  const Files files = written();
  EXPECT_TRUE(files.contains("master.flac"));
  for (const ExportedClip& clip : result->clips) {
    EXPECT_TRUE(files.contains(clip.profile->name + "/clip.wav")) << clip.profile->name;
    EXPECT_EQ(clip.folder, out() / clip.profile->name);
  }
}

TEST_F(ExportClip, TheUsersWordsWinAndTheTranscriptIsCutWithTheWindow) {
  ExportOptions words = options();
  text::Transcript transcript;
  for (int i = 0; i < 200; ++i)
    transcript.words.push_back({std::string("w") + static_cast<char>('a' + i / 26) + static_cast<char>('a' + i % 26),
                                {0.25 * i, 0.25 * i + 0.2},
                                0.9});
  transcript.engine = "made up";
  words.transcript = transcript;
  auto result = export_clip(take(), disk_, words);
  ASSERT_TRUE(result.ok()) << result.error().message;
  const score::ClipWindow& window = result->clips.front().window;
  const Files files = written();
  const std::string text = files.at("ref_text.txt");
  EXPECT_EQ(result->clips.front().words, WordsFrom::Machine);
  EXPECT_FALSE(result->clips.front().warnings.empty()) << "a machine's words are to be checked";
  const auto& first = transcript.words[window.first_word];
  EXPECT_NEAR(first.range.start_s, window.speech.start_s, 0.3);
  EXPECT_EQ(text.find('W' + first.text.substr(1)), 0U) << text;
  EXPECT_EQ(static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')), window.word_count - 1);
  EXPECT_EQ(text.substr(text.size() - 2), ".\n");
  words.ref_text = "My own words.";
  words.may_replace = true;
  result = export_clip(take(), disk_, words);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(written().at("ref_text.txt"), "My own words.\n");
}

TEST_F(ExportClip, APersonsWindowIsTakenAndRefusedNamingTheLimit) {
  const auto best = export_clip(take(), disk_, options());
  ASSERT_TRUE(best.ok());
  const TimeRange usual = best->clips.front().window.speech;
  ExportOptions chosen = options();
  chosen.may_replace = true;
  chosen.window = TimeRange{usual.end_s, usual.end_s + 5.0};
  const auto result = export_clip(take(), disk_, chosen);
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_GE(result->clips.front().window.speech.start_s, usual.end_s);
  chosen.window = TimeRange{0.0, best->master_info.duration_s};
  const auto longer = export_clip(take(), disk_, chosen);
  ASSERT_FALSE(longer.ok());
  EXPECT_EQ(longer.error().kind, ErrorKind::InvalidInput);
  EXPECT_NE(longer.error().message.find("at most 10.0 s"), std::string::npos) << longer.error().message;
}

TEST_F(ExportClip, AClipOfAPartGetsItsPartOfAKnownText) {
  ExportOptions known = options();
  text::Transcript transcript;
  for (int i = 0; i < 200; ++i) {
    transcript.words.push_back(
        {"w" + std::string(1, static_cast<char>('a' + i % 26)), {0.25 * i, 0.25 * i + 0.2}, 1.0});
  }
  transcript.engine = asr::kKnownTextEngine;
  known.transcript = transcript;
  known.ref_text = "All of my words.";
  auto result = export_clip(take(), disk_, known);
  ASSERT_TRUE(result.ok()) << result.error().message;
  const ExportedClip& part = result->clips.front();
  ASSERT_LT(part.window.word_count, 200U);
  EXPECT_EQ(part.words, WordsFrom::KnownText);
  EXPECT_EQ(static_cast<std::size_t>(std::count(part.ref_text.begin(), part.ref_text.end(), ' ')) + 1,
            part.window.word_count);
  known.departures = {{{part.window.speech.start_s + 0.5, part.window.speech.start_s + 0.6}, asr::Reading::Changed}};
  known.may_replace = true;
  result = export_clip(take(), disk_, known);
  ASSERT_TRUE(result.ok());
  const auto& warnings = result->clips.front().warnings;
  EXPECT_TRUE(std::any_of(warnings.begin(), warnings.end(), [](const std::string& warning) {
    return warning.find("departs from the text once") != std::string::npos;
  }));
}

TEST_F(ExportClip, ATakeIsCalledWhatItsOwnerCallsIt) {
  ExportOptions named = options();
  named.name = TakeName{"My take", "original.m4a", "2026-11-21"};
  const auto result = export_clip(take(), disk_, named);
  ASSERT_TRUE(result.ok()) << result.error().message;
  const Files files = written();
  EXPECT_EQ(Json::parse(files.at("scorecard.json"))["export"]["source"], "original.m4a");
  EXPECT_NE(files.at("master.flac").find("My take"), std::string::npos);
  EXPECT_EQ(files.at("master.flac").find("take.wav"), std::string::npos);
}

TEST_F(ExportClip, ATakeThatIsTooShortSaysByHowMuchAndLeavesNothing) {
  const auto result = export_clip(take(), disk_, options("elevenlabs-pvc"));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::InvalidInput);
  EXPECT_NE(result.error().message.find("take.wav"), std::string::npos);
  EXPECT_NE(result.error().message.find("more"), std::string::npos) << result.error().message;
  EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(ExportClip, ACancelledExportLeavesNothing) {
  ExportOptions stopped = options();
  stopped.cancel.cancel();
  EXPECT_EQ(export_clip(take(), disk_, stopped).error().kind, ErrorKind::Cancelled);
  EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(ExportClip, WhereverTheDiskFillsUpTheOldExportStaysWhole) {
  LimitedDisk counting(~std::uint64_t{0});
  ExportOptions forced = options();
  ASSERT_TRUE(export_clip(take(), counting, forced).ok());
  const Files old_export = written();
  forced.may_replace = true;
  forced.ref_text = "Another text.";
  constexpr std::uint64_t kSteps = 12;
  for (std::uint64_t step = 0; step < kSteps; ++step) {
    LimitedDisk full(counting.used_bytes() * step / kSteps);
    const auto result = export_clip(take(), full, forced);
    ASSERT_FALSE(result.ok()) << step;
    EXPECT_EQ(result.error().kind, ErrorKind::Unavailable);
    ASSERT_EQ(written(), old_export) << step;
  }
  LimitedDisk enough(counting.used_bytes() + 4096);
  ASSERT_TRUE(export_clip(take(), enough, forced).ok());
  EXPECT_EQ(written().at("ref_text.txt"), "Another text.\n");
}

TEST_F(ExportClip, HostileNamesAreNamesLikeAnyOther) {
  const auto odd = folder_.path() / "-- \"q\" \x01\xff\n.wav";
  ASSERT_TRUE(disk_.write_atomically(odd, take_bytes()).ok());
  ExportOptions to = options();
  to.out = folder_.path() / "o \n\xfe$(x)";
  const auto result = export_clip(odd, disk_, to);
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_TRUE(std::filesystem::exists(to.out / "clip.wav"));
}

TEST_F(ExportClip, SilenceIsRefused) {
  const auto silent = audio::encode_wav(audio::silence(48000, 12.0).view(), audio::WavEncoding::Pcm16);
  ASSERT_TRUE(disk_.write_atomically(take(), *silent).ok());
  const auto result = export_clip(take(), disk_, options());
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::InvalidInput);
  EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(ExportClip, StandardInputIsNoFile) { EXPECT_FALSE(export_clip("-", disk_, options()).ok()); }

}  // namespace
}  // namespace timbre::studio
