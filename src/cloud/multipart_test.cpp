// Exact: RFC 7578 and 2046, 5.1.1. Property: values come back whatever they hold.
#include "cloud/multipart.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre::cloud {
namespace {

std::string boundary_of(const FormBody& form) { return form.content_type.substr(form.content_type.find('=') + 1); }

TEST(Multipart, IsWhatTheStandardSays) {
  const FormBody form = multipart_form({{"input", "Hé"}, {"voice_file", "RIFF\r\n", "a\"b\r\n.wav"}});
  const std::string boundary = boundary_of(form);
  EXPECT_EQ(form.content_type, "multipart/form-data; boundary=" + boundary);
  EXPECT_LE(boundary.size(), 70U);
  EXPECT_EQ(form.bytes, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"input\"\r\n\r\nHé\r\n--" +
                            boundary +
                            "\r\nContent-Disposition: form-data; name=\"voice_file\"; filename=\"a%22b%0D%0A.wav\"\r\n"
                            "Content-Type: audio/wav\r\n\r\nRIFF\r\n\r\n--" +
                            boundary + "--\r\n");
}

TEST(Multipart, TheBoundaryIsInNoValue) {
  // the boundary of this form, put into the form: another must be taken
  const std::vector<FormField> fields{{"a", "text"}};
  const std::string first = boundary_of(multipart_form(fields));
  SeededRandom random(3);
  for (int i = 0; i < 100; ++i) {
    std::string value = first;
    for (int byte = 0; byte < 50; ++byte) value += static_cast<char>(random.next());
    const FormBody form = multipart_form({{"a", value}, {"b", first}});
    EXPECT_EQ(value.find(boundary_of(form)), std::string::npos);
    EXPECT_NE(form.bytes.find(value), std::string::npos);
  }
}

TEST(Multipart, TheSameFormIsTheSameBytes) {
  EXPECT_EQ(multipart_form({{"a", "b"}}).bytes, multipart_form({{"a", "b"}}).bytes);
}

}  // namespace
}  // namespace timbre::cloud
