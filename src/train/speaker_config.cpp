#include "train/speaker_config.h"

namespace timbre::train {
namespace {

bool read_features(const Json& json, dsp::LogMelOptions& into) {
  const FieldSetters setters{{"sample_rate_hz", number_field(into.sample_rate_hz, 8000, 48000)},
                             {"window_s", number_field(into.window_s, 0.01, 0.1)},
                             {"hop_s", number_field(into.hop_s, 0.005, 0.05)},
                             {"band_count", number_field(into.band_count, 8, 160)},
                             {"low_hz", number_field(into.low_hz, 0, 1000)},
                             {"high_hz", number_field(into.high_hz, 1000, 24000)}};
  return json.is_object() && read_fields(json, setters).ok();
}

bool read_net(const Json& json, SpeakerNetOptions& into) {
  const FieldSetters setters{{"stem_channels", number_field(into.stem_channels, 8, 4096)},
                             {"block_channels", number_field(into.block_channels, 8, 4096)},
                             {"pooled_channels", number_field(into.pooled_channels, 8, 8192)},
                             {"attention_channels", number_field(into.attention_channels, 8, 4096)},
                             {"embedding_size", number_field(into.embedding_size, 8, 1024)}};
  return json.is_object() && read_fields(json, setters).ok();
}

FieldSetters setters_of(SpeakerConfig& c) {
  return {{"name", text_field(c.name)},
          {"data", text_field(c.data)},
          {"corpora", corpora_field(c.corpora)},
          {"folder", folder_field(c.folder)},
          {"seed", number_field(c.seed, 0, 1e15)},
          {"left_out_share", number_field(c.left_out_share, 0, 0.9)},
          {"features", [&c](const Json& json) { return read_features(json, c.features); }},
          {"speeds", numbers_field(c.speeds, 0.5, 2.0)},
          {"degraded_copies", numbers_field(c.degraded_copies, 0, 20)},
          {"net", [&c](const Json& json) { return read_net(json, c.net); }},
          {"steps", number_field(c.step_count, 1, 1e8)},
          {"warm_up_steps", number_field(c.warm_up_step_count, 0, 1e8)},
          {"clips_per_step", number_field(c.clips_per_step, 2, 4096)},
          {"crop_frames", number_field(c.crop_frame_count, 20, 3000)},
          {"longest_crop_frames", number_field(c.longest_crop_frame_count, 20, 3000)},
          {"bfloat16", flag_field(c.is_bfloat16)},
          {"peak_rate", number_field(c.peak_rate, 0, 1)},
          {"weight_decay", number_field(c.weight_decay, 0, 1)},
          {"margin", number_field(c.margin, 0, 1)},
          {"scale", number_field(c.scale, 1, 100)},
          {"margin_steps", number_field(c.margin_step_count, 0, 1e8)},
          {"watch_every", number_field(c.watch_every, 1, 1e8)},
          {"threads", number_field(c.thread_count, 1, 256)}};
}

}  // namespace

Result<SpeakerConfig> parse_speaker_config(std::string_view text) {
  SpeakerConfig config;
  TRY_VOID(read_config_text(text, setters_of(config)));
  config.net.band_count = static_cast<std::int64_t>(config.features.band_count);
  if (config.corpora.empty()) return wrong_field("corpora", "is missing");
  if (config.folder.empty()) return wrong_field("folder", "is missing");
  if (config.speeds.size() != config.degraded_copies.size()) {
    return wrong_field("degraded_copies", "must have as many numbers as 'speeds'");
  }
  if (config.features.high_hz > config.features.sample_rate_hz / 2.0 ||
      config.features.hop_s > config.features.window_s) {
    return wrong_field("features", "has a band above half the rate, or a hop longer than the window");
  }
  return config;
}

Result<SpeakerConfig> read_speaker_config(FileSystem& disk, const std::filesystem::path& path) {
  return read_config(disk, path, parse_speaker_config);
}

}  // namespace timbre::train
