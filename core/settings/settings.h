// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of both programs: built-in < file (JSON with comments) < DRAGOMAN_* environment < flags,
// into const structs. Every fault is reported at once, with file and key. Knows no paths of its own
// and opens only the file it is given.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace dragoman::settings {

struct ServerSettings {
  std::string index;                      // directory
  std::string listen = "127.0.0.1:8080";  // ADDR:PORT; port 0 = any free one
  std::string web;  // directory of the static page; empty = beside the program, "none" = no page
  std::string gazetteer;             // directory; empty = beside the program or config/gazetteer
  std::uint32_t io_threads = 256;    // connections served at once
  std::uint32_t search_threads = 0;  // searches at once; 0 = number of cores
  std::uint32_t search_queue = 64;   // searches waiting; beyond it 503
  std::uint32_t exports = 2;         // running at once; beyond it 503
  std::uint64_t cache_bytes = 64ull << 20;  // what searches found, kept for the next
  std::uint32_t connections_per_address = 64;
  std::uint32_t request_timeout_ms = 10000;  // reading one whole request, first byte to last
  std::uint32_t keep_alive_ms = 5000;
  std::uint32_t max_body_bytes = 1u << 20;
  std::uint32_t max_headers = 64;
  std::uint32_t search_deadline_ms = 5000;
  std::uint32_t drain_ms = 5000;             // SIGTERM: time given to requests under way
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For is believed
  std::string log_level = "info";
  std::string log_format = "text";  // text | json
  std::string metrics_key;          // empty = /metrics is open to 127.0.0.1 only
};

struct IndexerSettings {
  std::string index;
  std::string gazetteer;
  std::uint32_t jobs = 0;  // 0 = number of cores
  std::uint64_t memory_bytes = 1ull << 30;
  std::uint32_t wait_ms = 10000;  // for the lock
  std::uint64_t max_line_bytes = 64ull << 20;
};

// One fault: code unknown_key | wrong_type | out_of_range | unreadable | bad_json; where =
// "file.json key" or "DRAGOMAN_KEY" or "--flag".
template <class S>
struct Loaded {
  S settings;
  std::vector<Problem> faults;  // empty = good
};

using Environment = std::function<std::optional<std::string>(const std::string&)>;
using Flags = std::vector<std::pair<std::string, std::string>>;  // key → text, keys as in the file

// `file` may be empty. Secrets (metrics_key) are also read from DRAGOMAN_METRICS_KEY_FILE.
Loaded<ServerSettings> load_server_settings(const std::filesystem::path& file,
                                            const Environment& environment, const Flags& flags);
Loaded<IndexerSettings> load_indexer_settings(const std::filesystem::path& file,
                                              const Environment& environment, const Flags& flags);
// JSON text of the effective settings with secrets replaced by "***" (--print-config).
std::string print_settings(const ServerSettings& settings);
std::string print_settings(const IndexerSettings& settings);

// Names of all settings, as in the file; each is also a flag (with dashes) and an environment
// variable.
std::vector<std::string> server_setting_names();
std::vector<std::string> indexer_setting_names();

// The real process environment. An empty variable counts as not set.
Environment process_environment();

}  // namespace dragoman::settings
