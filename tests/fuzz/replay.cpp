// Feeds every file of the corpora to its entry: `fuzz_replay CORPUS`. What a fuzzer once found stays found.
#include "tests/fuzz/entries.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: fuzz_replay CORPUS\n");
        return 2;
    }
    const std::filesystem::path corpus = arguments[1];
    for (const plumb::fuzz::Entry& entry : plumb::fuzz::kEntries) {
        int files = 0;
        for (const auto& file : std::filesystem::directory_iterator(corpus / entry.name)) {
            std::ifstream in(file.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            std::printf("%s\n", file.path().c_str());
            std::fflush(stdout);
            entry.take(bytes);
            ++files;
        }
        if (files == 0) {
            std::fprintf(stderr, "no corpus for %s\n", std::string(entry.name).c_str());
            return 1;
        }
    }
    return 0;
}
