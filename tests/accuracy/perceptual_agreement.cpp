/// Prints how the perceptual score and the acoustic score agree over graded damage to real clips, as Markdown tables.
///
/// usage: perceptual_agreement [clips per folder, default 2]     TIMBRE_TESTDATA, TIMBRE_MODELS

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include "accuracy/material.h"
#include "base/parallel.h"
#include "base/testing/temporary_folder.h"
#include "base/testing/test_data.h"
#include "dsp/convolution.h"
#include "dsp/resample.h"
#include "measure/networks.h"
#include "nn/testing/test_models.h"
#include "score/score_take.h"

namespace timbre::accuracy {
namespace {

constexpr double kClipS = 10.0;

/// One kind of damage: the clip at a step, 0 being the clip as it is.
struct Damage {
  std::string name;
  std::vector<std::string> steps;
  std::function<Samples(const Clip&, std::size_t step)> apply;
};

struct Point {
  std::string damage;
  std::size_t step = 0;
  std::size_t clip = 0;
  double acoustic = 0.0;
  measure::PredictedOpinion heard;
};

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<double> out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const double other : values) out[i] += other < values[i] ? 1.0 : other == values[i] ? 0.5 : 0.0;
  }
  return out;
}

double pearson(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
  const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xy = 0.0, xx = 0.0, yy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mean_x) * (y[i] - mean_y);
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
  }
  return xx > 0.0 && yy > 0.0 ? xy / std::sqrt(xx * yy) : 0.0;
}

double spearman(const std::vector<double>& x, const std::vector<double>& y) { return pearson(ranks(x), ranks(y)); }

Samples noisy(const Clip& clip, double snr_db) {
  static const Clip noise = read_clip(test_data_folder() / "noise/noise3.wav");
  return mixed_at(clip.samples, noise_for(noise, clip.rate_hz, clip.samples.size(), 7),
                  active_level_dbfs(clip.samples, clip.rate_hz), snr_db);
}

/// Dry sound and `wet` times the room, the loudest moment of the response in place, at the clip's own level.
Samples in_room(const Clip& clip, double wet) {
  static const Clip rir = read_clip(test_data_folder() / "rir/rir2.wav");
  const Samples response = dsp::resample(rir.samples, rir.rate_hz, clip.rate_hz);
  const auto peak =
      std::max_element(response.begin(), response.end(), [](float a, float b) { return std::abs(a) < std::abs(b); });
  Samples out(clip.samples.size());
  const auto reverberant = dsp::convolve(clip.samples, response);
  const auto delay = static_cast<std::size_t>(peak - response.begin());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const float room = reverberant[i + delay] / std::abs(*peak);
    out[i] = static_cast<float>((1.0 - wet) * clip.samples[i] + wet * room);
  }
  const double gain_db = active_level_dbfs(clip.samples, clip.rate_hz) - active_level_dbfs(out, clip.rate_hz);
  return scaled(std::move(out), gain_db);
}

Samples clipped(const Clip& clip, double share_percent) {
  Samples sorted = clip.samples;
  for (float& x : sorted) x = std::abs(x);
  const auto rank = static_cast<std::ptrdiff_t>((1.0 - share_percent / 100.0) * static_cast<double>(sorted.size() - 1));
  std::nth_element(sorted.begin(), sorted.begin() + rank, sorted.end());
  const float ceiling = sorted[static_cast<std::size_t>(rank)];
  Samples out = clip.samples;
  for (float& x : out) x = std::clamp(x / ceiling, -1.0F, 1.0F);  // as a preamplifier turned up too far
  return out;
}

Samples band_limited(const Clip& clip, int rate_hz) {
  Samples out = dsp::resample(dsp::resample(clip.samples, clip.rate_hz, rate_hz), rate_hz, clip.rate_hz);
  out.resize(clip.samples.size(), 0.0F);
  return out;
}

Samples coded(const Clip& clip, const std::string& bit_rate) {
  const TemporaryFolder folder;
  const std::string raw = (folder.path() / "in.raw").string();
  const std::string ogg = (folder.path() / "out.ogg").string();
  std::ofstream(raw, std::ios::binary)
      .write(reinterpret_cast<const char*>(clip.samples.data()), std::ssize(clip.samples) * 4);
  const std::string command = "ffmpeg -v error -f f32le -ar " + std::to_string(clip.rate_hz) + " -ac 1 -i " + raw +
                              " -c:a libopus -b:a " + bit_rate + " " + ogg;
  if (std::system(command.c_str()) != 0) return {};
  const Clip back = read_clip(ogg);
  Samples out = dsp::resample(back.samples, back.rate_hz, clip.rate_hz);
  out.resize(clip.samples.size(), 0.0F);
  return out;
}

std::vector<Damage> damages() {
  const std::vector<double> snrs{30, 20, 15, 10, 5, 0};
  const std::vector<double> wets{0.25, 0.5, 0.75, 1.0};
  const std::vector<double> shares{0.1, 0.5, 2, 5, 15};
  const std::vector<int> rates{16000, 12000, 8000, 6000, 4000};
  const std::vector<std::string> bits{"32k", "16k", "10k", "6k"};
  const auto named = [](const auto& values, const char* unit) {
    std::vector<std::string> names;
    for (const auto value : values) {
      char text[32];
      std::snprintf(text, sizeof text, "%g%s", static_cast<double>(value), unit);
      names.emplace_back(text);
    }
    return names;
  };
  return {
      {"noise", named(snrs, " dB SNR"), [=](const Clip& c, std::size_t i) { return noisy(c, snrs[i]); }},
      {"reverberation", named(wets, " wet"), [=](const Clip& c, std::size_t i) { return in_room(c, wets[i]); }},
      {"clipping", named(shares, " %"), [=](const Clip& c, std::size_t i) { return clipped(c, shares[i]); }},
      {"band limit", named(rates, " Hz rate"), [=](const Clip& c, std::size_t i) { return band_limited(c, rates[i]); }},
      {"Opus", bits, [=](const Clip& c, std::size_t i) { return coded(c, bits[i]); }}};
}

std::vector<Clip> clips_of(std::size_t per_folder) {
  std::vector<Clip> chosen;
  for (const char* corpus : {"librivox", "ljspeech", "kerstin", "vctk", "librispeech/2033", "librispeech/3080"}) {
    std::size_t taken = 0;
    for (Clip& clip : read_clips(std::string("speech/") + corpus)) {
      const auto needed = static_cast<std::size_t>(kClipS * clip.rate_hz);
      if (taken == per_folder || clip.samples.size() < needed / 2) continue;
      clip.samples.resize(std::min(clip.samples.size(), needed));
      chosen.push_back(std::move(clip));
      ++taken;
    }
  }
  return chosen;
}

Point judged(const Clip& clip, const Samples& samples, const measure::Networks& networks) {
  score::ScoreOptions options;
  options.networks = &networks;
  const auto card = score::score_take({clip.rate_hz, samples}, std::nullopt, options);
  Point point;
  if (!card.ok() || !card->perceptual) {
    std::fprintf(stderr, "perceptual_agreement: %s: %s\n", clip.name.c_str(),
                 card.ok() ? card->perceptual_why.c_str() : card.error().message.c_str());
    std::exit(1);
  }
  point.acoustic = card->acoustic.score.value_or(0.0);
  point.heard = *card->perceptual;
  return point;
}

std::vector<Point> judge_all(const std::vector<Clip>& clips, const std::vector<Damage>& kinds,
                             const measure::Networks& networks) {
  std::vector<std::function<Point()>> work;
  for (std::size_t c = 0; c < clips.size(); ++c) {
    const auto add = [&](const std::string& name, std::size_t step, std::function<Samples()> make) {
      work.push_back([&clips, &networks, c, name, step, make = std::move(make)] {
        Point point = judged(clips[c], make(), networks);
        point.damage = name;
        point.step = step;
        point.clip = c;
        return point;
      });
    };
    add("none", 0, [&clips, c] { return clips[c].samples; });
    for (const Damage& kind : kinds) {
      for (std::size_t i = 0; i < kind.steps.size(); ++i) {
        add(kind.name, i + 1, [&clips, &kind, c, i] { return kind.apply(clips[c], i); });
      }
    }
  }
  std::vector<Point> points(work.size());
  parallel_for(work.size(), 0, [&](std::size_t i) { points[i] = work[i](); });
  return points;
}

/// The damage's own points and the undamaged clips.
std::vector<Point> with_clean(const std::vector<Point>& all, const std::string& damage) {
  std::vector<Point> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out),
               [&](const Point& p) { return p.damage == damage || p.damage == "none"; });
  return out;
}

double correlation(const std::vector<Point>& points,
                   double (*how)(const std::vector<double>&, const std::vector<double>&)) {
  std::vector<double> acoustic;
  std::vector<double> mos;
  for (const Point& point : points) {
    acoustic.push_back(point.acoustic);
    mos.push_back(point.heard.mos);
  }
  return how(acoustic, mos);
}

/// Spearman's within each clip, averaged: whether one take's versions are put in the same order.
double within_clips(const std::vector<Point>& points, std::size_t clip_count) {
  double sum = 0.0;
  for (std::size_t c = 0; c < clip_count; ++c) {
    std::vector<Point> own;
    std::copy_if(points.begin(), points.end(), std::back_inserter(own), [&](const Point& p) { return p.clip == c; });
    sum += correlation(own, spearman);
  }
  return sum / static_cast<double>(clip_count);
}

void print_agreement(const std::vector<Point>& points, const std::vector<Damage>& kinds, std::size_t clip_count) {
  std::printf("| damage | takes | Spearman | Pearson | Spearman within a clip, mean |\n|---|---|---|---|---|\n");
  const auto row = [&](const std::string& name, const std::vector<Point>& of) {
    std::printf("| %s | %zu | %.2f | %.2f | %.2f |\n", name.c_str(), of.size(), correlation(of, spearman),
                correlation(of, pearson), within_clips(of, clip_count));
  };
  for (const Damage& kind : kinds) row(kind.name, with_clean(points, kind.name));
  row("**all**", points);
}

void print_means(const std::vector<Point>& points, const std::vector<Damage>& kinds) {
  std::printf("\n| damage | step | acoustic | OVRL | SIG | BAK | P.808 |\n|---|---|---|---|---|---|---|\n");
  const auto row = [&](const std::string& name, std::size_t step, const std::string& step_name) {
    double count = 0.0, acoustic = 0.0, mos = 0.0, sig = 0.0, bak = 0.0, p808 = 0.0;
    for (const Point& p : points) {
      if (p.damage != name || p.step != step) continue;
      count += 1.0;
      acoustic += p.acoustic;
      mos += p.heard.mos;
      sig += p.heard.sig.value_or(0.0);
      bak += p.heard.bak.value_or(0.0);
      p808 += p.heard.p808.value_or(0.0);
    }
    std::printf("| %s | %s | %.1f | %.2f | %.2f | %.2f | %.2f |\n", name.c_str(), step_name.c_str(), acoustic / count,
                mos / count, sig / count, bak / count, p808 / count);
  };
  row("none", 0, "");
  for (const Damage& kind : kinds) {
    for (std::size_t i = 0; i < kind.steps.size(); ++i) row(kind.name, i + 1, kind.steps[i]);
  }
}

}  // namespace
}  // namespace timbre::accuracy

int main(int count, char** arguments) {
  using namespace timbre::accuracy;
  const auto per_folder = static_cast<std::size_t>(count > 1 ? std::max(1, std::atoi(arguments[1])) : 2);
  timbre::measure::Networks networks;
  networks.dnsmos = timbre::measure::open_networks(timbre::nn::test_sessions()).dnsmos;
  const auto clips = clips_of(per_folder);
  const auto kinds = damages();
  if (clips.empty()) {
    std::fprintf(stderr, "perceptual_agreement: no test data; set TIMBRE_TESTDATA\n");
    return 1;
  }
  const auto points = judge_all(clips, kinds, networks);
  print_agreement(points, kinds, clips.size());
  print_means(points, kinds);
  return 0;
}
