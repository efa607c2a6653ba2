// Rung: exact. Takes of a revoked voice go for good, others stay.
#include "studio/revoked_takes.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/temporary_folder.h"
#include "base/uuid.h"

namespace timbre::studio {
namespace {

TEST(RevokedTakes, OfTheVoiceGoOthersStay) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  FakeClock clock;
  SeededRandom random(3);
  const auto takes = store::TakeStore::open(folder.path(), disk, clock).value();
  const auto database = store::SafetyDatabase::open(folder.path(), disk, clock).value();
  store::ConsentStore consents(*database);
  const auto add = [&](const std::string& bytes) {
    auto writer = takes->begin_upload(make_uuid(clock, random)).value();
    EXPECT_TRUE(writer.write(bytes).ok());
    store::NewTake take;
    take.id = make_uuid(clock, random);
    take.blob = writer.finish().value();
    return takes->add(take).value().summary;
  };
  const auto of_voice = add("one");
  const auto in_trash = add("two");
  const auto other = add("three");
  ASSERT_TRUE(takes->move_to_trash(in_trash.id, std::nullopt).ok());
  ASSERT_TRUE(consents.add_voice({"voice", "Ada", 1, {}}).ok());
  for (const std::string& id : {of_voice.id, in_trash.id, std::string("gone already")})
    ASSERT_TRUE(consents.add_reference("voice", id).ok());

  EXPECT_EQ(delete_revoked_takes(*takes, consents).value(), 0u);
  ASSERT_TRUE(consents.revoke_voice("voice", 2).ok());
  EXPECT_EQ(delete_revoked_takes(*takes, consents).value(), 2u);

  EXPECT_EQ(takes->get(of_voice.id).error().kind, ErrorKind::NotFound);
  EXPECT_EQ(takes->get(in_trash.id).error().kind, ErrorKind::NotFound);
  EXPECT_TRUE(takes->get(other.id).ok());
  EXPECT_FALSE(std::filesystem::exists(takes->audio_path(of_voice.blob.sha256).value()));
  EXPECT_TRUE(consents.pending_deletions().value().empty());
}

}  // namespace
}  // namespace timbre::studio
