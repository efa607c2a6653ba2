/// Prints the accuracy of voice activity over the test data as a Markdown table.
///
/// usage: vad_accuracy [silero|both]     by the network instead, or by both joined; from TIMBRE_MODELS or
/// ../shared/models

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "accuracy/vad_trial.h"
#include "dsp/frame_grid.h"
#include "dsp/resample.h"
#include "dsp/stft.h"
#include "measure/joined_activity.h"
#include "measure/silero_vad.h"
#include "measure/voice_activity_detector.h"
#include "nn/testing/test_models.h"

namespace {

using timbre::accuracy::Samples;
using timbre::measure::VoiceActivity;

std::vector<timbre::TimeRange> heard_by_silero(int rate_hz, const Samples& samples) {
  const auto network = timbre::nn::test_sessions().get("silero-vad");
  const Samples heard = timbre::dsp::resample(samples, rate_hz, 16000, timbre::dsp::ResampleQuality::Analysis);
  const auto probabilities = network.ok() ? timbre::measure::silero_probabilities(heard, **network)
                                          : timbre::Result<std::vector<float>>(network.error());
  if (!probabilities.ok()) {
    std::fprintf(stderr, "vad_accuracy: %s\n", probabilities.error().message.c_str());
    std::exit(1);
  }
  return timbre::measure::silero_stretches(*probabilities, heard.size());
}

VoiceActivity by_silero(int rate_hz, const Samples& samples) {
  const std::size_t hop = timbre::dsp::FrameGrid(rate_hz).hop;
  return timbre::measure::on_grid(heard_by_silero(rate_hz, samples), static_cast<double>(hop) / rate_hz,
                                  samples.size() / hop);
}

VoiceActivity by_both(int rate_hz, const Samples& samples) {
  timbre::measure::BandLevelsMeter meter(rate_hz);
  timbre::dsp::Stft stft(rate_hz, [&](const timbre::dsp::SpectrumFrame& frame) { meter.push(frame); });
  stft.push(samples);
  stft.finish();
  const auto bands = meter.finish();
  return timbre::measure::join_activity(timbre::measure::detect_voice(bands), bands, heard_by_silero(rate_hz, samples));
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view who = count > 1 ? arguments[1] : "";
  const timbre::accuracy::Detector detector = who == "silero" ? by_silero
                                              : who == "both" ? by_both
                                                              : timbre::accuracy::own_detector;
  const auto counts = timbre::accuracy::run_vad_grid(1, detector);
  std::fputs(timbre::accuracy::vad_table(counts).c_str(), stdout);
  return 0;
}
