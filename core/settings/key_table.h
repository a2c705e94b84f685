// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of keys: each setting's name, place in its struct, bounds and allowed words. File,
// environment, flags, checks and --print-config are all driven by it. Private to core/settings.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/settings/settings.h"

namespace dragoman::settings {

template <class S>
using Member = std::variant<std::string S::*, std::uint32_t S::*, std::uint64_t S::*,
                            std::vector<std::string> S::*>;

// What a text must look like beyond its type.
enum class Shape : std::uint8_t { kAny, kListen, kLogLevel, kLogFormat };

template <class S>
struct Key {
  std::string_view name;
  Member<S> member;
  std::uint64_t min = 0;
  std::uint64_t max = std::numeric_limits<std::uint32_t>::max();
  Shape shape = Shape::kAny;
  bool secret = false;  // also read from DRAGOMAN_<KEY>_FILE; printed as "***"
};

inline constexpr std::uint64_t kLongestMs = 3'600'000;

inline const std::vector<Key<ServerSettings>>& key_table(const ServerSettings*) {
  using S = ServerSettings;
  static const std::vector<Key<S>> table = {
      {"index", &S::index},
      {"listen", &S::listen, 0, 0, Shape::kListen},
      {"web", &S::web},
      {"gazetteer", &S::gazetteer},
      {"io_threads", &S::io_threads, 2, 4096},
      {"search_threads", &S::search_threads, 0, 1024},
      {"search_queue", &S::search_queue, 0, 65536},
      {"exports", &S::exports, 1, 1024},
      {"cache_bytes", &S::cache_bytes, 0, 1ull << 40},
      {"connections_per_address", &S::connections_per_address, 1, 65536},
      {"request_timeout_ms", &S::request_timeout_ms, 100, kLongestMs},
      {"keep_alive_ms", &S::keep_alive_ms, 0, kLongestMs},
      {"max_body_bytes", &S::max_body_bytes, 1024, 1u << 30},
      {"max_headers", &S::max_headers, 8, 1000},
      {"search_deadline_ms", &S::search_deadline_ms, 10, kLongestMs},
      {"drain_ms", &S::drain_ms, 0, kLongestMs},
      {"trusted_proxies", &S::trusted_proxies},
      {"log_level", &S::log_level, 0, 0, Shape::kLogLevel},
      {"log_format", &S::log_format, 0, 0, Shape::kLogFormat},
      {"metrics_key", &S::metrics_key, 0, 0, Shape::kAny, true},
  };
  return table;
}

inline const std::vector<Key<IndexerSettings>>& key_table(const IndexerSettings*) {
  using S = IndexerSettings;
  static const std::vector<Key<S>> table = {
      {"index", &S::index},
      {"gazetteer", &S::gazetteer},
      {"jobs", &S::jobs, 0, 1024},
      {"memory_bytes", &S::memory_bytes, 16ull << 20, 1ull << 46},
      {"wait_ms", &S::wait_ms, 0, kLongestMs},
      {"max_line_bytes", &S::max_line_bytes, 1024, 1ull << 40},
  };
  return table;
}

}  // namespace dragoman::settings
