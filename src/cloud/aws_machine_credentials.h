#pragma once
/// Credentials that the machine itself is given: a container's (ECS, EKS, "Container credential provider" of the AWS
/// SDKs reference) and an instance's (IMDSv2, EC2 User Guide).

#include <string>

#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"
#include "cloud/aws_credentials.h"
#include "cloud/aws_surroundings.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

/// Whether the surroundings name a container's credentials.
[[nodiscard]] bool has_container_credentials(const AwsSurroundings& surroundings);

/// Denied where the address named is neither https nor this machine nor one of AWS's own.
[[nodiscard]] Result<AwsCredentials> container_credentials(const AwsSurroundings& surroundings, FileSystem& disk,
                                                           net::HttpExchanger& exchanger, const CancelToken& cancel);

/// Whether there is an instance's metadata service: at most a second. Not asked where AWS_EC2_METADATA_DISABLED is
/// true.
[[nodiscard]] bool has_instance_metadata(const AwsSurroundings& surroundings, net::HttpExchanger& exchanger);
[[nodiscard]] Result<AwsCredentials> instance_credentials(const AwsSurroundings& surroundings,
                                                          net::HttpExchanger& exchanger, const CancelToken& cancel);

}  // namespace timbre::cloud
