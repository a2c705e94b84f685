// SPDX-License-Identifier: GPL-3.0-or-later
// Hits, one by one → pieces of some tens of kilobytes in one of the formats.
#include "server/api/export.h"

#include <memory>
#include <stdexcept>

#include "server/api/export_formats.h"
#include "server/api/problems.h"
#include "server/api/search_params.h"
#include "server/search/pinned_hits.h"

namespace dragoman::api {
namespace {

constexpr std::size_t kPieceBytes = 64u << 10;

// Writes the articles of a search until there are none left.
class Writer {
 public:
  Writer(std::shared_ptr<search::PinnedHits> hits, const ExportFormat& format)
      : hits_(std::move(hits)), format_(format) {}

  bool append_piece(std::string& piece) {
    if (!begun_) piece += format_.head;
    const bool any = !begun_ && !format_.head.empty();
    begun_ = true;
    if (hits_->at_end()) return any;
    const std::size_t enough = piece.size() + kPieceBytes;
    while (piece.size() < enough && !hits_->at_end()) {
      const auto next = hits_->next();
      if (!next) throw std::runtime_error(next.problem().code + ": " + next.problem().message);
      format_.append(*next, piece);
    }
    return true;
  }

 private:
  std::shared_ptr<search::PinnedHits> hits_;
  const ExportFormat& format_;
  bool begun_ = false;
};

}  // namespace

Answer export_articles(const Call& call, const search::SearchService& service) {
  std::optional<Fault> fault;
  const ParsedSearch parsed = parse_search_params(call, service.limits(), fault, Resource::kExport);
  if (fault) return Answer::of(std::move(*fault));
  const auto hits = service.pin_hits(parsed.request);
  if (!hits) return Answer::of(fault_of(hits.problem()));
  const ExportFormat& format = export_format(parsed.format);
  Answer answer;
  answer.content_type = format.content_type;
  answer.file_name = "dragoman-export." + format.suffix;
  answer.vary_language = parsed.vary_language && format.has_labels;
  const auto writer = std::make_shared<Writer>(*hits, format);
  answer.pieces = [writer](std::string& piece) { return writer->append_piece(piece); };
  return answer;
}

}  // namespace dragoman::api
