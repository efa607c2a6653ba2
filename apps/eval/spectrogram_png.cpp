#include "spectrogram_png.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "dsp/stft.h"
#include "zlib.h"

namespace timbre::app {
namespace {

constexpr int kRateHz = 16000;
constexpr std::size_t kRows = 128;
constexpr double kRangeDb = 70.0;
constexpr double kFloor = 1e-12;

/// From silence to the loudest: the stops of the product's own spectrogram (web/src/take/colour_ramp.ts), dark.
constexpr std::array<std::array<int, 3>, 7> kStops{{{0x10, 0x10, 0x14},
                                                    {0x2b, 0x17, 0x4f},
                                                    {0x6a, 0x2a, 0x7c},
                                                    {0xb2, 0x3c, 0x78},
                                                    {0xee, 0x62, 0x60},
                                                    {0xfd, 0xab, 0x70},
                                                    {0xfc, 0xf5, 0xcb}}};

std::string palette() {
  std::string colours;
  for (int i = 0; i < 256; ++i) {
    const double place = i / 255.0 * (kStops.size() - 1);
    const auto k = std::min(static_cast<std::size_t>(place), kStops.size() - 2);
    const double share = place - static_cast<double>(k);
    for (std::size_t c = 0; c < 3; ++c) {
      colours.push_back(
          static_cast<char>(std::lround(kStops.at(k).at(c) * (1.0 - share) + kStops.at(k + 1).at(c) * share)));
    }
  }
  return colours;
}

/// Levels in dB, column by column, the lowest row first.
std::vector<double> levels_db(std::span<const float> samples) {
  std::vector<double> levels;
  dsp::Stft stft(kRateHz, [&](const dsp::SpectrumFrame& frame) {
    const std::size_t bins = (frame.power.size() - 1) / kRows;
    for (std::size_t row = 0; row < kRows; ++row) {
      double sum = kFloor;
      for (std::size_t k = 0; k < bins; ++k) sum += frame.power[row * bins + k];
      levels.push_back(10.0 * std::log10(sum));
    }
  });
  stft.push(samples);
  stft.finish();
  return levels;
}

void append_number(std::string& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>((value >> shift) & 0xFFU));
}

const Bytef* bytes_of(const std::string& text) { return reinterpret_cast<const Bytef*>(text.data()); }

void append_chunk(std::string& png, const std::string& kind, const std::string& data) {
  append_number(png, static_cast<std::uint32_t>(data.size()));
  const std::string body = kind + data;
  png += body;
  append_number(png, static_cast<std::uint32_t>(::crc32(0, bytes_of(body), static_cast<uInt>(body.size()))));
}

std::string deflated(const std::string& raw) {
  uLongf size = ::compressBound(raw.size());
  std::string packed(size, '\0');
  ::compress2(reinterpret_cast<Bytef*>(packed.data()), &size, bytes_of(raw), raw.size(), Z_BEST_COMPRESSION);
  packed.resize(size);
  return packed;
}

}  // namespace

std::string spectrogram_png(std::span<const float> samples_16k) {
  auto levels = levels_db(samples_16k);
  if (levels.empty()) levels.assign(kRows, 10.0 * std::log10(kFloor));
  const std::size_t columns = levels.size() / kRows;
  const double top_db = std::max(-60.0, *std::max_element(levels.begin(), levels.end()));
  std::string rows;
  for (std::size_t y = 0; y < kRows; ++y) {
    rows.push_back(0);  // no filter
    for (std::size_t x = 0; x < columns; ++x) {
      const double share = 1.0 + (levels[x * kRows + kRows - 1 - y] - top_db) / kRangeDb;
      rows.push_back(static_cast<char>(std::lround(255.0 * std::clamp(share, 0.0, 1.0))));
    }
  }
  std::string head;
  append_number(head, static_cast<std::uint32_t>(columns));
  append_number(head, kRows);
  head += std::string("\x08\x03\x00\x00\x00", 5);  // 8 bits, palette, deflate, no filter method, not interlaced
  std::string png = "\x89PNG\r\n\x1A\n";
  append_chunk(png, "IHDR", head);
  append_chunk(png, "PLTE", palette());
  append_chunk(png, "IDAT", deflated(rows));
  append_chunk(png, "IEND", "");
  return png;
}

}  // namespace timbre::app
