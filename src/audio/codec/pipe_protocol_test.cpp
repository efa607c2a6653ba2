#include "audio/codec/pipe_protocol.h"

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::audio {
namespace {

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

PipeInfo example_info() {
  PipeInfo info;
  info.format = {44100, 2};
  info.stored = {"flac", "flac", 44100, 2, 24, false, false, "stereo"};
  return info;
}

TEST(PipeProtocol, CarriesInfoThereAndBack) {
  const auto back = parse_info(bytes_of(encode_info(example_info())));
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(back->format, (AudioFormat{44100, 2}));
  EXPECT_EQ(back->stored.container, "flac");
  EXPECT_EQ(back->stored.codec, "flac");
  EXPECT_EQ(back->stored.channel_layout, "stereo");
  EXPECT_EQ(back->stored.bit_depth, 24);
  EXPECT_FALSE(back->stored.is_float);
  EXPECT_FALSE(back->stored.is_lossy);
  PipeInfo lossy = example_info();
  lossy.stored.bit_depth.reset();
  lossy.stored.is_lossy = true;
  const auto lossy_back = parse_info(bytes_of(encode_info(lossy)));
  ASSERT_TRUE(lossy_back.ok());
  EXPECT_FALSE(lossy_back->stored.bit_depth.has_value());
  EXPECT_TRUE(lossy_back->stored.is_lossy);
}

TEST(PipeProtocol, CarriesEndAndFailThereAndBack) {
  const auto end = parse_end(bytes_of(encode_end({123456789012ULL, true, false})));
  ASSERT_TRUE(end.ok());
  EXPECT_EQ(end->frame_count, 123456789012ULL);
  EXPECT_TRUE(end->is_truncated);
  const Error error = parse_fail(bytes_of(encode_fail({ErrorKind::Corrupt, "bad \n header"})));
  EXPECT_EQ(error.kind, ErrorKind::Corrupt);
  EXPECT_EQ(error.message, "bad \\n header");
}

TEST(PipeProtocol, RefusesEveryShortenedOrLengthenedPayload) {
  const std::string info = encode_info(example_info());
  for (std::size_t size = 0; size < info.size(); ++size) {
    EXPECT_FALSE(parse_info(bytes_of(info.substr(0, size))).ok()) << size;
  }
  EXPECT_FALSE(parse_info(bytes_of(info + "x")).ok());
  EXPECT_FALSE(parse_end(bytes_of(encode_end({}) + "x")).ok());
  EXPECT_FALSE(parse_end({}).ok());
  EXPECT_EQ(parse_fail({}).kind, ErrorKind::Internal);
}

TEST(PipeProtocol, RefusesUnknownTypesAndOversizedFrames) {
  const auto head = [](std::uint32_t type, std::size_t length) {
    return parse_frame_header(bytes_of(encode_frame_header(type, length)));
  };
  EXPECT_TRUE(head(kSamplesFrame, kMaxSamplesBytes).ok());
  EXPECT_FALSE(head(kSamplesFrame, kMaxSamplesBytes + 1).ok());
  EXPECT_FALSE(head(kNoteFrame, 0xFFFFFFFF).ok());
  EXPECT_FALSE(head(kPassFrame, 1).ok());
  EXPECT_FALSE(head(four_letters("EVIL"), 0).ok());
  EXPECT_NE(head(kNoteFrame, 5000).error().message.find("5000 bytes"), std::string::npos);
}

TEST(PipeProtocol, RefusesFormatsOutsideTheLimits) {
  PipeInfo info = example_info();
  info.format = {44100, 9};
  EXPECT_FALSE(parse_info(bytes_of(encode_info(info))).ok());
  info.format = {-1, 1};
  EXPECT_FALSE(parse_info(bytes_of(encode_info(info))).ok());
}

// Rung: property. Random bytes give a value or an error, and never a format that the rest cannot handle.
TEST(PipeProtocol, SurvivesRandomBytes) {
  SeededRandom random(7);
  const std::string good = encode_info(example_info());
  for (int i = 0; i < 100'000; ++i) {
    std::string bytes = good;
    for (int k = 0; k < 3; ++k) bytes[random.next() % bytes.size()] = static_cast<char>(random.next());
    const auto info = parse_info(bytes_of(bytes));
    if (info.ok()) {
      ASSERT_TRUE(check_format(info->format).ok());
    } else {
      ASSERT_FALSE(info.error().message.empty());
    }
  }
}

TEST(PipeProtocol, SpellsItsFrameTypes) {
  EXPECT_EQ(encode_frame(kSamplesFrame, "abcd"), std::string("SAMP\x04\x00\x00\x00"
                                                             "abcd",
                                                             12));
  EXPECT_EQ(encode_frame(kPassFrame, {}), std::string("PASS\0\0\0\0", 8));
}

}  // namespace
}  // namespace timbre::audio
