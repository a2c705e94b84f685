// SPDX-License-Identifier: GPL-3.0-or-later
// The page from memory (guard 14, second half).
#include "server/http/static_files.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "tests/unit/http/live_server.h"

using namespace dragoman::http;
using namespace dragoman::http::test;
namespace fs = std::filesystem;

namespace {

// A page of a few files, removed at the end.
class SamplePage {
 public:
  SamplePage() {
    std::string name = (fs::temp_directory_path() / "dragoman-page-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    fs::create_directories(root_ / "vendor");
    write("index.html", "<!doctype html><title>t</title>" + std::string(500, ' '));
    write("app.js", "export const a = 1;" + std::string(500, ' '));
    write("vendor/lib.js", "export {};");
    write(".secret.js", "no");
    write("notes.md", "no");
    write("outside.txt", "outside");
    fs::create_symlink(root_ / "outside.txt", root_ / "link.js");
  }
  ~SamplePage() { fs::remove_all(root_); }
  const fs::path& root() const { return root_; }

 private:
  void write(const std::string& path, const std::string& text) const {
    std::ofstream(root_ / path) << text;
  }
  fs::path root_;
};

// Gives up root's rights over files while it lives.
class NobodysEyes {
 public:
  NobodysEyes() : before_(::geteuid()) {
    if (before_ == 0 && ::seteuid(65534) != 0) std::abort();
  }
  ~NobodysEyes() {
    if (::seteuid(before_) != 0) std::abort();
  }
  NobodysEyes(const NobodysEyes&) = delete;
  NobodysEyes& operator=(const NobodysEyes&) = delete;

 private:
  uid_t before_;
};

std::vector<Route> page_routes(const StaticFiles& files) {
  std::vector<Route> routes;
  for (const auto& address : files.addresses()) {
    routes.push_back(
        {"GET", address, [&files](const Request& request, const std::vector<std::string>&) {
           return files.serve(request);
         }});
  }
  return routes;
}

}  // namespace

TEST_CASE("guard 14: the page is served from memory with its types, tags and policy") {
  const SamplePage page;
  auto files = StaticFiles::load(page.root());
  REQUIRE(files);
  LiveServer live(page_routes(*files));
  const std::string index = get(live.port(), "/");
  CHECK(status_of(index) == "200");
  CHECK(header_of(index, "Content-Type") == "text/html; charset=utf-8");
  CHECK(header_of(index, "Content-Security-Policy") == kPagePolicy);
  CHECK(header_of(index, "X-Content-Type-Options") == "nosniff");
  CHECK(header_of(index, "Vary") == "Accept-Encoding");
  CHECK(body_of(get(live.port(), "/index.html")) == body_of(index));
  CHECK(header_of(get(live.port(), "/app.js"), "Content-Type") == "text/javascript; charset=utf-8");
  CHECK(body_of(get(live.port(), "/vendor/lib.js")) == "export {};");
  CHECK(status_of(get(live.port(), "/", "If-None-Match: " + header_of(index, "ETag") + "\r\n")) ==
        "304");
}

TEST_CASE("guard 14: compressed forms are made once and have tags of their own") {
  const SamplePage page;
  auto files = StaticFiles::load(page.root());
  REQUIRE(files);
  LiveServer live(page_routes(*files));
  const std::string zipped = get(live.port(), "/app.js", "Accept-Encoding: gzip, br\r\n");
  const std::string plain = get(live.port(), "/app.js", "Accept-Encoding: br\r\n");
  CHECK(header_of(zipped, "Content-Encoding") == "gzip");
  CHECK(header_of(plain, "Content-Encoding") == "");
  CHECK(header_of(zipped, "ETag") != header_of(plain, "ETag"));
  CHECK(body_of(zipped).size() < body_of(plain).size());
}

TEST_CASE("guard 14: nothing but what was read can be reached") {
  const SamplePage page;
  auto files = StaticFiles::load(page.root());
  REQUIRE(files);
  LiveServer live(page_routes(*files));
  for (const char* path :
       {"/.secret.js", "/notes.md", "/link.js", "/vendor", "/vendor/", "/vendor%2Flib.js",
        "/../etc/passwd", "/%2e%2e/etc/passwd", "/vendor/../app.js", "//app.js"}) {
    CAPTURE(path);
    CHECK(status_of(get(live.port(), path)) == "404");
  }
}

TEST_CASE("a folder of the page that cannot be read is a problem, not a page with files missing") {
  const SamplePage page;
  fs::permissions(page.root(), fs::perms(0755));
  const auto load = [&page] {
    const NobodysEyes eyes;  // root may read everything
    return StaticFiles::load(page.root());
  };
  if (!load()) {
    MESSAGE("not tried: the folder for temporary files is closed to others");
    return;
  }
  fs::permissions(page.root() / "vendor", fs::perms::none);
  const auto files = load();
  fs::permissions(page.root() / "vendor", fs::perms::owner_all);
  REQUIRE(!files);
  CHECK(files.problem().code == "unreadable");
  CHECK(files.problem().where == (page.root() / "vendor").string());
}

TEST_CASE("a directory without a page is a problem that names it") {
  const auto files = StaticFiles::load("/nonexistent-page");
  REQUIRE(!files);
  CHECK(files.problem().code == "unreadable");
  CHECK(files.problem().where == "/nonexistent-page");
}
