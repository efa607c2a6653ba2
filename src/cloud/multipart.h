#pragma once
/// multipart/form-data (RFC 7578).

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace timbre::cloud {

struct FormField {
  std::string name;
  std::string value;           ///< any bytes
  std::string file_name = {};  ///< empty: a plain field
};

struct FormBody {
  std::string content_type;  ///< with the boundary
  std::string bytes;
};

/// The boundary follows from the content and occurs in no value. Quotes and line ends in names are escaped as HTML's
/// forms do it ("\"" as %22, CR as %0D, LF as %0A). A file is sent as audio/wav.
[[nodiscard]] FormBody multipart_form(const std::vector<FormField>& fields);

}  // namespace timbre::cloud
