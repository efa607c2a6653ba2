#include "clone/detail/piece_key.h"

#include <array>
#include <charconv>
#include <span>

#include "base/canonical_json.h"
#include "base/sha256.h"

namespace timbre::clone {
namespace {

/// The shortest text that reads back as this number.
std::string exact(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

}  // namespace

std::string reference_sha256(const Voice& voice) {
  Sha256 sum;
  sum.push("timbre reference 1\n" + std::to_string(voice.reference.format().sample_rate_hz) + "\n" +
           std::to_string(voice.reference_text.size()) + "\n" + voice.reference_text);
  for (int c = 0; c < voice.reference.format().channel_count; ++c) {
    const std::span<const float> samples = voice.reference.channel(c);
    sum.push({reinterpret_cast<const char*>(samples.data()), samples.size_bytes()});
  }
  return sum.finish_hex();
}

Result<std::string> piece_key(const std::string& piece, const Voice& voice, const std::string& reference,
                              const EngineTraits& traits, const SpeakOptions& options) {
  Json all{{"kind", "timbre piece 1"},
           {"voice", voice.id},
           {"reference", reference},
           {"prompt", voice.prompt.empty() ? "" : sha256_hex(voice.prompt)},
           {"text", piece},
           {"engine", traits.name},
           {"version", traits.version},
           {"language", options.language},
           {"speed", exact(options.speed)},
           {"pitch_st", exact(options.pitch_st)},
           {"expressiveness", exact(options.expressiveness)},
           {"pauses", exact(options.pauses)},
           {"instruction", options.instruction},
           {"seed", options.seed ? std::to_string(*options.seed) : ""}};
  if (options.fits_closely) all["fits_closely"] = true;
  TRY(const std::string text, canonical_json(all));
  return sha256_hex(text);
}

}  // namespace timbre::clone
