// Rung: exact.
#include "studio/models.h"

#include "gtest/gtest.h"

#include "base/sha256.h"
#include "base/testing/memory_file_system.h"

namespace timbre::studio {
namespace {

class OneAnswer : public net::HttpClient {
 public:
  std::string body;
  int asked = 0;
  bool is_offline = false;
  std::optional<net::HttpFailure> get(const net::HttpGet&, net::HttpReceiver& receiver) override {
    ++asked;
    if (is_offline) return net::HttpFailure{{ErrorKind::Unavailable, "no such host"}};
    net::HttpHead head;
    head.status = 200;
    if (const auto taken = receiver.on_head(head); !taken.ok()) return net::HttpFailure{taken.error()};
    if (const auto taken = receiver.on_body(body); !taken.ok()) return net::HttpFailure{taken.error()};
    return std::nullopt;
  }
};

class PullModel : public ::testing::Test {
 protected:
  MemoryFileSystem disk;
  OneAnswer client;
  nn::ModelFolder folder{disk,
                         {{"a", "a.bin", "", 5, "", "https://example.org/a.bin", sha256_hex("right")},
                          {"no-sum", "b.bin", "", 5, "", "https://example.org/b.bin", ""},
                          {"custom", "c.bin", "", 0, "", "", ""}},
                         "/models"};
};

TEST_F(PullModel, FetchesWhatIsMissingOnce) {
  client.body = "right";
  const auto pulled = pull_model(folder, "a", disk, client);
  ASSERT_TRUE(pulled.ok()) << pulled.error().message;
  EXPECT_FALSE(pulled->was_there_before);
  EXPECT_EQ(disk.files["/models/a.bin"], "right");
  EXPECT_TRUE(pull_model(folder, "a", disk, client)->was_there_before);
  EXPECT_EQ(client.asked, 1);
}

TEST_F(PullModel, ReplacesWhatIsWrongAndKeepsItWhenThatFails) {
  disk.files["/models/a.bin"] = "wrong";
  client.body = "bogus";
  EXPECT_EQ(pull_model(folder, "a", disk, client).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(disk.files["/models/a.bin"], "wrong");
  client.body = "right";
  ASSERT_TRUE(pull_model(folder, "a", disk, client).ok());
  EXPECT_EQ(disk.files["/models/a.bin"], "right");
}

TEST_F(PullModel, RefusesWhatCannotBeVerified) {
  for (const char* name : {"no-sum", "custom"}) {
    const auto pulled = pull_model(folder, name, disk, client);
    EXPECT_EQ(pulled.error().kind, ErrorKind::Unavailable);
    EXPECT_NE(pulled.error().message.find("import"), std::string::npos);
  }
  EXPECT_EQ(client.asked, 0);
  EXPECT_EQ(pull_model(folder, "x", disk, client).error().kind, ErrorKind::NotFound);
}

TEST_F(PullModel, NamesTheWayWithoutANetwork) {
  client.is_offline = true;
  const auto pulled = pull_model(folder, "a", disk, client);
  EXPECT_EQ(pulled.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(pulled.error().message.find("https://example.org/a.bin"), std::string::npos);
  EXPECT_NE(pulled.error().message.find("timbre models import"), std::string::npos);
}

}  // namespace
}  // namespace timbre::studio
