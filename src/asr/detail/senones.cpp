#include "asr/detail/senones.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <sphinxbase/cmd_ln.h>
#include <sphinxbase/err.h>
#include <sphinxbase/fe.h>

namespace timbre::asr::detail {
namespace {

/// Reads little-endian numbers; once past the end, everything is zero and ok() is false.
class Bytes {
 public:
  explicit Bytes(const std::string& bytes, std::size_t at = 0) : bytes_(bytes), at_(at) {}
  template <typename T>
  T take() {
    T value{};
    if (at_ + sizeof(T) > bytes_.size()) {
      ok_ = false;
      return value;
    }
    std::memcpy(&value, bytes_.data() + at_, sizeof(T));
    at_ += sizeof(T);
    return value;
  }
  template <typename T>
  std::vector<T> take_many(std::size_t count) {
    if (count > (bytes_.size() - std::min(at_, bytes_.size())) / sizeof(T)) {
      ok_ = false;
      return {};
    }
    std::vector<T> values(count);
    std::memcpy(values.data(), bytes_.data() + at_, count * sizeof(T));
    at_ += count * sizeof(T);
    return values;
  }
  std::string take_string(std::size_t count) {
    const auto letters = take_many<char>(count);
    return {letters.begin(), std::find(letters.begin(), letters.end(), '\0')};
  }
  std::string take_terminated() {
    std::string text;
    while (const char c = take<char>()) text.push_back(c);
    return text;
  }
  void align(std::size_t step) { at_ = (at_ + step - 1) / step * step; }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  const std::string& bytes_;
  std::size_t at_;
  bool ok_ = true;
};

Error broken(const char* what) {
  return {ErrorKind::Corrupt, std::string("acoustic model: the file '") + what +
                                  "' is not what pocketsphinx-en-us ships; install the package again"};
}

constexpr std::size_t kMostDensities = 256;

/// The weights are -ln of the weight in units of 1024 · ln 1.0001.
float weight_of(std::uint8_t byte) {
  static const auto all = [] {
    std::array<float, 256> weights{};
    for (std::size_t i = 0; i < weights.size(); ++i)
      weights[i] = std::exp(-1024.0F * 9.9995e-5F * static_cast<float>(i));
    return weights;
  }();
  return all[byte];
}

/// States are numbered in 16 bits.
constexpr int kMostSenones = 65535;

/// Past the text header and the byte-order number of an s3 file.
std::size_t data_of(const std::string& bytes) {
  const std::size_t end = bytes.find("endhdr\n");
  return end == std::string::npos ? bytes.size() : end + 7 + 4;
}

std::uint32_t key_of(int phone, int left, int right, int position) {
  return ((static_cast<std::uint32_t>(phone) * 64U + static_cast<std::uint32_t>(left)) * 64U +
          static_cast<std::uint32_t>(right)) *
             4U +
         static_cast<std::uint32_t>(position);
}

}  // namespace

Result<SenoneModel> SenoneModel::load(const std::filesystem::path& folder, FileSystem& disk) {
  constexpr std::uintmax_t kLimit = 64U << 20U;
  SenoneModel model;
  TRY(const std::string definition, disk.read(folder / "mdef", kLimit));
  TRY(const std::string means, disk.read(folder / "means", kLimit));
  TRY(const std::string variances, disk.read(folder / "variances", kLimit));
  TRY(const std::string weights, disk.read(folder / "sendump", kLimit));
  TRY(const std::string transitions, disk.read(folder / "transition_matrices", kLimit));
  TRY_VOID(model.read_definition(definition));
  TRY_VOID(model.read_gaussians(means, variances));
  TRY_VOID(model.read_weights(weights));
  TRY_VOID(model.read_transitions(transitions));
  return model;
}

Result<void> SenoneModel::read_definition(const std::string& bytes) {
  Bytes in(bytes);
  if (in.take_string(4) != "BMDF") return broken("mdef");
  in.take<std::int32_t>();
  in.take_string(static_cast<std::size_t>(std::max(0, in.take<std::int32_t>())));
  const auto head = in.take_many<std::int32_t>(10);
  if (head.size() < 10 || head[0] < 1 || head[0] > 63 || head[2] != kStates) return broken("mdef");
  const int phones = head[0], models = head[1], sequences = head[6], tree = head[8];
  senone_count_ = head[4];
  silence_ = head[9];
  if (senone_count_ < 1 || senone_count_ > kMostSenones || silence_ < 0 || silence_ >= phones) return broken("mdef");
  for (int i = 0; i < phones; ++i) {
    names_.push_back(in.take_terminated());
    if (names_.back().empty()) return broken("mdef");
  }
  in.align(4);
  in.take_many<std::int64_t>(static_cast<std::size_t>(std::max(0, tree)));
  struct Entry {
    std::int32_t sequence, transitions;
    std::array<std::uint8_t, 4> context;
  };
  const auto entries = in.take_many<Entry>(static_cast<std::size_t>(std::max(0, models)));
  in.take<std::int32_t>();
  const auto states = in.take_many<std::uint16_t>(static_cast<std::size_t>(std::max(0, sequences)) * kStates);
  if (!in.ok() || models < phones) return broken("mdef");
  codebook_of_senone_.assign(static_cast<std::size_t>(senone_count_), 0);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    PhoneModel model;
    model.transitions = entry.transitions;
    const bool is_alone = i < static_cast<std::size_t>(phones);
    const int base = is_alone ? static_cast<int>(i) : entry.context[1];
    if (entry.sequence < 0 || entry.sequence >= sequences || base >= phones) return broken("mdef");
    for (std::size_t s = 0; s < kStates; ++s) {
      const int senone = states[static_cast<std::size_t>(entry.sequence) * kStates + s];
      if (senone >= senone_count_) return broken("mdef");
      model.senones[s] = senone;
      codebook_of_senone_[static_cast<std::size_t>(senone)] = base;
    }
    if (is_alone) {
      alone_.push_back(model);
    } else {
      in_context_[key_of(base, entry.context[2], entry.context[3], entry.context[0])] = model;
    }
  }
  return {};
}

Result<void> SenoneModel::read_gaussians(const std::string& means, const std::string& variances) {
  Bytes in(means, data_of(means)), spread(variances, data_of(variances));
  const auto head = in.take_many<std::int32_t>(7);
  spread.take_many<std::int32_t>(7);
  if (head.size() < 7 || head[1] != kStreams || head[3] != kCepstra || head[0] < 1 || head[0] > 256 || head[2] < 4 ||
      head[2] > 256)
    return broken("means");
  codebooks_ = head[0];
  densities_ = head[2];
  const auto count = static_cast<std::size_t>(codebooks_) * kStreams * static_cast<std::size_t>(densities_);
  const auto means_as_stored = in.take_many<float>(count * kCepstra);
  const auto variances_as_stored = spread.take_many<float>(count * kCepstra);
  if (!in.ok() || !spread.ok() || codebooks_ < static_cast<int>(names_.size())) return broken("variances");
  means_.resize(count * kCepstra);
  precisions_.resize(count * kCepstra);
  constants_.resize(count);
  const auto densities = static_cast<std::size_t>(densities_);
  for (std::size_t g = 0; g < count; ++g) {
    double log_norm = 0.0;
    for (std::size_t i = 0; i < kCepstra; ++i) {
      const double variance = std::max(1e-4, static_cast<double>(variances_as_stored[g * kCepstra + i]));
      log_norm -= 0.5 * std::log(2.0 * 3.14159265358979 * variance);
      const std::size_t place = (g / densities * kCepstra + i) * densities + g % densities;
      means_[place] = means_as_stored[g * kCepstra + i];
      precisions_[place] = static_cast<float>(0.5 / variance);
    }
    constants_[g] = static_cast<float>(log_norm);
  }
  return {};
}

Result<void> SenoneModel::read_weights(const std::string& bytes) {
  Bytes in(bytes);
  for (int length = in.take<std::int32_t>(); length > 0 && in.ok(); length = in.take<std::int32_t>())
    in.take_string(static_cast<std::size_t>(length));
  const int rows = in.take<std::int32_t>(), columns = in.take<std::int32_t>();
  if (!in.ok() || rows != densities_ || columns != senone_count_) return broken("sendump");
  weights_ = in.take_many<std::uint8_t>(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns) * kStreams);
  if (!in.ok()) return broken("sendump");
  return {};
}

Result<void> SenoneModel::read_transitions(const std::string& bytes) {
  Bytes in(bytes, data_of(bytes));
  const auto head = in.take_many<std::int32_t>(4);
  if (head.size() < 4 || head[0] < 1 || head[1] != kStates || head[2] != kStates + 1)
    return broken("transition_matrices");
  transitions_ = in.take_many<float>(static_cast<std::size_t>(head[0]) * kStates * (kStates + 1));
  if (!in.ok()) return broken("transition_matrices");
  for (std::size_t row = 0; row < transitions_.size(); row += kStates + 1) {
    float sum = 0.0F;
    for (std::size_t i = 0; i <= kStates; ++i) sum += transitions_[row + i];
    for (std::size_t i = 0; i <= kStates; ++i)
      transitions_[row + i] = std::log(std::max(1e-4F, transitions_[row + i] / std::max(1e-6F, sum)));
  }
  const auto is_known = [&](const PhoneModel& model) { return model.transitions >= 0 && model.transitions < head[0]; };
  const bool all_known =
      std::all_of(alone_.begin(), alone_.end(), is_known) &&
      std::all_of(in_context_.begin(), in_context_.end(), [&](const auto& entry) { return is_known(entry.second); });
  if (!all_known) return broken("transition_matrices");
  return {};
}

int SenoneModel::phone(const std::string& name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  return found == names_.end() ? -1 : static_cast<int>(found - names_.begin());
}

PhoneModel SenoneModel::alone(int phone) const { return alone_[static_cast<std::size_t>(phone)]; }

PhoneModel SenoneModel::in_context(int phone, int left, int right, int position) const {
  for (const int place : {position, 0, 1, 2, 3}) {
    const auto found = in_context_.find(key_of(phone, left, right, place));
    if (found != in_context_.end()) return found->second;
  }
  return alone(phone);
}

float SenoneModel::stay(int transitions, int state) const {
  return transitions_[static_cast<std::size_t>((transitions * kStates + state) * (kStates + 1) + state)];
}

float SenoneModel::leave(int transitions, int state) const {
  return transitions_[static_cast<std::size_t>((transitions * kStates + state) * (kStates + 1) + state + 1)];
}

Result<std::vector<float>> cepstra_of(std::span<const float> samples) {
  err_set_logfp(nullptr);
  cmd_ln_t* config = cmd_ln_init(nullptr, fe_get_args(), 0, "-lowerf", "130", "-upperf", "6800", "-nfilt", "25",
                                 "-transform", "dct", "-lifter", "22", "-remove_silence", "no", "-dither", "no",
                                 "-remove_noise", "no", "-samprate", "16000", nullptr);
  const std::unique_ptr<cmd_ln_t, int (*)(cmd_ln_t*)> config_owner(config, cmd_ln_free_r);
  const std::unique_ptr<fe_t, int (*)(fe_t*)> front(config ? fe_init_auto_r(config) : nullptr, fe_free);
  if (!front) return Error{ErrorKind::Internal, "the front end of pocketsphinx cannot be set up"};
  std::vector<std::int16_t> spoken(samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const float x = std::isfinite(samples[i]) ? samples[i] : 0.0F;
    spoken[i] = static_cast<std::int16_t>(std::clamp(x * 32767.0F, -32768.0F, 32767.0F));
  }
  fe_start_utt(front.get());
  const std::int16_t* next = spoken.data();
  std::size_t left = spoken.size();
  std::int32_t frames = 0;
  fe_process_frames(front.get(), nullptr, &left, nullptr, &frames, nullptr);
  frames += 2;
  std::vector<float> cepstra(static_cast<std::size_t>(frames) * kCepstra);
  std::vector<mfcc_t*> rows(static_cast<std::size_t>(frames));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = cepstra.data() + i * kCepstra;
  std::int32_t got = frames;
  left = spoken.size();
  if (fe_process_frames(front.get(), &next, &left, rows.data(), &got, nullptr) < 0) got = 0;
  std::int32_t last = 0;
  if (got < frames) fe_end_utt(front.get(), rows[static_cast<std::size_t>(got)], &last);
  cepstra.resize(static_cast<std::size_t>(got + last) * kCepstra);
  std::array<double, kCepstra> mean{};
  for (std::size_t i = 0; i < cepstra.size(); ++i) mean[i % kCepstra] += cepstra[i];
  for (std::size_t i = 0; i < cepstra.size(); ++i)
    cepstra[i] -= static_cast<float>(mean[i % kCepstra] * kCepstra / static_cast<double>(cepstra.size()));
  return cepstra;
}

FrameScores::FrameScores(const SenoneModel& model, std::span<const float> cepstra)
    : model_(model),
      frames_(static_cast<int>(cepstra.size() / kCepstra)),
      columns_(static_cast<std::size_t>(model.senone_count_)) {
  best_.resize(static_cast<std::size_t>(frames_) * static_cast<std::size_t>(model.codebooks_) * kStreams);
  for (int t = 0; t < frames_; ++t) {
    loudness_.push_back(cepstra[static_cast<std::size_t>(t) * kCepstra]);
    find_best(t, cepstra);
  }
}

void FrameScores::find_best(int frame, std::span<const float> cepstra) {
  const auto row = [&](int t) {
    return cepstra.data() + static_cast<std::ptrdiff_t>(std::clamp(t, 0, frames_ - 1)) * kCepstra;
  };
  std::array<std::array<float, kCepstra>, kStreams> feature{};
  for (std::size_t i = 0; i < kCepstra; ++i) {
    feature[0][i] = row(frame)[i];
    feature[1][i] = row(frame + 2)[i] - row(frame - 2)[i];
    feature[2][i] = row(frame + 3)[i] - row(frame - 1)[i] - row(frame + 1)[i] + row(frame - 3)[i];
  }
  const auto books = static_cast<std::size_t>(model_.codebooks_) * kStreams;
  const auto densities = static_cast<std::size_t>(model_.densities_);
  Best* at = best_.data() + static_cast<std::size_t>(frame) * books;
  std::array<float, kStreams> top{-1e30F, -1e30F, -1e30F};
  std::array<float, kMostDensities> scores{};
  for (std::size_t c = 0; c < books; ++c) {
    std::copy_n(&model_.constants_[c * densities], densities, scores.begin());
    for (std::size_t i = 0; i < kCepstra; ++i) {
      const float x = feature[c % kStreams][i];
      const float* mean = &model_.means_[(c * kCepstra + i) * densities];
      const float* precision = &model_.precisions_[(c * kCepstra + i) * densities];
      for (std::size_t d = 0; d < densities; ++d) scores[d] -= (x - mean[d]) * (x - mean[d]) * precision[d];
    }
    keep_four(at[c], std::span(scores).first(densities));
    top[c % kStreams] = std::max(top[c % kStreams], at[c].score);
  }
  for (std::size_t c = 0; c < books; ++c) at[c].score -= top[c % kStreams];
}

void FrameScores::keep_four(Best& best, std::span<const float> scores) {
  best.share.fill(-1e30F);
  for (std::size_t d = 0; d < scores.size(); ++d) {
    if (scores[d] <= best.share[3]) continue;
    std::size_t place = 3;
    for (; place > 0 && best.share[place - 1] < scores[d]; --place) {
      best.share[place] = best.share[place - 1];
      best.density[place] = best.density[place - 1];
    }
    best.share[place] = scores[d];
    best.density[place] = static_cast<std::uint8_t>(d);
  }
  best.score = best.share[0];
  for (float& share : best.share) share = std::exp(share - best.score);
}

const float* FrameScores::of(int senone) {
  auto& column = columns_[static_cast<std::size_t>(senone)];
  if (!column.empty() || frames_ == 0) return column.data();
  column.resize(static_cast<std::size_t>(frames_));
  const auto codebook = static_cast<std::size_t>(model_.codebook_of_senone_[static_cast<std::size_t>(senone)]);
  const auto codebooks = static_cast<std::size_t>(model_.codebooks_);
  const auto senones = static_cast<std::size_t>(model_.senone_count_);
  const auto densities = static_cast<std::size_t>(model_.densities_);
  std::vector<float> weights(kStreams * densities);
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = weight_of(model_.weights_[i * senones + static_cast<std::size_t>(senone)]);
  for (std::size_t t = 0; t < column.size(); ++t) {
    float total = 0.0F, product = 1.0F;  // at least 4e-12 cubed
    for (std::size_t stream = 0; stream < kStreams; ++stream) {
      const Best& best = best_[(t * codebooks + codebook) * kStreams + stream];
      const float* weight = &weights[stream * densities];
      float sum = 0.0F;
      for (std::size_t i = 0; i < 4; ++i) sum += best.share[i] * weight[best.density[i]];
      total += best.score;
      product *= sum;
    }
    column[t] = total + std::log(product);
  }
  return column.data();
}

}  // namespace timbre::asr::detail
