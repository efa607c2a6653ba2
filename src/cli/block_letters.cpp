#include "cli/block_letters.h"

namespace timbre::cli {
namespace {

struct Letter {
  char letter;
  std::string_view top;
  std::string_view bottom;
};

constexpr std::array<Letter, 10> kLetters{{
    {'C', "█▀▀", "█▄▄"},
    {'E', "█▀▀", "██▄"},
    {'I', "█", "█"},
    {'J', "  █", "█▄█"},
    {'K', "█▄▀", "█ █"},
    {'P', "█▀█", "█▀▀"},
    {'R', "█▀█", "█▀▄"},
    {'T', "▀█▀", " █ "},
    {'V', "█ █", "▀▄▀"},
    {'W', "█ █ █", "▀▄▀▄▀"},
}};

}  // namespace

std::array<std::string, 2> block_letters(std::string_view word) {
  std::array<std::string, 2> rows;
  for (const char c : word) {
    for (const auto& shape : kLetters) {
      if (shape.letter != c) continue;
      rows[0] += (rows[0].empty() ? "" : " ") + std::string(shape.top);
      rows[1] += (rows[1].empty() ? "" : " ") + std::string(shape.bottom);
    }
  }
  return rows;
}

}  // namespace timbre::cli
