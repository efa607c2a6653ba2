#include "train/flite_speech.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <flite/flite.h>
#include <memory>

extern "C" {
cst_voice* register_cmu_us_slt(const char*);
cst_voice* register_cmu_us_rms(const char*);
cst_voice* register_cmu_us_awb(const char*);
cst_voice* register_cmu_us_kal16(const char*);
}

namespace timbre::train {
namespace {

constexpr std::array<std::string_view, 4> kVoices{"slt", "rms", "awb", "kal16"};

cst_voice* find_voice(std::string_view name) {
  static const bool is_ready = flite_init() >= 0;
  if (!is_ready) return nullptr;
  if (name == "slt") return register_cmu_us_slt(nullptr);
  if (name == "rms") return register_cmu_us_rms(nullptr);
  if (name == "awb") return register_cmu_us_awb(nullptr);
  return name == "kal16" ? register_cmu_us_kal16(nullptr) : nullptr;
}

struct DeleteUtterance {
  void operator()(cst_utterance* utterance) const { delete_utterance(utterance); }
};

/// Numbers syllables, words and tokens in the order in which their sounds come by.
class SegmentReader {
 public:
  FliteSegment read(const cst_item* item, double end_s) {
    FliteSegment segment;
    segment.label = item_feat_string(item, "name");
    segment.range = {end_s_, std::max(end_s_, end_s)};
    end_s_ = segment.range.end_s;
    const cst_item* inside = item_as(item, "SylStructure");
    const cst_item* syllable = inside == nullptr ? nullptr : item_parent(inside);
    const cst_item* word = syllable == nullptr ? nullptr : item_parent(syllable);
    const cst_item* in_token = word == nullptr ? nullptr : item_as(word, "Token");
    if (in_token == nullptr) return segment;
    segment.syllable = number(syllable, syllable_, syllable_count_);
    segment.word = number(word, word_, word_count_);
    segment.token = number(item_parent(in_token), token_, token_count_);
    segment.is_stressed = item_feat_int(syllable, "stress") == 1;
    segment.is_suffix = item_feat_string(word, "name")[0] == '\'';
    return segment;
  }

 private:
  static std::size_t number(const cst_item* item, const cst_item*& last, std::size_t& count) {
    if (item != last) ++count;
    last = item;
    return count - 1;
  }

  double end_s_ = 0.0;
  const cst_item* syllable_ = nullptr;
  const cst_item* word_ = nullptr;
  const cst_item* token_ = nullptr;
  std::size_t syllable_count_ = 0;
  std::size_t word_count_ = 0;
  std::size_t token_count_ = 0;
};

/// The noise that the voices breathe with is drawn by rand(), which would go on from one sentence to the next: every
/// sentence gets a beginning of its own (FNV-1a of what is said), so that it sounds the same whatever was said before.
void seed_noise(const std::string& text) {
  std::uint32_t sum = 2166136261U;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
  std::srand(sum);  // NOLINT(cert-msc32-c,cert-msc51-cpp): not for secrets, and meant to repeat
}

/// A diphone voice's sound ends in the middle of the last pause: there is no time after the last sample.
std::vector<FliteSegment> segments_of(cst_utterance* utterance, double duration_s) {
  std::vector<FliteSegment> segments;
  SegmentReader reader;
  for (const cst_item* item = relation_head(utt_relation(utterance, "Segment")); item != nullptr;
       item = item_next(item)) {
    const double end_s = item_next(item) == nullptr ? duration_s : item_feat_float(item, "end");
    segments.push_back(reader.read(item, std::min(end_s, duration_s)));
  }
  return segments;
}

}  // namespace

std::span<const std::string_view> flite_voices() { return kVoices; }

Result<FliteSpeech> say_with_flite(std::string_view voice, const std::string& text, double stretch) {
  cst_voice* found = find_voice(voice);
  if (found == nullptr) {
    return Error{ErrorKind::NotFound,
                 "flite has no voice '" + std::string(voice) + "'; those there are: slt, rms, awb, kal16"};
  }
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 126U; })) {
    return Error{ErrorKind::InvalidInput, "flite reads ASCII, and this is not: '" + text + "'"};
  }
  feat_set_float(found->features, "duration_stretch", static_cast<float>(stretch));
  seed_noise(text);
  const std::unique_ptr<cst_utterance, DeleteUtterance> utterance(flite_synth_text(text.c_str(), found));
  const cst_wave* wave = utterance == nullptr ? nullptr : utt_wave(utterance.get());
  if (wave == nullptr || wave->num_samples <= 0 || wave->sample_rate != kFliteRateHz || wave->num_channels != 1) {
    return Error{ErrorKind::InvalidInput, "flite makes no 16 kHz sound of '" + text + "'; leave it out"};
  }
  FliteSpeech speech;
  speech.samples.resize(static_cast<std::size_t>(wave->num_samples));
  std::transform(wave->samples, wave->samples + wave->num_samples, speech.samples.begin(),
                 [](short sample) { return static_cast<float>(sample) / 32768.0F; });
  speech.segments = segments_of(utterance.get(), static_cast<double>(wave->num_samples) / kFliteRateHz);
  const bool has_word = std::any_of(speech.segments.begin(), speech.segments.end(),
                                    [](const FliteSegment& segment) { return segment.token != kNoFliteToken; });
  if (!has_word) return Error{ErrorKind::InvalidInput, "flite finds no word in '" + text + "'; leave it out"};
  return speech;
}

}  // namespace timbre::train
