#include "train/speaker_config.h"

#include <functional>
#include <map>

#include "base/json.h"

namespace timbre::train {
namespace {

constexpr std::uintmax_t kLimitBytes = 1U << 20U;

using Setter = std::function<bool(const Json&)>;
using Setters = std::map<std::string, Setter>;

Error wrong(const std::string& key, const std::string& why) {
  return {ErrorKind::InvalidInput, "'" + key + "' in the training's config " + why + "; see docs/training.md"};
}

/// A setter for a number within [low, high].
template <typename T>
Setter number(T& into, double low, double high) {
  return [&into, low, high](const Json& json) {
    if (!json.is_number() || json.get<double>() < low || json.get<double>() > high) return false;
    into = json.get<T>();
    return true;
  };
}

template <typename T>
Setter numbers(std::vector<T>& into, double low, double high) {
  return [&into, low, high](const Json& json) {
    if (!json.is_array() || json.empty()) return false;
    into.clear();
    for (const auto& one : json) {
      T value{};
      if (!number(value, low, high)(one)) return false;
      into.push_back(value);
    }
    return true;
  };
}

Result<void> read_fields(const Json& json, const Setters& setters) {
  for (const auto& [key, value] : json.items()) {
    const auto setter = setters.find(key);
    if (setter == setters.end()) return wrong(key, "is not known");
    if (!setter->second(value)) return wrong(key, "is " + value.dump().substr(0, 80) + ", of the wrong kind or range");
  }
  return {};
}

bool read_corpora(const Json& json, std::vector<CorpusPlace>& into) {
  if (!json.is_array() || json.empty()) return false;
  for (const auto& one : json) {
    if (!one.is_object() || one.size() != 2 || !one.contains("manifest") || !one.contains("folder")) return false;
    if (!one["manifest"].is_string() || !one["folder"].is_string()) return false;
    into.push_back({one["manifest"].get<std::string>(), one["folder"].get<std::string>()});
  }
  return true;
}

bool read_features(const Json& json, dsp::LogMelOptions& into) {
  const Setters setters{{"sample_rate_hz", number(into.sample_rate_hz, 8000, 48000)},
                        {"window_s", number(into.window_s, 0.01, 0.1)},
                        {"hop_s", number(into.hop_s, 0.005, 0.05)},
                        {"band_count", number(into.band_count, 8, 160)},
                        {"low_hz", number(into.low_hz, 0, 1000)},
                        {"high_hz", number(into.high_hz, 1000, 24000)}};
  return json.is_object() && read_fields(json, setters).ok();
}

bool read_net(const Json& json, SpeakerNetOptions& into) {
  const Setters setters{{"stem_channels", number(into.stem_channels, 8, 4096)},
                        {"block_channels", number(into.block_channels, 8, 4096)},
                        {"pooled_channels", number(into.pooled_channels, 8, 8192)},
                        {"attention_channels", number(into.attention_channels, 8, 4096)},
                        {"embedding_size", number(into.embedding_size, 8, 1024)}};
  return json.is_object() && read_fields(json, setters).ok();
}

Setters setters_of(SpeakerConfig& c) {
  return {{"corpora", [&c](const Json& json) { return read_corpora(json, c.corpora); }},
          {"folder",
           [&c](const Json& json) {
             if (!json.is_string()) return false;
             c.folder = json.get<std::string>();
             return true;
           }},
          {"seed", number(c.seed, 0, 1e15)},
          {"left_out_share", number(c.left_out_share, 0, 0.9)},
          {"features", [&c](const Json& json) { return read_features(json, c.features); }},
          {"net", [&c](const Json& json) { return read_net(json, c.net); }},
          {"speeds", numbers(c.speeds, 0.5, 2.0)},
          {"degraded_copies", numbers(c.degraded_copies, 0, 20)},
          {"steps", number(c.step_count, 1, 1e8)},
          {"warm_up_steps", number(c.warm_up_step_count, 0, 1e8)},
          {"clips_per_step", number(c.clips_per_step, 2, 4096)},
          {"crop_frames", number(c.crop_frame_count, 20, 3000)},
          {"longest_crop_frames", number(c.longest_crop_frame_count, 20, 3000)},
          {"bfloat16",
           [&c](const Json& json) {
             if (!json.is_boolean()) return false;
             c.is_bfloat16 = json.get<bool>();
             return true;
           }},
          {"peak_rate", number(c.peak_rate, 0, 1)},
          {"weight_decay", number(c.weight_decay, 0, 1)},
          {"margin", number(c.margin, 0, 1)},
          {"scale", number(c.scale, 1, 100)},
          {"margin_steps", number(c.margin_step_count, 0, 1e8)},
          {"watch_every", number(c.watch_every, 1, 1e8)},
          {"threads", number(c.thread_count, 1, 256)}};
}

}  // namespace

Result<SpeakerConfig> parse_speaker_config(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return Error{ErrorKind::InvalidInput, "the training's config is no JSON object"};
  SpeakerConfig config;
  TRY_VOID(read_fields(json, setters_of(config)));
  config.net.band_count = static_cast<std::int64_t>(config.features.band_count);
  if (config.corpora.empty()) return wrong("corpora", "is missing");
  if (config.folder.empty()) return wrong("folder", "is missing");
  if (config.speeds.size() != config.degraded_copies.size()) {
    return wrong("degraded_copies", "must have as many numbers as 'speeds'");
  }
  if (config.features.high_hz > config.features.sample_rate_hz / 2.0 ||
      config.features.hop_s > config.features.window_s) {
    return wrong("features", "has a band above half the rate, or a hop longer than the window");
  }
  return config;
}

Result<SpeakerConfig> read_speaker_config(FileSystem& disk, const std::filesystem::path& path) {
  TRY(const std::string text, disk.read(path, kLimitBytes));
  auto config = parse_speaker_config(text);
  if (!config.ok()) return Error{config.error().kind, path.string() + ": " + config.error().message};
  return config;
}

}  // namespace timbre::train
