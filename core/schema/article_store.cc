// SPDX-License-Identifier: GPL-3.0-or-later
// Records ↔ zstd frames. A bad frame is a Problem, never a crash: sizes are bounded before anything
// is allocated.
#include "core/schema/article_store.h"

#include <zdict.h>
#include <zstd.h>

#include <stdexcept>

#include "core/schema/article_codec.h"

namespace dragoman::schema {
namespace {

constexpr std::string_view kMagic = "DRGARTS1";
constexpr int kLevel = 6;
// What the dictionary is trained on, and its size: zstd advises a hundred times as much text as
// dictionary.
constexpr std::size_t kSampleBytes = 8u << 20;
constexpr std::size_t kDictionaryBytes = 64u << 10;
// Below this a dictionary costs more than it saves.
constexpr std::size_t kMinSamples = 200;
// No stored article is larger: IngestLimits keep lines far below.
constexpr unsigned long long kMaxRecordBytes = 1ull << 30;

struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

struct ArticleStoreWriter::Compressor {
  Compressor() : context(ZSTD_createCCtx()) {}
  ~Compressor() {
    ZSTD_freeCDict(dictionary);
    ZSTD_freeCCtx(context);
  }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;
  ZSTD_CCtx* context;
  ZSTD_CDict* dictionary = nullptr;
  bool trained = false;
};

ArticleStoreWriter::ArticleStoreWriter(const std::filesystem::path& path)
    : file_(path, kMagic, 3), compressor_(std::make_unique<Compressor>()) {
  file_.begin(tag("data"), 1);
}
ArticleStoreWriter::~ArticleStoreWriter() = default;

std::size_t ArticleStoreWriter::rows() const { return offsets_.size() - 1 + samples_.size(); }

void ArticleStoreWriter::add(std::string_view record) {
  if (compressor_->trained) {
    compress(record);
    return;
  }
  samples_.emplace_back(record);
  sample_bytes_ += record.size();
  if (sample_bytes_ >= kSampleBytes) train();
}

void ArticleStoreWriter::train() {
  compressor_->trained = true;
  if (samples_.size() >= kMinSamples) {
    std::string all;
    std::vector<std::size_t> sizes;
    for (const std::string& sample : samples_) {
      all += sample;
      sizes.push_back(sample.size());
    }
    dictionary_.resize(kDictionaryBytes);
    const std::size_t size =
        ZDICT_trainFromBuffer(dictionary_.data(), dictionary_.size(), all.data(), sizes.data(),
                              static_cast<unsigned>(sizes.size()));
    // Texts with nothing in common give no dictionary; that is no fault.
    dictionary_.resize(ZDICT_isError(size) != 0 ? 0 : size);
    if (!dictionary_.empty()) {
      compressor_->dictionary = ZSTD_createCDict(dictionary_.data(), dictionary_.size(), kLevel);
    }
  }
  for (const std::string& sample : samples_) compress(sample);
  samples_ = {};
}

void ArticleStoreWriter::compress(std::string_view record) {
  frame_.resize(ZSTD_compressBound(record.size()));
  const std::size_t size =
      compressor_->dictionary != nullptr
          ? ZSTD_compress_usingCDict(compressor_->context, frame_.data(), frame_.size(),
                                     record.data(), record.size(), compressor_->dictionary)
          : ZSTD_compressCCtx(compressor_->context, frame_.data(), frame_.size(), record.data(),
                              record.size(), kLevel);
  if (ZSTD_isError(size) != 0)
    throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(size));
  file_.append(frame_.data(), size);
  offsets_.push_back(offsets_.back() + size);
}

void ArticleStoreWriter::finish() {
  if (!compressor_->trained) train();
  file_.section(tag("dict"), std::string_view(dictionary_));
  file_.section(tag("offs"), offsets_);
  file_.finish();
}

struct ArticleStore::Dictionary {
  explicit Dictionary(std::string_view bytes)
      : value(bytes.empty() ? nullptr : ZSTD_createDDict(bytes.data(), bytes.size())) {}
  ~Dictionary() { ZSTD_freeDDict(value); }
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;
  ZSTD_DDict* value;
};

ArticleStore::ArticleStore(const std::filesystem::path& path)
    : file_(path, kMagic),
      offsets_(file_.section<std::uint64_t>(tag("offs"))),
      data_(file_.bytes(tag("data"))),
      dictionary_(std::make_unique<Dictionary>(file_.bytes(tag("dict")))) {
  bool good = !offsets_.empty() && offsets_.front() == 0 && offsets_.back() == data_.size();
  for (std::size_t i = 0; good && i + 1 < offsets_.size(); ++i)
    good = offsets_[i] <= offsets_[i + 1];
  if (!good) throw std::runtime_error("damaged article store " + path.string());
}

ArticleStore::~ArticleStore() = default;
ArticleStore::ArticleStore(ArticleStore&&) noexcept = default;

Result<Article> ArticleStore::read(std::size_t row) const {
  const Result<std::string> record = read_record(row);
  if (!record) return record.problem();
  return decode_article(*record);
}

Result<std::string> ArticleStore::read_record(std::size_t row) const {
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
  const std::string_view frame = data_.substr(offsets_[row], offsets_[row + 1] - offsets_[row]);
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  const Problem damaged{"damaged_record", "The stored article is damaged.", ""};
  if (size > kMaxRecordBytes)
    return damaged;  // also what zstd says of an unknown or unreadable size
  std::string record(size, '\0');
  const std::size_t read =
      dictionary_->value != nullptr
          ? ZSTD_decompress_usingDDict(context.get(), record.data(), record.size(), frame.data(),
                                       frame.size(), dictionary_->value)
          : ZSTD_decompressDCtx(context.get(), record.data(), record.size(), frame.data(),
                                frame.size());
  if (ZSTD_isError(read) != 0 || read != size) return damaged;
  return record;
}

}  // namespace dragoman::schema
