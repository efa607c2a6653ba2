#include "cloud/aws_credential_chain.h"

#include "cloud/aws_machine_credentials.h"

namespace timbre::cloud {
namespace {

using Kind = AwsCredentialPlan::Kind;
constexpr std::chrono::minutes kSpare{5};
constexpr std::chrono::minutes kInstanceKept{1};
constexpr std::uintmax_t kMaxTokenBytes = 64'000;

Error nothing_found() {
  return {ErrorKind::Unavailable,
          "no AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws configure`"};
}

}  // namespace

std::string aws_address(const std::string& host_start, const std::string& region) {
  const char* ending = region.starts_with("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
  return "https://" + host_start + "." + region + ending;
}

std::string find_aws_address(const AwsSurroundings& surroundings, const std::string& own, const std::string& id,
                             const std::string& host_start, const std::string& region) {
  std::string address = own;
  if (address.empty()) address = surroundings.variable("AWS_ENDPOINT_URL_" + id);
  if (address.empty()) address = surroundings.variable("AWS_ENDPOINT_URL");
  if (address.empty()) address = aws_address(host_start, region);
  while (address.ends_with('/')) address.pop_back();
  return address;
}

AwsCredentialChain::AwsCredentialChain(AwsChainOptions options, FileSystem& disk, const Clock& clock,
                                       net::HttpExchanger& exchanger)
    : options_(std::move(options)), disk_(disk), clock_(clock), exchanger_(exchanger) {}

Result<AwsCredentialPlan> AwsCredentialChain::plan() {
  TRY(const AwsProfiles profiles, read_aws_profiles(options_.surroundings, disk_));
  return plan_aws_credentials(options_.surroundings, profiles, options_.profile);
}

Result<std::string> AwsCredentialChain::region() {
  TRY(const AwsProfiles profiles, read_aws_profiles(options_.surroundings, disk_));
  return find_aws_region(options_.surroundings, profiles, options_.profile, options_.region);
}

Result<StsPlace> AwsCredentialChain::sts() {
  TRY(const std::string region, this->region());
  const std::string url = find_aws_address(options_.surroundings, options_.sts_url, "STS", "sts", region);
  return StsPlace{url + "/", region, options_.allow_plain_http};
}

Result<AwsCredentials> AwsCredentialChain::fetch(const AwsCredentialPlan& plan, const CancelToken& cancel) {
  switch (plan.kind) {
    case Kind::Keys:
      return plan.keys;
    case Kind::Role: {
      TRY(const StsPlace place, sts());
      TRY(const AwsCredentials source, fetch(*plan.source, cancel));
      return assume_role(plan.role, source, place, exchanger_, cancel);
    }
    case Kind::WebIdentity: {
      TRY(const StsPlace place, sts());
      TRY(const std::string token, disk_.read(plan.token_file, kMaxTokenBytes));
      return assume_role_with_web_identity(plan.role, token, place, exchanger_, cancel);
    }
    case Kind::Container:
      return container_credentials(options_.surroundings, disk_, exchanger_, cancel);
    case Kind::Instance:
      if (!is_on_instance()) return nothing_found();
      return instance_credentials(options_.surroundings, exchanger_, cancel);
  }
  return nothing_found();
}

Result<AwsCredentials> AwsCredentialChain::get(const CancelToken& cancel) {
  const std::lock_guard lock(fetching_);
  if (kept_ && kept_->expires && *kept_->expires > clock_.now() + kSpare) return *kept_;
  TRY(const AwsCredentialPlan plan, this->plan());
  TRY(AwsCredentials fresh, fetch(plan, cancel));
  kept_ = fresh;
  return fresh;
}

void AwsCredentialChain::forget() {
  const std::lock_guard lock(fetching_);
  kept_.reset();
}

bool AwsCredentialChain::is_on_instance() {
  const std::lock_guard lock(looking_);
  const auto now = clock_.monotonic();
  if (!instance_ || now - instance_->first > kInstanceKept) {
    instance_ = {now, has_instance_metadata(options_.surroundings, exchanger_)};
  }
  return instance_->second;
}

Result<std::string> AwsCredentialChain::where_from() {
  TRY(const AwsCredentialPlan plan, this->plan());
  switch (plan.kind) {
    case Kind::Keys:
      return plan.keys.from;
    case Kind::Role:
    case Kind::WebIdentity:
      return "the role '" + plan.role.arn + "'";
    case Kind::Container:
      return std::string("the container's credential service");
    case Kind::Instance:
      break;
  }
  if (!is_on_instance()) return nothing_found();
  return std::string("the instance's role");
}

}  // namespace timbre::cloud
