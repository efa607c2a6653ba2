#include "cloud/sagemaker_settings.h"

#include <algorithm>
#include <cctype>

#include "cloud/json_fields.h"
#include "cloud/s3_objects.h"
#include "net/url.h"

namespace timbre::cloud {
namespace {

constexpr double kMostMinutes = 12 * 60;

/// SageMaker's own rule: letters, digits and '-', 63 at most.
bool is_endpoint_name(const std::string& name) {
  return name.size() <= 63 &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
}

bool is_prefix(const std::string& text) {
  return text.size() <= 200 && !text.starts_with('/') && std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.' || c == '/';
         });
}

Result<void> check_address(const std::string& url, bool allow_plain_http, const std::string& field) {
  if (url.empty()) return {};
  const Result<void> allowed = allow_plain_http ? net::check_url_or_plain_http(url) : net::check_url(url);
  if (!allowed.ok()) return Error{ErrorKind::InvalidInput, field + ": " + allowed.error().message};
  return {};
}

}  // namespace

Result<SagemakerSettings> parse_sagemaker_settings(const Json& section, const std::string& where) {
  JsonFields fields(section, where);
  SagemakerSettings settings;
  settings.endpoint = fields.text("endpoint");
  settings.bucket = fields.text("bucket");
  settings.region = fields.text_or("region", "");
  settings.profile = fields.text_or("profile", "");
  settings.input_prefix = fields.text_or("input_prefix", settings.input_prefix);
  settings.give_up_minutes = fields.number_or("give_up_minutes", settings.give_up_minutes, 1, kMostMinutes);
  settings.runtime_url = fields.text_or("runtime_url", "");
  settings.s3_url = fields.text_or("s3_url", "");
  settings.sts_url = fields.text_or("sts_url", "");
  settings.allow_plain_http = fields.flag_or("allow_plain_http", false);
  TRY_VOID(fields.done());
  const auto wrong = [&](const char* what) { return Error{ErrorKind::InvalidInput, where + what}; };
  if (!is_endpoint_name(settings.endpoint)) return wrong(".endpoint is no endpoint's name: letters, digits and '-'");
  if (!is_bucket_name(settings.bucket)) return wrong(".bucket is no bucket's name: without s3:// and without folders");
  if (!is_prefix(settings.input_prefix)) return wrong(".input_prefix must be a folder such as \"input/\"");
  if (!settings.input_prefix.empty() && !settings.input_prefix.ends_with('/')) settings.input_prefix += '/';
  TRY_VOID(check_address(settings.runtime_url, settings.allow_plain_http, where + ".runtime_url"));
  TRY_VOID(check_address(settings.s3_url, settings.allow_plain_http, where + ".s3_url"));
  TRY_VOID(check_address(settings.sts_url, settings.allow_plain_http, where + ".sts_url"));
  return settings;
}

}  // namespace timbre::cloud
