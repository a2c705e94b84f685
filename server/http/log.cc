// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that includes the logging library (it is slow to compile). Knows no HTTP but the
// record's fields.
#include "server/http/log.h"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <mutex>

#include "core/text/utf8.h"

namespace dragoman::http {

namespace {

class LineSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit LineSink(std::function<void(const std::string&)> take) : take_(std::move(take)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    std::string text(line.data(), line.size());
    while (!text.empty() && text.back() == '\n') text.pop_back();
    take_(text);
  }
  void flush_() override {}

  std::function<void(const std::string&)> take_;
};

}  // namespace

struct Log::State {
  std::shared_ptr<spdlog::logger> logger;
  bool json = false;

  void write(spdlog::level::level_enum level, std::string_view sentence) const {
    if (json) {
      logger->log(level, "\"message\":\"{}\"", escaped(sentence));
    } else {
      logger->log(level, "{}", escaped(sentence));
    }
  }
};

Log::Log(const std::string& level, const std::string& format,
         std::function<void(const std::string&)> sink)
    : state_(std::make_unique<State>()) {
  spdlog::sink_ptr target = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  if (sink) target = std::make_shared<LineSink>(std::move(sink));
  state_->logger = std::make_shared<spdlog::logger>("dragoman", std::move(target));
  state_->json = format == "json";
  state_->logger->set_level(spdlog::level::from_str(level));
  state_->logger->set_pattern(state_->json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})"
                                           : "%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                              spdlog::pattern_time_type::utc);
  state_->logger->flush_on(spdlog::level::info);
}

Log::~Log() = default;

void Log::info(std::string_view sentence) const { state_->write(spdlog::level::info, sentence); }
void Log::warn(std::string_view sentence) const { state_->write(spdlog::level::warn, sentence); }
void Log::error(std::string_view sentence) const { state_->write(spdlog::level::err, sentence); }

void Log::access(const AccessRecord& r) const {
  const auto level = r.status >= 500 ? spdlog::level::warn : spdlog::level::info;
  if (!state_->logger->should_log(level)) return;
  const char* const layout =
      state_->json
          ? R"("method":"{}","target":"{}","status":{},"bytes":{},"ms":{:.2f},"address":"{}","id":"{}")"
          : R"(method={} target="{}" status={} bytes={} ms={:.2f} address={} id={})";
  state_->logger->log(level, fmt::runtime(layout), escaped(r.method), escaped(r.target), r.status,
                      r.bytes, r.ms, escaped(r.address), escaped(r.id));
}

std::string escaped(std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const bool valid = text::is_valid_utf8(text);
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !valid)) {
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace dragoman::http
