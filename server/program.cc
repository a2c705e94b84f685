// SPDX-License-Identifier: GPL-3.0-or-later
// Wires the parts together in the order they depend on each other. Standard output gets one line,
// the address; everything else is the log on standard error.
#include "server/program.h"

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

#include "core/entities/gazetteer.h"
#include "core/entities/recognizer.h"
#include "core/settings/program_files.h"
#include "server/http/health_probe.h"
#include "server/http/responder.h"
#include "server/http/routes.h"
#include "server/http/server.h"
#include "server/search/search_service.h"

namespace dragoman::server {
namespace {

using settings::ServerSettings;

constexpr int kHealthTimeoutMs = 3000;
constexpr std::chrono::milliseconds kRefreshInterval{500};
// The value of `web` that means "no page".
constexpr char kNoPage[] = "none";

void print_fault(const Problem& problem) {
  std::fprintf(stderr, "dragoman-server: %s: %s (%s)\n", problem.where.c_str(),
               problem.message.c_str(), problem.code.c_str());
}

http::ServerOptions server_options(const ServerSettings& settings) {
  http::ServerOptions options;
  options.address = http::parse_listen_address(settings.listen).value_or(options.address);
  options.io_threads = settings.io_threads;
  options.connections_per_address = settings.connections_per_address;
  options.request_timeout = std::chrono::milliseconds(settings.request_timeout_ms);
  options.keep_alive = std::chrono::milliseconds(settings.keep_alive_ms);
  options.drain = std::chrono::milliseconds(settings.drain_ms);
  options.limits.max_headers = settings.max_headers;
  options.limits.max_body_bytes = settings.max_body_bytes;
  options.trusted_proxies = settings.trusted_proxies;
  return options;
}

std::size_t search_threads(const ServerSettings& settings) {
  if (settings.search_threads > 0) return settings.search_threads;
  return std::max(1u, std::thread::hardware_concurrency());
}

// Says what SearchService::refresh() returned; an index that was refused is a warning.
void log_refresh(const http::Log& log, const std::string& sentence) {
  for (const char* code : {"wrong_version", "damaged_index", "unreadable"}) {
    if (sentence.rfind(code, 0) == 0) return log.warn(sentence);
  }
  log.info(sentence);
}

// Looks for a new state of the index now and then, until destroyed.
class Refresher {
 public:
  Refresher(search::SearchService& service, const http::Log& log)
      : service_(service), log_(log), thread_([this] { run(); }) {}
  ~Refresher() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, kRefreshInterval, [this] { return stopping_; })) {
      const std::string sentence = service_.refresh();
      if (!sentence.empty()) log_refresh(log_, sentence);
    }
  }

  search::SearchService& service_;
  const http::Log& log_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

// Blocks SIGTERM and SIGINT in every thread started later and turns them into one call. A signal
// handler could not do that safely.
class StopSignal {
 public:
  StopSignal() {
    ::signal(SIGPIPE, SIG_IGN);
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  void start(std::function<void(int)> stop) {
    thread_ = std::thread([this, stop] {
      int number = 0;
      while (sigwait(&set_, &number) == 0) {
        // join() wakes the thread with SIGUSR1; anyone else may send one too, which means nothing.
        if (ending_) return;
        if (number != SIGUSR1) stop(number);
      }
    });
  }
  ~StopSignal() { join(); }

  // Ends the calls of `stop`: afterwards what it uses may go. The signals stay blocked.
  void join() {
    if (!thread_.joinable()) return;
    ending_ = true;
    pthread_kill(thread_.native_handle(), SIGUSR1);
    thread_.join();
  }

 private:
  sigset_t set_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

// Returns nullopt when a fault was printed.
std::optional<http::StaticFiles> load_files(const ServerSettings& settings, const http::Log& log) {
  http::StaticFiles files;
  const std::filesystem::path web =
      settings.web.empty() ? settings::shipped_path("web") : std::filesystem::path(settings.web);
  if (settings.web != kNoPage && !web.empty()) {
    Result<http::StaticFiles> loaded = http::StaticFiles::load(web);
    if (!loaded) {
      print_fault(loaded.problem());
      return std::nullopt;
    }
    files = std::move(*loaded);
  } else if (settings.web != kNoPage) {
    log.warn("no page found beside the program; serving the API only");
  }
  const std::filesystem::path openapi = settings::shipped_path("docs/openapi.json");
  if (!openapi.empty()) {
    const Result<bool> added = files.add_file("openapi.json", openapi);
    if (!added) log.warn("the description of the API cannot be read: " + added.problem().message);
  }
  return files;
}

std::optional<entities::Gazetteer> load_gazetteer(const ServerSettings& settings) {
  const std::filesystem::path directory = settings.gazetteer.empty()
                                              ? settings::shipped_path("config/gazetteer")
                                              : std::filesystem::path(settings.gazetteer);
  if (directory.empty()) {
    print_fault(
        {"unreadable", "no gazetteer found beside the program; name its directory", "gazetteer"});
    return std::nullopt;
  }
  std::vector<Problem> faults;
  Result<entities::Gazetteer> gazetteer = entities::Gazetteer::load(directory, &faults);
  if (gazetteer) return std::move(*gazetteer);
  if (faults.empty()) faults.push_back(gazetteer.problem());
  for (const Problem& fault : faults) print_fault(fault);
  return std::nullopt;
}

// Requires: the server listens.
void announce(const ServerSettings& settings, std::uint16_t port) {
  http::ListenAddress address =
      http::parse_listen_address(settings.listen).value_or(http::ListenAddress{});
  address.port = port;
  std::printf("listening on http://%s\n", http::format_address(address).c_str());
  std::fflush(stdout);
}

int serve(const ServerSettings& settings) {
  if (settings.index.empty()) {
    print_fault({"missing", "name the directory of the index", "--index"});
    return 1;
  }
  StopSignal signals;
  const http::Log log(settings.log_level, settings.log_format);
  const std::optional<entities::Gazetteer> gazetteer = load_gazetteer(settings);
  if (!gazetteer) return 1;
  const std::optional<http::StaticFiles> files = load_files(settings, log);
  if (!files) return 1;

  const entities::Recognizer recognizer(*gazetteer);
  search::QueryLimits limits;
  limits.deadline_ms = settings.search_deadline_ms;
  limits.cache_bytes = settings.cache_bytes;
  search::SearchService service(settings.index, recognizer, limits);
  const std::string sentence = service.refresh();
  log_refresh(log, sentence.empty() ? "there is no index in " + settings.index + " yet" : sentence);

  http::SearchGate gate(search_threads(settings), settings.search_queue,
                        std::chrono::milliseconds(settings.search_deadline_ms));
  http::SearchGate exports(settings.exports, 0, std::chrono::milliseconds(0));
  http::Server* listening = nullptr;
  const http::Router router = http::make_router(
      {service, gate, exports, *files, [&listening] { return listening->draining(); }});
  const http::Responder responder(router, log);
  http::Server server(
      server_options(settings),
      [&responder](http::Request& request) { return responder.respond(request); },
      [&responder](const http::Request& request, const api::Fault& fault) {
        return responder.refuse(request, fault);
      });
  listening = &server;
  const Result<std::uint16_t> port = server.listen();
  if (!port) {
    print_fault(port.problem());
    return 1;
  }
  signals.start([&server, &log](int number) {
    log.info(std::string("draining after ") + (number == SIGINT ? "SIGINT" : "SIGTERM"));
    server.stop();
  });
  const Refresher refresher(service, log);
  announce(settings, *port);
  server.run();
  signals.join();  // its thread uses the log and the server, which go before `signals`
  log.info("drained");
  return 0;
}

}  // namespace

int run_program(const CommandLine& command) {
  const auto loaded = settings::load_server_settings(
      command.config, settings::process_environment(), command.flags);
  for (const Problem& fault : loaded.faults) print_fault(fault);
  if (!loaded.faults.empty()) return 1;
  switch (command.action) {
    case Action::kCheckConfig:
      std::puts("the settings are good");
      return 0;
    case Action::kPrintConfig:
      std::puts(settings::print_settings(loaded.settings).c_str());
      return 0;
    case Action::kHealthcheck: {
      const auto address = http::parse_listen_address(loaded.settings.listen);
      const bool healthy = address && http::is_healthy(*address, kHealthTimeoutMs);
      std::puts(healthy ? "healthy" : "not healthy");
      return healthy ? 0 : 1;
    }
    case Action::kServe:
      break;
  }
  return serve(loaded.settings);
}

}  // namespace dragoman::server
