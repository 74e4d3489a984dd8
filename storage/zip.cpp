#include "storage/zip.hpp"

#include <array>
#include <cstdint>

namespace plumb::storage {

namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kDirectoryEntry = 0x02014b50;
constexpr std::uint32_t kDirectoryEnd = 0x06054b50;
/// 2.0: the least that every program knows.
constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kNamesInUtf8 = 1U << 11U;
constexpr std::uint16_t kStored = 0;
/// 1 January 1980, midnight: an archive has no clock.
constexpr std::uint16_t kTime = 0;
constexpr std::uint16_t kDate = (1U << 5U) | 1U;

constexpr std::array<std::uint32_t, 256> crc_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t n = 0; n < table.size(); ++n) {
        std::uint32_t c = n;
        for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
        table[n] = c;
    }
    return table;
}

std::uint32_t crc(std::string_view bytes) {
    static constexpr auto table = crc_table();
    std::uint32_t c = 0xFFFFFFFFU;
    for (const char byte : bytes) c = table[(c ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (c >> 8U);
    return c ^ 0xFFFFFFFFU;
}

/// Numbers are little-endian.
void put16(std::string& out, std::uint32_t value) {
    for (unsigned shift = 0; shift < 16; shift += 8) out += static_cast<char>((value >> shift) & 0xFFU);
}
void put32(std::string& out, std::uint32_t value) {
    put16(out, value & 0xFFFFU);
    put16(out, value >> 16U);
}

/// What both headers of a file have in common.
void put_common(std::string& out, const NamedFile& file) {
    const auto size = static_cast<std::uint32_t>(file.text.size());
    put16(out, kVersion);
    put16(out, kNamesInUtf8);
    put16(out, kStored);
    put16(out, kTime);
    put16(out, kDate);
    put32(out, crc(file.text));
    put32(out, size);
    put32(out, size);
    put16(out, static_cast<std::uint32_t>(file.name.size()));
    // No extra field.
    put16(out, 0);
}

}  // namespace

std::string zip_archive(const std::vector<NamedFile>& files) {
    std::string out;
    std::string directory;
    for (const NamedFile& file : files) {
        put32(directory, kDirectoryEntry);
        put16(directory, kVersion);
        put_common(directory, file);
        // No comment, on the first disk, of no particular kind.
        for (int i = 0; i < 3; ++i) put16(directory, 0);
        put32(directory, 0);
        put32(directory, static_cast<std::uint32_t>(out.size()));
        directory += file.name;
        put32(out, kLocalHeader);
        put_common(out, file);
        out += file.name;
        out += file.text;
    }
    const auto start = static_cast<std::uint32_t>(out.size());
    const auto count = static_cast<std::uint32_t>(files.size());
    out += directory;
    put32(out, kDirectoryEnd);
    put32(out, 0);
    put16(out, count);
    put16(out, count);
    put32(out, static_cast<std::uint32_t>(directory.size()));
    put32(out, start);
    put16(out, 0);
    return out;
}

}  // namespace plumb::storage
