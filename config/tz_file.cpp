#include "config/tz_file.hpp"

#include <array>
#include <cstdint>

namespace plumb {

namespace {

constexpr std::string_view kMagic = "TZif";
constexpr std::size_t kHeaderSize = 44;
/// Where the six counts stand in a header.
constexpr std::size_t kCountsAt = 20;
constexpr std::size_t kTypeSize = 6;
/// Bytes of a leap second's correction, which follows its time.
constexpr std::size_t kCorrectionSize = 4;
/// What lies before matters to nobody here, and some files begin with a change at the big bang.
constexpr Instant kFirstListed = Day{std::chrono::year{1900} / 1 / 1};

/// A big-endian number in two's complement.
std::int64_t number(std::string_view bytes) {
    std::uint64_t value = (static_cast<unsigned char>(bytes.front()) & 0x80U) ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
}

/// One of a file's two blocks: the old one with times of 4 bytes, the one that counts with times of 8.
struct Block {
    std::size_t time_size = 0;
    std::size_t utc = 0;
    std::size_t standard = 0;
    std::size_t leaps = 0;
    std::size_t times = 0;
    std::size_t types = 0;
    std::size_t letters = 0;

    std::size_t size() const {
        return times * (time_size + 1) + types * kTypeSize + letters + leaps * (time_size + kCorrectionSize) +
               standard + utc;
    }
};

/// Takes a block's header off the front.
std::optional<Block> take_header(std::string_view& bytes, std::size_t time_size) {
    if (bytes.size() < kHeaderSize || !bytes.starts_with(kMagic)) return std::nullopt;
    std::array<std::size_t, 6> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] = static_cast<std::size_t>(number(bytes.substr(kCountsAt + 4 * i, 4)) & 0x7FFFFFFF);
    bytes.remove_prefix(kHeaderSize);
    return Block{time_size, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
}

}  // namespace

std::optional<TzFile> parse_tz_file(std::string_view bytes) {
    const auto old = take_header(bytes, 4);
    if (!old || bytes.size() < old->size()) return std::nullopt;
    bytes.remove_prefix(old->size());
    const auto block = take_header(bytes, 8);
    if (!block || bytes.size() < block->size() || block->types == 0) return std::nullopt;
    const std::string_view times = bytes.substr(0, block->times * 8);
    const std::string_view indices = bytes.substr(times.size(), block->times);
    const std::string_view types = bytes.substr(times.size() + indices.size(), block->types * kTypeSize);

    TzFile file;
    file.first = Seconds{number(types.substr(0, 4))};
    for (std::size_t i = 0; i < block->times; ++i) {
        const std::size_t type = static_cast<unsigned char>(indices[i]);
        if (type >= block->types) return std::nullopt;
        const Instant at{Seconds{number(times.substr(i * 8, 8))}};
        const Seconds offset{number(types.substr(type * kTypeSize, 4))};
        const Instant previous = file.changes.empty() ? kFirstListed : file.changes.back().at;
        if (at >= previous)
            file.changes.push_back({at, offset});
        else if (file.changes.empty())
            file.first = offset;
        else
            return std::nullopt;
    }
    std::string_view line = bytes.substr(block->size());
    if (line.size() >= 2 && line.front() == '\n' && line.back() == '\n')
        file.closing = parse_tz_rule(line.substr(1, line.size() - 2));
    return file;
}

}  // namespace plumb
