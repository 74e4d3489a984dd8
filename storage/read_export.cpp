// The way back from export_json.
#include "core/base/json_text.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "storage/export_json.hpp"
#include "storage/labels.hpp"
#include "storage/read_record.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace plumb::storage {

namespace {

/// Numbers are dense: one far beyond what was ever given would cost memory for all below it.
constexpr int kLargestNumber = 10'000'000;

/// Where each kind stands in the export.
constexpr std::array<const char*, kKinds> kCollections{
    "products", "people",      "customers",     "releases",   "features", "baselines",   "change_requests",
    "evidence", "assessments", "launch_events", "collateral", "promises", "assumptions", "warnings",
    "moves",    "rules",       "mutes",         "glossary",   "schedules"};

bool is_setting(Kind kind) {
    return kind == Kind::rule_setting || kind == Kind::mute || kind == Kind::term || kind == Kind::schedule;
}

/// What a kind that is called by a name is called.
const char* name_key(Kind kind) {
    switch (kind) {
        case Kind::product: return "key";
        case Kind::person: return "handle";
        case Kind::customer:
        case Kind::release: return "name";
        default: return nullptr;
    }
}

/// Text under a key; empty where it is absent.
std::string text_at(const Json& json, const char* key) {
    const auto it = read_object(json).find(key);
    if (it == json.end() || it->is_null()) return {};
    std::string text;
    in_part(key, [&] { text = read_text(*it, key); });
    return text;
}

/// What is read as a list under a key; empty where it is absent.
const Json& list_at(const Json& json, const char* key) {
    static const Json none = Json::array();
    const auto it = json.find(key);
    return it == json.end() || it->is_null() ? none : read_list(*it);
}

bool is_text_id(Kind kind) { return kPrefixes[static_cast<std::size_t>(kind)].back() == '-'; }

/// What a reference of a kind looks like: `F-7`, `release:1.0`.
std::string example_of(std::optional<Kind> kind) {
    if (!kind) return "a record such as CR-3 or release:1.0";
    const std::string prefix(kPrefixes[static_cast<std::size_t>(*kind)]);
    return fmt::format("a reference such as {}{}", prefix,
                       is_text_id(*kind) || *kind == Kind::baseline ? "7" : "NAME");
}

class Importer {
  public:
    explicit Importer(const Json& json) : json_(json) {}

    Archived read() {
        counters();
        for (std::size_t k = 0; k < kKinds; ++k) number(static_cast<Kind>(k));
        const auto every = [&]<std::size_t... K>(std::index_sequence<K...>) {
            (records<RecordOf<static_cast<Kind>(K)>>(), ...);
            (no_loose_ends<RecordOf<static_cast<Kind>(K)>>(), ...);
        };
        every(std::make_index_sequence<kKinds>{});
        no_circles<LaunchEvent>("parent", [](const LaunchEvent& event) { return event.parent; });
        no_circles<ChangeRequest>("merged_into",
                                  [](const ChangeRequest& request) { return request.merged_into; });
        threads();
        journal();
        heard();
        return std::move(out_);
    }

    /// What was being read when it failed.
    const std::string& at() const { return at_; }

  private:
    const Json& list(Kind kind) {
        const char* const collection = kCollections[static_cast<std::size_t>(kind)];
        at_ = collection;
        return list_at(is_setting(kind) ? settings() : json_, collection);
    }

    const Json& settings() const {
        static const Json none = Json::object();
        const auto settings = json_.find("settings");
        return settings == json_.end() || settings->is_null() ? none : read_object(*settings);
    }

    /// Says which record of a collection is read: by its ID, or its place where it has none.
    void at(Kind kind, const Json& record, std::size_t place) {
        constexpr std::size_t kMost = 60;
        const std::string collection = kCollections[static_cast<std::size_t>(kind)];
        at_ = fmt::format("{}[{}]", collection, place);
        const std::string id = text_at(record, "id");
        if (!id.empty()) at_ = fmt::format("{}: {}", collection, front_of(cleaned(id), kMost));
    }

    /// Every record's number, and its name, before any reference is read. Names that differ in case alone are
    /// one.
    void number(Kind kind) {
        int next = 0;
        std::set<std::pair<int, std::string>> names;
        std::size_t place = 0;
        for (const Json& record : list(kind)) {
            at(kind, record, place++);
            const char* const key = name_key(kind);
            if (key) {
                next = record.contains("number") ? number_in(record) : next + 1;
                const std::string name = text_at(record, key);
                in_part(key, [&] {
                    check_named(name, {});
                    if (kind == Kind::release || kind == Kind::customer) check_controls(name);
                });
                const ProductId product = kind == Kind::release ? product_in(record) : ProductId{};
                if (!names.insert({product.n, lower(trimmed(name))}).second) twice(key);
                labels_.know({kind, next}, name, product);
            } else {
                next = number_of_id(kind, record);
            }
            if (!seen_[static_cast<std::size_t>(kind)].insert(next).second) twice(key ? "number" : "id");
            numbers_[static_cast<std::size_t>(kind)].push_back(next);
            out_.world.set_last(kind, std::max(next, out_.world.last(kind)));
        }
    }

    static void twice(const char* key) {
        in_part(key, [] { throw Misfit("it is there twice", "each once"); });
    }

    static int number_in(const Json& record) {
        int n = 0;
        in_part("number", [&] { n = static_cast<int>(read_number(record.at("number"), 1, kLargestNumber)); });
        return n;
    }

    int number_of_id(Kind kind, const Json& record) const {
        Ref ref;
        in_part("id", [&] {
            const auto it = record.find("id");
            const Json none;
            ref = labelled(it == record.end() ? none : *it, kind, {});
            if (ref.n < 1 || ref.n > kLargestNumber)
                misfit(*it, fmt::format("{}, with a number from 1 to {}", example_of(kind), kLargestNumber));
        });
        return ref.n;
    }

    /// What a label says, be it there or not.
    Ref labelled(const Json& json, std::optional<Kind> kind, ProductId from) const {
        Ref ref;
        try {
            if (json.is_string()) ref = labels_.read(json.get<std::string>(), from);
        } catch (const std::invalid_argument&) {
            misfit(json, example_of(kind) + " that is there");
        }
        if (!ref || (kind && ref.kind != *kind)) misfit(json, example_of(kind));
        return ref;
    }

    /// A record that is there, or that was: what others say of one that was taken back stays.
    Ref reference(const Json& json, std::optional<Kind> kind, ProductId from) const {
        const Ref ref = labelled(json, kind, from);
        if (ref.n > out_.world.last(ref.kind)) misfit(json, example_of(kind) + " that is there");
        return ref;
    }

    ProductId product_in(const Json& json) const {
        const auto it = json.find("product");
        if (it == json.end() || it->is_null()) return {};
        Ref product;
        in_part("product", [&] { product = reference(*it, Kind::product, {}); });
        return product.as<ProductId>();
    }

    template <Record T>
    void records() {
        const auto& numbers = numbers_[static_cast<std::size_t>(T::kind)];
        std::size_t i = 0;
        for (const Json& json : list(T::kind)) {
            at(T::kind, json, i);
            const int n = numbers[i++];
            const ProductId product = T::kind == Kind::product ? ProductId{n} : product_in(json);
            RefStyle style;
            style.read = [this, product](const Json& label, std::optional<Kind> kind) {
                return reference(label, kind, product);
            };
            out_.world.all<T>().put(read_record<T>(json, n, style));
        }
    }

    /// What a record itself rests on is there.
    template <Record T>
    void no_loose_ends() {
        for (const T& record : out_.world.all<T>()) {
            at(Ref{id_of(record)});
            each_field(record, [&]<class F>(std::string_view key, const F& field) {
                if constexpr (is_id<F>) {
                    if (!field || exists(out_.world, Ref{field})) return;
                    in_part(key, [&] {
                        throw Misfit(fmt::format("it is {}", to_string(Ref{field})),
                                     example_of(F::kind) + " that is there");
                    });
                }
            });
        }
    }

    void at(Ref record) {
        at_ = fmt::format("{}: {}", kCollections[static_cast<std::size_t>(record.kind)],
                          label(out_.world, record));
    }

    /// Following what each stands below must come to an end.
    template <Record T, class Above>
    void no_circles(std::string_view key, Above above) {
        const std::size_t all = out_.world.all<T>().size();
        for (const T& record : out_.world.all<T>()) {
            at(Ref{id_of(record)});
            std::size_t steps = 0;
            for (const T* up = out_.world.find(above(record)); up; up = out_.world.find(above(*up)))
                if (++steps > all)
                    in_part(key, [] { throw Misfit("it stands below itself", "what stands above it"); });
        }
    }

    void counters() {
        at_ = "settings";
        const auto counters = settings().find("counters");
        if (counters == settings().end() || counters->is_null()) return;
        at_ = "settings: counters";
        read_object(*counters);
        const auto last = [&](const std::string& key, int most) {
            int n = 0;
            if (counters->contains(key))
                in_part(key, [&] { n = static_cast<int>(read_number(counters->at(key), 0, most)); });
            return n;
        };
        for (std::size_t k = 0; k < kKinds; ++k)
            out_.world.set_last(static_cast<Kind>(k), last(std::string(kPrefixes[k]), kLargestNumber));
        out_.world.set_last_message(last("messages", std::numeric_limits<int>::max()));
    }

    static Instant instant(const Json& json) {
        Instant at{};
        in_part("at", [&] {
            if (!json.contains("at")) throw Misfit("it is missing", "an instant");
            at = read_instant(json.at("at"));
        });
        return at;
    }

    PersonId person(const Json& json) const {
        const auto it = json.find("by");
        if (it == json.end() || it->is_null()) return {};
        Ref by;
        in_part("by", [&] { by = reference(*it, Kind::person, {}); });
        return by.as<PersonId>();
    }

    Ref record_in(const Json& json) const {
        Ref record;
        in_part("record", [&] {
            if (!json.contains("record")) throw Misfit("it is missing", example_of({}));
            record = reference(json.at("record"), {}, product_in(json));
        });
        return record;
    }

    void threads() {
        at_ = "threads";
        std::size_t place = 0;
        for (const Json& thread : list_at(json_, "threads")) {
            at_ = fmt::format("threads[{}]", place++);
            const Ref record = record_in(read_object(thread));
            std::size_t message_place = 0;
            in_part("messages", [&] {
                for (const Json& message : list_at(thread, "messages"))
                    in_part(fmt::format("[{}]", message_place++), [&] {
                        std::string text = text_at(message, "text");
                        out_.threads.push_back({record, person(message), instant(message), std::move(text)});
                    });
            });
        }
    }

    void journal() {
        at_ = "journal";
        std::size_t place = 0;
        for (const Json& json : list_at(json_, "journal")) {
            at_ = fmt::format("journal[{}]", place++);
            JournalRow row;
            row.at = instant(read_object(json));
            row.by = person(json);
            row.place = text_at(json, "place");
            row.record = record_in(json);
            row.field = text_at(json, "field");
            row.before = text_at(json, "before");
            row.after = text_at(json, "after");
            row.command = text_at(json, "command");
            out_.journal.push_back(std::move(row));
        }
    }

    /// Exports did not always say who was heard from in a product: then whoever changed something in it or
    /// wrote in it was. What became of a warning tells of nobody.
    void heard() {
        std::map<ProductId, Acts> heard;
        std::size_t i = 0;
        for (const Json& json : list(Kind::product)) {
            const ProductId id{numbers_[static_cast<std::size_t>(Kind::product)][i++]};
            if (!json.contains("heard")) heard[id] = {};
        }
        const auto note = [&](Ref record, PersonId by, Instant at) {
            const auto function = function_of(out_.world, by);
            const auto held = heard.find(product_of(out_.world, record));
            if (!function || held == heard.end()) return;
            auto& last = held->second[static_cast<std::size_t>(*function)];
            last = std::max(last.value_or(at), at);
        };
        for (const JournalRow& row : out_.journal)
            if (row.record.kind != Kind::warning) note(row.record, row.by, row.at);
        for (const ThreadMessage& message : out_.threads) note(message.record, message.by, message.at);
        for (const auto& [id, acts] : heard) {
            Product product = *out_.world.find(id);
            product.heard = acts;
            out_.world.all<Product>().put(std::move(product));
        }
    }

    const Json& json_;
    std::string at_;
    LabelReader labels_;
    std::array<std::vector<int>, kKinds> numbers_;
    std::array<std::set<int>, kKinds> seen_;
    Archived out_;
};

/// What is exported nests a dozen deep.
constexpr int kDeepestExport = 100;

/// A parser's words without its name and number of the error.
std::string without_its_code(std::string_view said) {
    const std::size_t end = said.starts_with('[') ? said.find("] ") : std::string_view::npos;
    return cleaned(end == std::string_view::npos ? said : said.substr(end + 2));
}

}  // namespace

Result<Archived> read_export(std::string_view text) {
    if (nests_deeper(text, kDeepestExport))
        return refuse("Lists and objects stand too deep in one another.",
                      "An export of plumbline is expected.", "plumbline export -o plan.json");
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::exception& error) {
        return refuse("It is no JSON: " + without_its_code(error.what()) + ".",
                      "An export of plumbline is expected.", "plumbline export -o plan.json");
    }
    if (!json.is_object() || !json.contains("plumbline_export"))
        return refuse("It is no export of plumbline: the key plumbline_export is missing.", {},
                      "plumbline export -o plan.json");
    if (json.at("plumbline_export") != kExportVersion)
        return refuse("It was exported by another plumbline.",
                      "This one reads plumbline_export " + std::to_string(kExportVersion) + ".");
    Importer importer(json);
    try {
        return importer.read();
    } catch (const Misfit& found) {
        const std::string place = importer.at() + (found.path.empty() ? "" : ": " + found.path);
        return refuse(fmt::format("{}: {}, expected {}.", place, found.wrong, found.expected));
    }
}

}  // namespace plumb::storage
