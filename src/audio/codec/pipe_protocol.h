#pragma once
/// The bytes between the restricted decoding process and its parent (docs/formats/decode-pipe.md).
///
///   stream := PASS | INFO (SAMP | NOTE)* END        FAIL may take the place of any frame and ends the stream
///   frame  := type (4 letters)  length (u32)  payload (length bytes)      all numbers little-endian
///
/// The parent trusts none of it: every length is bounded here, and the parse functions refuse what does not fit.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "audio/audio_format.h"
#include "audio/codec/decode_sink.h"
#include "base/result.h"

namespace timbre::audio {

inline constexpr std::uint32_t kPipeProtocolVersion = 1;

/// Four letters as they stand in the stream.
[[nodiscard]] constexpr std::uint32_t four_letters(const char (&text)[5]) {
  std::uint32_t value = 0;
  for (int i = 3; i >= 0; --i) value = value << 8U | static_cast<unsigned char>(text[i]);
  return value;
}

inline constexpr std::uint32_t kInfoFrame = four_letters("INFO");     ///< what the samples are, what the file stored
inline constexpr std::uint32_t kSamplesFrame = four_letters("SAMP");  ///< interleaved float32, whole frames, not empty
inline constexpr std::uint32_t kNoteFrame = four_letters("NOTE");     ///< UTF-8 text for the user
inline constexpr std::uint32_t kEndFrame = four_letters("END ");      ///< frame count and flags
inline constexpr std::uint32_t kFailFrame = four_letters("FAIL");     ///< error kind and message
inline constexpr std::uint32_t kPassFrame = four_letters("PASS");     ///< "not my format": only as the first frame

inline constexpr std::size_t kPipeHeaderBytes = 8;
/// One block: large enough to make the two system calls a block costs vanish, small enough for the L2 cache.
inline constexpr std::size_t kMaxBlockSamples = 65536;
inline constexpr std::size_t kMaxSamplesBytes = kMaxBlockSamples * sizeof(float);
/// Notes, messages, info: a sentence or two.
inline constexpr std::size_t kMaxTextBytes = 1000;
/// More notes than this is not a decoder talking.
inline constexpr std::size_t kMaxNoteCount = 16;

struct PipeFrameHeader {
  std::uint32_t type = 0;
  std::uint32_t length_bytes = 0;
};

/// What INFO carries.
struct PipeInfo {
  AudioFormat format;
  StoredFormat stored;
};

[[nodiscard]] std::string encode_frame(std::uint32_t type, std::string_view payload);
[[nodiscard]] std::string encode_frame_header(std::uint32_t type, std::size_t length_bytes);
[[nodiscard]] std::string encode_info(const PipeInfo& info);
[[nodiscard]] std::string encode_end(const DecodeSummary& summary);
[[nodiscard]] std::string encode_fail(const Error& error);

/// Internal with what is wrong, for a type nobody knows or a length over that type's bound.
[[nodiscard]] Result<PipeFrameHeader> parse_frame_header(std::span<const std::byte> bytes);
[[nodiscard]] Result<PipeInfo> parse_info(std::span<const std::byte> payload);
[[nodiscard]] Result<DecodeSummary> parse_end(std::span<const std::byte> payload);
/// The error that the decoder reported; Internal where the payload is not one.
[[nodiscard]] Error parse_fail(std::span<const std::byte> payload);

}  // namespace timbre::audio
