// Rung: exact (what is written is read), property (a speaker in one split).
#include "eval/manifest.h"

#include "gtest/gtest.h"

namespace timbre::eval {
namespace {

Utterance utterance(std::string speaker, std::string split) {
  return {"a/b.wav", std::string(64, '0'), "corpus", std::move(speaker), std::move(split), "CC0-1.0", 16000, 1.5, ""};
}

TEST(Manifest, ReadsWhatItWrites) {
  Utterance with_text = utterance("s2", "held_out");
  with_text.text = "zwei \"Wörter\"";
  with_text.word_confidences = {0.25, 1.0};
  const std::string text = manifest_text({utterance("s1", "train"), with_text});
  const auto read = parse_manifest(text);
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[1].text, with_text.text);
  EXPECT_EQ((*read)[1].word_confidences, with_text.word_confidences);
  EXPECT_EQ(manifest_text(*read), text);
}

TEST(Manifest, RefusesASpeakerInTwoSplits) {
  const auto read = parse_manifest(manifest_text({utterance("s1", "train"), utterance("s1", "dev")}));
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().message.find("line 2"), std::string::npos);
  EXPECT_NE(read.error().message.find("'s1' is in 'train' and in 'dev'"), std::string::npos);
}

TEST(Manifest, NamesTheLineAndTheField) {
  const auto missing = parse_manifest(manifest_text({utterance("s1", "train")}) + "{\"file\": \"x\"}\n");
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().message.find("line 2 of the manifest: no text 'sha256'"), std::string::npos);
  std::string unsure = manifest_text({utterance("s1", "train")});
  unsure.insert(1, R"("word_confidences":["high"],)");
  EXPECT_NE(parse_manifest(unsure).error().message.find("'word_confidences'"), std::string::npos);
  EXPECT_FALSE(parse_manifest("nonsense\n").ok());
  EXPECT_FALSE(parse_manifest(manifest_text({utterance("s1", "test")})).ok());
  EXPECT_TRUE(parse_manifest("")->empty());
}

}  // namespace
}  // namespace timbre::eval
