#pragma once
/// Errors as values.
///
/// A function that can fail on what the world gives it returns Result<T>. A failure is an Error: one of a short,
/// closed list of kinds and a message that says what went wrong, where (file or field, value, limit) and what the
/// user can change. Asserts are for our own bugs and cannot be reached from input.

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace timbre {

/// Closed list. The comment is the exit code of `timbre` for it.
enum class ErrorKind {
  InvalidInput,  ///< the input is not what it must be (3)
  NotFound,      ///< no such file, take, voice … (3)
  Unsupported,   ///< well formed, but not a thing we handle (3)
  Denied,        ///< the operating system or a rule says no (3)
  Unavailable,   ///< something needed is missing or busy (4)
  Cancelled,     ///< the user stopped it (130)
  Corrupt,       ///< stored data does not verify (3)
  Internal,      ///< our own fault (5)
};

/// The kind as a stable lower-case word, for JSON and logs.
[[nodiscard]] const char* to_string(ErrorKind kind);

/// What went wrong. Cheap to move, compared by kind in tests.
struct Error {
  ErrorKind kind = ErrorKind::Internal;
  std::string message;
  std::int64_t retry_after_s = 0;  ///< above 0 with Unavailable: asked for too often, works again after so many seconds
};

/// A value or an Error, never both. Move-friendly; `value()` on an error is our own bug.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] T& value() & {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }
  [[nodiscard]] T* operator->() { return &value(); }

  [[nodiscard]] const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] const Error& error() const {
    assert(!ok());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace timbre

#define TIMBRE_CONCAT_INNER(a, b) a##b
#define TIMBRE_CONCAT(a, b) TIMBRE_CONCAT_INNER(a, b)
#define TIMBRE_TRY_INNER(temporary, declaration, expression)      \
  auto temporary = (expression);                                  \
  if (!temporary.ok()) return ::timbre::Error(temporary.error()); \
  declaration = std::move(temporary).value()

/// TRY(auto x, f()): x is f()'s value, or the enclosing function returns f()'s error.
#define TRY(declaration, expression) TIMBRE_TRY_INNER(TIMBRE_CONCAT(try_result_, __LINE__), declaration, expression)

/// TRY_VOID(f()): go on, or return f()'s error.
#define TRY_VOID(expression)                                          \
  do {                                                                \
    auto try_result = (expression);                                   \
    if (!try_result.ok()) return ::timbre::Error(try_result.error()); \
  } while (false)
