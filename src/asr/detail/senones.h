#pragma once
/// The en-us model of pocketsphinx as a scorer: how well each tied state (senone) fits each 10 ms frame.
///
/// Semi-continuous, phonetically tied (PTM): 42 codebooks of 128 Gaussians in three streams (cepstra, first and second
/// differences), 8-bit mixture weights. File formats as CMU Sphinx writes them (s3 parameter files, BMDF, sendump).

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::asr::detail {

inline constexpr int kStates = 3;
inline constexpr int kStreams = 3;
inline constexpr int kCepstra = 13;
inline constexpr double kFrameS = 0.01;

/// Three tied states and the model's transition class.
struct PhoneModel {
  std::array<int, kStates> senones{};
  int transitions = 0;
};

class SenoneModel {
 public:
  [[nodiscard]] static Result<SenoneModel> load(const std::filesystem::path& folder, FileSystem& disk);

  /// −1 for a phone the model does not have.
  [[nodiscard]] int phone(const std::string& name) const;
  [[nodiscard]] const std::string& name(int phone) const { return names_[static_cast<std::size_t>(phone)]; }
  /// Neither silence nor one of the noises.
  [[nodiscard]] bool is_speech(int phone) const { return phone != silence_ && name(phone).front() != '+'; }
  [[nodiscard]] int silence() const { return silence_; }
  [[nodiscard]] int phone_count() const { return static_cast<int>(names_.size()); }
  [[nodiscard]] int senone_count() const { return senone_count_; }
  [[nodiscard]] PhoneModel alone(int phone) const;
  /// In context, backed off to the phone alone. `position`: 0 inside, 1 begins, 2 ends a word, 3 is the word.
  [[nodiscard]] PhoneModel in_context(int phone, int left, int right, int position) const;
  /// ln of staying in state `state` of a transition class, and of leaving it forward.
  [[nodiscard]] float stay(int transitions, int state) const;
  [[nodiscard]] float leave(int transitions, int state) const;

 private:
  friend class FrameScores;
  Result<void> read_definition(const std::string& bytes);
  Result<void> read_gaussians(const std::string& means, const std::string& variances);
  Result<void> read_weights(const std::string& bytes);
  Result<void> read_transitions(const std::string& bytes);

  std::vector<std::string> names_;
  int silence_ = 0;
  int senone_count_ = 0;
  std::vector<PhoneModel> alone_;
  std::map<std::uint32_t, PhoneModel> in_context_;
  std::vector<int> codebook_of_senone_;
  int codebooks_ = 0;
  int densities_ = 0;
  std::vector<float> means_, precisions_, constants_;  ///< [codebook][stream]([cepstrum])[density]
  std::vector<std::uint8_t> weights_;                  ///< [stream][density][senone]
  std::vector<float> transitions_;                     ///< ln, [class][from][to]
};

/// Cepstra of a take (mono, 16 kHz, ±1), mean over the take removed, 13 a frame.
[[nodiscard]] Result<std::vector<float>> cepstra_of(std::span<const float> samples);

/// Scores of one stretch, computed senone by senone as they are asked for.
class FrameScores {
 public:
  FrameScores(const SenoneModel& model, std::span<const float> cepstra);
  [[nodiscard]] int frame_count() const { return frames_; }
  /// ln likelihood in every frame, against the best Gaussian of the frame.
  [[nodiscard]] const float* of(int senone);
  /// The first cepstrum of each frame: log energy over the bands, in the front end's own unit.
  [[nodiscard]] const std::vector<float>& loudness() const { return loudness_; }

 private:
  /// The four Gaussians of a codebook's stream that fit a frame best.
  struct Best {
    std::array<std::uint8_t, 4> density{};
    std::array<float, 4> share{};  ///< likelihood, of the best one's
    float score = 0.0F;            ///< ln likelihood of the best one, against the best of all codebooks
  };
  void find_best(int frame, std::span<const float> cepstra);
  static void keep_four(Best& best, std::span<const float> scores);
  const SenoneModel& model_;
  int frames_ = 0;
  std::vector<float> loudness_;
  std::vector<Best> best_;  ///< [frame][codebook][stream]
  std::vector<std::vector<float>> columns_;
};

}  // namespace timbre::asr::detail
