// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a text file → UTF-8 text, or the reason why they are no text. Encodings without a byte
// order mark are not guessed. Must not know pages or articles.
#include "indexer/sources/text_source.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <vector>

#include "core/article_text.h"
#include "core/text/utf8.h"

namespace dragoman::indexer {
namespace {

// More ill-formed sequences or NUL bytes than one in so many bytes: another encoding, or no text at
// all.
constexpr std::size_t kMaxDamagePerByte = 20;

struct Encoding {
  std::string_view mark;
  const char* name;
};
// UTF-32LE before UTF-16LE: its mark begins with the other's.
constexpr Encoding kEncodings[] = {{std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
                                   {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
                                   {"\xFF\xFE", "UTF-16LE"},
                                   {"\xFE\xFF", "UTF-16BE"}};

std::string convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const auto length = static_cast<int32_t>(std::min<std::size_t>(bytes.size(), INT32_MAX / 4));
  UConverter* converter = ucnv_open(encoding, &status);
  if (U_FAILURE(status)) return {};
  std::string out(static_cast<std::size_t>(length) * 2 + 16, '\0');
  const int32_t written =
      ucnv_toAlgorithmic(UCNV_UTF8, converter, out.data(), static_cast<int32_t>(out.size()),
                         bytes.data(), length, &status);
  ucnv_close(converter);
  out.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(written));
  return out;
}

}  // namespace

Result<std::string> decode_text(std::string_view bytes, std::uint32_t* replaced) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string text;
  const auto* encoding = std::find_if(std::begin(kEncodings), std::end(kEncodings),
                                      [&](const Encoding& e) { return bytes.starts_with(e.mark); });
  if (encoding != std::end(kEncodings)) {
    text = convert(bytes.substr(encoding->mark.size()), encoding->name);
  } else {
    const auto nuls = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
    std::uint32_t ill_formed = 0;
    text = text::to_valid_utf8(bytes, &ill_formed);
    if ((nuls + ill_formed) * kMaxDamagePerByte > bytes.size()) {
      return Problem{"not_text", "the file is not UTF-8 text (or UTF-16 with a byte order mark)",
                     ""};
    }
    if (replaced != nullptr) *replaced += ill_formed;
  }
  if (trimmed(text).empty()) return Problem{"empty_file", "the file holds no text", ""};
  return text;
}

TextSource::TextSource(std::unique_ptr<ByteReader> input, std::string name,
                       const IngestLimits& limits)
    : input_(std::move(input)), name_(std::move(name)), max_bytes_(limits.max_text_file_bytes) {}

std::optional<Result<RawItem>> TextSource::next() {
  if (done_) return std::nullopt;
  done_ = true;
  RawItem item;
  item.where = name_;
  std::uint32_t replaced = 0;
  Result<std::string> text = read_all();
  if (text) text = decode_text(*text, &replaced);
  if (!text) {
    text.problem().where = name_;
    return std::move(text.problem());
  }
  item.text = std::move(*text);
  if (replaced > 0) item.notes.emplace_back("ill_formed_utf8");
  return item;
}

Result<std::string> TextSource::read_all() {
  std::string bytes;
  std::vector<char> buffer(64 * 1024);
  while (const std::size_t count = input_->read(buffer)) {
    if (bytes.size() + count > max_bytes_) {
      return Problem{"file_too_large",
                     "the file is larger than " + std::to_string(max_bytes_) + " bytes", ""};
    }
    bytes.append(buffer.data(), count);
  }
  if (input_->fault()) return *input_->fault();
  return bytes;
}

}  // namespace dragoman::indexer
