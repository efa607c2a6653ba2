#include "server/api/upload.h"

#include "server/api/multipart.h"
#include "server/problem.h"

namespace timbre::server {
namespace {

class Upload : public BodySink {
 public:
  Upload(store::NewTake take, store::BlobWriter writer, const std::string& boundary,
         std::function<Response(store::NewTake)> done)
      : take_(std::move(take)), writer_(std::move(writer)), done_(std::move(done)) {
    if (boundary.empty()) return;
    form_ = std::make_unique<MultipartReader>(
        boundary, [this](std::string name) { take_.original_name = std::move(name); },
        [this](std::string_view bytes) { return writer_.write(bytes); });
  }

  Result<void> write(std::string_view bytes) override { return form_ ? form_->push(bytes) : writer_.write(bytes); }

  Response finish() override {
    if (form_ && !form_->is_whole()) return problem(400, "the form holds no whole file; choose one and send it again");
    auto blob = writer_.finish();
    if (!blob.ok()) return problem_of(blob.error());
    if (blob->size_bytes == 0) return problem(400, "the file is empty; record or choose another");
    take_.blob = std::move(blob).value();
    return done_(std::move(take_));
  }

 private:
  store::NewTake take_;
  store::BlobWriter writer_;
  std::function<Response(store::NewTake)> done_;
  std::unique_ptr<MultipartReader> form_;
};

}  // namespace

UploadHandler upload_handler(studio::TakeLibrary& library, std::function<Response(store::NewTake)> done) {
  return
      [&library, done = std::move(done)](const Request& request) -> std::variant<std::unique_ptr<BodySink>, Response> {
        store::NewTake take;
        take.id = library.new_id();
        const auto name = request.query.find("name");
        if (name != request.query.end()) take.original_name = name->second;
        auto writer = library.store().begin_upload(take.id);
        if (!writer.ok()) return problem_of(writer.error());
        return std::unique_ptr<BodySink>(std::make_unique<Upload>(std::move(take), std::move(writer).value(),
                                                                  form_boundary(request.header("content-type")), done));
      };
}

}  // namespace timbre::server
