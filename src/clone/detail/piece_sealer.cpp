#include "clone/detail/piece_sealer.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

#include "base/key_derivation.h"

namespace timbre::clone {
namespace {

// Changes with the form below, so that older pieces are made anew.
constexpr std::string_view kLabel = "timbre sealed piece 1";
constexpr std::size_t kHeadBytes = 4;

static_assert(std::endian::native == std::endian::little, "samples are kept as the machine has them");

Error corrupt() { return {ErrorKind::Corrupt, "a kept piece is not whole; it is made anew"}; }

}  // namespace

Synthesizer::Sealer::Sealer(const safety::WatermarkKey& key, Random& random) : random_(random) {
  const auto derived = derive_key(key.bytes, {}, kLabel, key_.bytes.size());
  std::copy(derived.begin(), derived.end(), key_.bytes.begin());
}

/// Rate as 32 bits, then the samples as 32-bit floats, all little-endian.
Result<std::string> Synthesizer::Sealer::seal(const std::string& key, const RawSpeech& speech) const {
  const auto samples = speech.audio_.channel(0);
  const auto rate_hz = static_cast<std::uint32_t>(speech.audio_.format().sample_rate_hz);
  std::string plain(kHeadBytes + samples.size_bytes(), '\0');
  std::memcpy(plain.data(), &rate_hz, kHeadBytes);
  std::memcpy(plain.data() + kHeadBytes, samples.data(), samples.size_bytes());
  return timbre::seal(key_, std::string(kLabel) + key, plain, random_);
}

Result<RawSpeech> Synthesizer::Sealer::open(const std::string& key, const std::string& sealed) const {
  TRY(const std::string plain, open_sealed(key_, std::string(kLabel) + key, sealed));
  if (plain.size() <= kHeadBytes || (plain.size() - kHeadBytes) % sizeof(float) != 0) return corrupt();
  std::uint32_t rate_hz = 0;
  std::memcpy(&rate_hz, plain.data(), kHeadBytes);
  if (!audio::check_format({static_cast<int>(rate_hz), 1}).ok()) return corrupt();
  std::vector<float> samples((plain.size() - kHeadBytes) / sizeof(float));
  std::memcpy(samples.data(), plain.data() + kHeadBytes, plain.size() - kHeadBytes);
  return RawSpeech(audio::AudioBuffer(static_cast<int>(rate_hz), std::move(samples)));
}

}  // namespace timbre::clone
