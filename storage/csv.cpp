#include "storage/csv.hpp"

#include "core/base/utf8.hpp"

namespace plumb::storage {

namespace {

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(without_byte_order_mark(text)) {}

    Result<std::vector<CsvRow>> rows() {
        std::vector<CsvRow> rows;
        while (at_ < text_.size()) {
            CsvRow row{line_, {}};
            if (auto read = read_row(row); !read) return tl::make_unexpected(read.error());
            const bool empty = row.cells.size() == 1 && row.cells.front().empty();
            if (!empty) rows.push_back(std::move(row));
        }
        return rows;
    }

  private:
    bool at_break() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

    void skip_break() {
        if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
        ++at_;
        ++line_;
    }

    Result<void> read_row(CsvRow& row) {
        for (;;) {
            std::string cell;
            if (at_ < text_.size() && text_[at_] == '"') {
                if (auto read = read_quoted(cell, row.line); !read) return read;
            } else {
                while (at_ < text_.size() && text_[at_] != ',' && !at_break()) cell += text_[at_++];
            }
            row.cells.push_back(std::move(cell));
            if (at_ >= text_.size()) return {};
            if (at_break()) {
                skip_break();
                return {};
            }
            if (text_[at_] != ',')
                return refuse(std::to_string(row.line) + ": row: text after a closing quote",
                              "a comma or the end of the line");
            ++at_;
        }
    }

    Result<void> read_quoted(std::string& cell, int first) {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                ++at_;
                if (at_ >= text_.size() || text_[at_] != '"') return {};
            }
            if (text_[at_] == '\n') ++line_;
            cell += text_[at_];
        }
        return refuse(std::to_string(first) + ": row: a quote that is never closed", "a closing quote");
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
};

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text) { return Reader(text).rows(); }

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i) line += ',';
        if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
            line += cells[i];
            continue;
        }
        line += '"';
        for (const char c : cells[i]) {
            if (c == '"') line += '"';
            line += c;
        }
        line += '"';
    }
    return line + "\r\n";
}

}  // namespace plumb::storage
