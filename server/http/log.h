// SPDX-License-Identifier: GPL-3.0-or-later
// The program's log on standard error: sentences, and one structured line a request; as text or as
// JSON. The one door to the logging library. What comes from outside is escaped, so that a line
// stays a line.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace dragoman::http {

struct AccessRecord {
  std::string_view method;
  std::string_view target;
  int status = 0;
  std::size_t bytes = 0;  // of the body sent
  double ms = 0;
  std::string_view address;
  std::string_view id;
};

class Log {
 public:
  // `level` and `format` as in the settings log_level, log_format. `sink` receives whole lines
  // without the line end instead of standard error (tests).
  Log(const std::string& level, const std::string& format,
      std::function<void(const std::string&)> sink = nullptr);
  ~Log();
  // Thread safety: all below.
  void info(std::string_view sentence) const;
  void warn(std::string_view sentence) const;
  void error(std::string_view sentence) const;
  void access(const AccessRecord& record) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Returns the text with control characters, quotes and backslashes as JSON escapes and ill-formed
// UTF-8 as \u00XX of its bytes.
std::string escaped(std::string_view text);

}  // namespace dragoman::http
