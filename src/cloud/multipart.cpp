#include "cloud/multipart.h"

#include <algorithm>

#include "base/sha256.h"

namespace timbre::cloud {
namespace {

std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '"') {
      out += "%22";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else {
      out += c;
    }
  }
  return out;
}

std::string boundary_for(const std::vector<FormField>& fields) {
  std::string seed;
  for (const FormField& field : fields) seed += sha256_hex(field.value);
  for (;;) {
    seed = sha256_hex(seed);
    std::string boundary = "timbre-" + seed.substr(0, 32);
    const bool occurs = std::ranges::any_of(
        fields, [&](const FormField& field) { return field.value.find(boundary) != std::string::npos; });
    if (!occurs) return boundary;
  }
}

}  // namespace

FormBody multipart_form(const std::vector<FormField>& fields) {
  const std::string boundary = boundary_for(fields);
  FormBody body{.content_type = "multipart/form-data; boundary=" + boundary, .bytes = {}};
  for (const FormField& field : fields) {
    body.bytes += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + escaped(field.name) + "\"";
    if (!field.file_name.empty()) {
      body.bytes += "; filename=\"" + escaped(field.file_name) + "\"\r\nContent-Type: audio/wav";
    }
    body.bytes += "\r\n\r\n" + field.value + "\r\n";
  }
  body.bytes += "--" + boundary + "--\r\n";
  return body;
}

}  // namespace timbre::cloud
