#pragma once
/// A file on its way in: straight from the socket to the disk, as a plain body or as a form.

#include <functional>

#include "server/router.h"
#include "studio/take_library.h"

namespace timbre::server {

/// For a body that is the file itself (any type; its name in the query, `name`) or a form (multipart/form-data, RFC
/// 7578) whose first part with a file name is the file. `done` is called when the file is safe on the disk and makes
/// the answer. An empty file is refused.
[[nodiscard]] UploadHandler upload_handler(studio::TakeLibrary& library, std::function<Response(store::NewTake)> done);

}  // namespace timbre::server
