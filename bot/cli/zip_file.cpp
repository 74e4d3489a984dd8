#include "cli/zip_file.hpp"

#include <boost/crc.hpp>

#include <cstdint>

namespace plumb::cli {

namespace {

// The format is PKWARE's APPNOTE.TXT: sections 4.3.7 (a file), 4.3.12 (the directory), 4.3.16 (its end).
constexpr std::uint32_t kFileSignature = 0x04034b50;
constexpr std::uint32_t kEntrySignature = 0x02014b50;
constexpr std::uint32_t kEndSignature = 0x06054b50;
/// What a reader must know: version 2.0.
constexpr std::uint16_t kVersion = 20;
/// Names are UTF-8.
constexpr std::uint16_t kFlags = 0x0800;
constexpr std::uint16_t kStored = 0;
/// 1 January 1980, the earliest that it can say.
constexpr std::uint16_t kNoTime = 0;
constexpr std::uint16_t kNoDate = 0x0021;

void put16(std::string& out, std::size_t value) {
    out += static_cast<char>(value & 0xFF);
    out += static_cast<char>((value >> 8) & 0xFF);
}

void put32(std::string& out, std::size_t value) {
    put16(out, value & 0xFFFF);
    put16(out, value >> 16);
}

std::uint32_t checksum(std::string_view bytes) {
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}

/// What a file's own header and its entry in the directory have in common.
void put_facts(std::string& out, std::string_view name, std::string_view bytes) {
    put16(out, kVersion);
    put16(out, kFlags);
    put16(out, kStored);
    put16(out, kNoTime);
    put16(out, kNoDate);
    put32(out, checksum(bytes));
    put32(out, bytes.size());
    put32(out, bytes.size());
    put16(out, name.size());
    put16(out, 0);
}

}  // namespace

void ZipFile::add(std::string_view name, std::string_view bytes) {
    const std::size_t offset = files_.size();
    put32(files_, kFileSignature);
    put_facts(files_, name, bytes);
    files_ += name;
    files_ += bytes;

    put32(directory_, kEntrySignature);
    put16(directory_, kVersion);
    put_facts(directory_, name, bytes);
    // No comment, disk 0, and no attributes of any system.
    put16(directory_, 0);
    put16(directory_, 0);
    put16(directory_, 0);
    put32(directory_, 0);
    put32(directory_, offset);
    directory_ += name;
    ++count_;
}

std::string ZipFile::bytes() const {
    std::string out = files_ + directory_;
    const auto count = static_cast<std::size_t>(count_);
    put32(out, kEndSignature);
    put16(out, 0);
    put16(out, 0);
    put16(out, count);
    put16(out, count);
    put32(out, directory_.size());
    put32(out, files_.size());
    put16(out, 0);
    return out;
}

}  // namespace plumb::cli
