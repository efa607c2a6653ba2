// fill_store FOLDER COUNT: a data folder with so many judged takes, for what must stay quick when there are many.
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/clock.h"
#include "base/file_system.h"
#include "store/take_store.h"

namespace {

using timbre::Result;
using timbre::store::Judgement;
using timbre::store::TakeStore;

constexpr std::array<const char*, 3> kVerdicts{"keep", "review", "reject"};
constexpr std::array<const char*, 4> kLabels{"clear,good pace", "noisy", "monotone,slow", "expressive,smooth"};

std::string id_of(int number) {
  std::string digits = std::to_string(number);
  return "00000000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

/// A tenth of a second of 16-bit silence at 8 kHz.
std::string wav() {
  std::string file("RIFF\x64\x06\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\x40\x06\0\0", 44);
  return file + std::string(1600, '\0');
}

Result<void> fill(TakeStore& store, int count) {
  TRY(auto writer, store.begin_upload(id_of(0)));
  TRY_VOID(writer.write(wav()));
  TRY(const auto blob, writer.finish());
  TRY_VOID(store.database().execute("PRAGMA synchronous = OFF"));
  for (int i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    TRY([[maybe_unused]] const auto take,
        store.add({id_of(i), "Take " + std::to_string(i), "take.wav", "", 1'700'000'000'000 + i * 60'000LL, blob}));
    const double score = 30.0 + (i * 37 % 700) / 10.0;
    const Judgement judgement{"0.1.0",
                              R"({"version":1,"verdict":"keep","measures":{}})",
                              kVerdicts[at % kVerdicts.size()],
                              1 + i % 5,
                              score,
                              score,
                              score,
                              kLabels[at % kLabels.size()],
                              10.0 + i % 30,
                              48000};
    TRY_VOID(store.set_words(
        id_of(i), {"pocketsphinx", R"({"words":[]})",
                   "the words of take number " + std::to_string(i) + " go on like this", std::nullopt, judgement}));
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  int count = 0;
  const std::string number = argc == 3 ? argv[2] : "";
  std::from_chars(number.data(), number.data() + number.size(), count);
  if (count <= 0) {
    std::fputs("usage: fill_store FOLDER COUNT\n", stderr);
    return 2;
  }
  timbre::PosixFileSystem disk;
  const timbre::SystemClock clock;
  const auto store = TakeStore::open(argv[1], disk, clock);
  const auto filled = store.ok() ? fill(**store, count) : Result<void>(store.error());
  if (filled.ok()) return 0;
  std::fprintf(stderr, "fill_store: %s\n", filled.error().message.c_str());
  return 1;
}
