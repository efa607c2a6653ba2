#pragma once
/// What somebody asks of a clone, and whether it can be asked of an engine.

#include <cstdint>
#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "clone/engine.h"

namespace timbre::studio {

struct CloneOrder {
  std::string voice;             ///< id of a voice of safety's
  std::string take;              ///< the reference clip is cut from it
  std::string text;              ///< to be said
  std::string engine;            ///< its name; empty: the first that is ready
  std::string language;          ///< of the text, ISO 639-1; empty: not said
  double speed = 1;              ///< 0.5 … 2
  double pitch_st = 0;           ///< −6 … 6
  double expressiveness = 1;     ///< 0 … 2
  double pauses = 1;             ///< 0 … 3
  std::string instruction = {};  ///< how to say it, in words
  std::optional<std::uint64_t> seed = {};
  bool fits_closely = false;  ///< the voice is learnt more closely first, once
};

/// Longest text, bytes: far beyond what the limits let through at once (safety/rate_limit.cpp).
inline constexpr std::size_t kMaxCloneTextBytes = 100'000;
inline constexpr std::size_t kMaxInstructionBytes = 2'000;
/// Largest seed: what every reader of JSON keeps exactly.
inline constexpr std::uint64_t kMaxCloneSeed = (std::uint64_t{1} << 53U) - 1;

/// From an object with "voice", "text" and, where they differ from the usual, "take", "engine", "language", "speed",
/// "pitch_st", "expressiveness", "pauses", "instruction", "seed" and "fits_closely". InvalidInput naming the
/// field: one that is missing, unknown, of the wrong type or out of its range.
[[nodiscard]] Result<CloneOrder> order_of_json(const Json& object);

/// InvalidInput where a value is out of its range.
[[nodiscard]] Result<void> check_order(const CloneOrder& order);

/// InvalidInput where an engine has no such language or does not take what was set.
[[nodiscard]] Result<void> check_order_for(const CloneOrder& order, const clone::EngineTraits& engine);

}  // namespace timbre::studio
