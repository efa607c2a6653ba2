#include "voice/acoustic_model.h"

#include <algorithm>
#include <cmath>

#include "voice/network_file.h"
#include "voice/phone_rows.h"
#include "voice/vocoder_input.h"

namespace timbre::voice {
namespace {

constexpr std::size_t kProsodyValues = 3;  // given by one network and taken by the next

Error not_ours(const nn::OnnxSession& network) {
  return {ErrorKind::Corrupt, "'" + network.name() + "' is no acoustic model of this Timbre; install its models again"};
}

/// The last length of the input `name`; 0 where there is none.
std::size_t input_size(const nn::OnnxSession& network, const char* name) {
  for (const nn::TensorPlace& place : network.inputs()) {
    if (place.name == name && place.shape.size() == 3 && place.shape[2] > 0) {
      return static_cast<std::size_t>(place.shape[2]);
    }
  }
  return 0;
}

nn::Tensor tensor_of(std::vector<float> values, std::size_t rows) {
  const std::size_t width = values.size() / rows;
  return {{1, static_cast<std::int64_t>(rows), static_cast<std::int64_t>(width)}, std::move(values)};
}

/// [count × width] numbers, all of them finite.
Result<std::vector<float>> ask(const nn::OnnxSession& network, std::vector<float> rows, std::size_t count,
                               std::span<const float> speaker, std::size_t width) {
  const std::vector<nn::NamedTensor> inputs{{"rows", tensor_of(std::move(rows), count)},
                                            {"speaker", tensor_of({speaker.begin(), speaker.end()}, 1)}};
  TRY(const auto outputs, network.run(inputs));
  const std::vector<float>* values = outputs.empty() ? nullptr : outputs.front().tensor.floats();
  const bool is_whole = values != nullptr && values->size() == count * width &&
                        std::all_of(values->begin(), values->end(), [](float value) { return std::isfinite(value); });
  if (!is_whole) return not_ours(network);
  return *values;
}

std::size_t sum_of(std::span<const std::size_t> counts) {
  std::size_t sum = 0;
  for (const std::size_t count : counts) sum += count;
  return sum;
}

}  // namespace

Result<std::shared_ptr<const AcousticModel>> AcousticModel::open(const std::filesystem::path& folder,
                                                                 FileSystem& disk) {
  const auto path = folder / "acoustic.json";
  TRY(const Json json, read_card(path, disk));
  TRY(AcousticCard card, acoustic_card_of(json, path));
  Networks networks;
  TRY(networks.phones, open_network(folder / "acoustic-phones.onnx", card.phones_sha256, card.name, disk));
  TRY(networks.prosody, open_network(folder / "acoustic-prosody.onnx", card.prosody_sha256, card.name, disk));
  TRY(networks.mel, open_network(folder / "acoustic-mel.onnx", card.mel_sha256, card.name, disk));
  return make(std::move(networks), std::move(card));
}

Result<std::shared_ptr<const AcousticModel>> AcousticModel::make(Networks networks, AcousticCard card) {
  const std::size_t speaker_size = input_size(*networks.phones, "speaker");
  const std::size_t frame_size = card.encoded + kFramePlaces;
  const auto fits = [speaker_size](const nn::OnnxSession& network, std::size_t rows) {
    return speaker_size > 0 && input_size(network, "rows") == rows && input_size(network, "speaker") == speaker_size;
  };
  if (!fits(*networks.phones, kPhoneInputs)) return not_ours(*networks.phones);
  if (!fits(*networks.prosody, frame_size)) return not_ours(*networks.prosody);
  if (!fits(*networks.mel, frame_size + kProsodyValues)) return not_ours(*networks.mel);
  return std::shared_ptr<const AcousticModel>(new AcousticModel(std::move(networks), std::move(card), speaker_size));
}

AcousticModel::AcousticModel(Networks networks, AcousticCard card, std::size_t speaker_size)
    : networks_(std::move(networks)), card_(std::move(card)), speaker_size_(speaker_size) {}

Result<EncodedPhones> AcousticModel::encode(std::span<const phones::Phone> phones,
                                            std::span<const float> speaker) const {
  if (phones.empty()) return Error{ErrorKind::InvalidInput, "there are no phones to be said"};
  if (speaker.size() != speaker_size_) {
    return Error{ErrorKind::InvalidInput, "the voice is described by " + std::to_string(speaker.size()) +
                                              " numbers and '" + card_.name + "' takes " +
                                              std::to_string(speaker_size_) + "; take it from its clip again"};
  }
  const std::size_t width = card_.encoded + 1;
  TRY(const auto values, ask(*networks_.phones, phone_rows(phones), phones.size(), speaker, width));
  EncodedPhones encoded;
  for (std::size_t i = 0; i < phones.size(); ++i) {
    const auto row = values.begin() + static_cast<std::ptrdiff_t>(i * width);
    encoded.values.insert(encoded.values.end(), row, row + static_cast<std::ptrdiff_t>(card_.encoded));
    const float log_frames = std::min(row[static_cast<std::ptrdiff_t>(card_.encoded)], 20.0F);  // exp() stays finite
    encoded.frames.push_back(std::clamp(std::exp(log_frames) - 1.0F, 0.0F, kLongestPhoneFrames));
  }
  return encoded;
}

std::vector<float> AcousticModel::frame_rows(const EncodedPhones& phones, std::span<const std::size_t> counts,
                                             std::size_t row_size) const {
  std::vector<float> rows(sum_of(counts) * row_size, 0.0F);
  float* row = rows.data();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (std::size_t f = 0; f < counts[i]; ++f, row += row_size) {
      std::copy_n(phones.values.data() + i * card_.encoded, card_.encoded, row);
      write_frame_place(f, counts[i], row + card_.encoded);
    }
  }
  return rows;
}

Result<Prosody> AcousticModel::prosody(const EncodedPhones& phones, std::span<const std::size_t> counts,
                                       std::span<const float> speaker) const {
  const std::size_t frames = sum_of(counts);
  if (frames == 0) return Error{ErrorKind::InvalidInput, "the phones last no time at all"};
  auto rows = frame_rows(phones, counts, card_.encoded + kFramePlaces);
  TRY(const auto values, ask(*networks_.prosody, std::move(rows), frames, speaker, kProsodyValues));
  Prosody prosody;
  for (std::size_t f = 0; f < frames; ++f) {
    prosody.f0.push_back(values[f * kProsodyValues]);
    prosody.voiced.push_back(values[f * kProsodyValues + 1] > 0.0F);
    prosody.energy.push_back(values[f * kProsodyValues + 2]);
  }
  return prosody;
}

Result<std::vector<float>> AcousticModel::mels(const EncodedPhones& phones, std::span<const std::size_t> counts,
                                               const Prosody& prosody, std::span<const float> speaker) const {
  const std::size_t frames = sum_of(counts);
  const std::size_t places = card_.encoded + kFramePlaces;
  const std::size_t row_size = places + kProsodyValues;
  auto rows = frame_rows(phones, counts, row_size);
  for (std::size_t f = 0; f < frames; ++f) {
    float* into = rows.data() + f * row_size + places;
    into[0] = vocoder_log_f0(std::exp(prosody.f0[f]));
    into[1] = prosody.voiced[f] ? 1.0F : 0.0F;
    into[2] = prosody.energy[f];
  }
  TRY(auto mels, ask(*networks_.mel, std::move(rows), frames, speaker, kMelBands));
  for (float& value : mels) value = value * kMelSpread - kMelShift;
  return mels;
}

}  // namespace timbre::voice
