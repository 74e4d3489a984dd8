// The way back from export_json.
#include "storage/export_json.hpp"
#include "storage/labels.hpp"
#include "storage/record_json.hpp"

#include <set>

namespace plumb::storage {

namespace {

constexpr int kVersion = 1;
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

std::string text_at(const Json& json, const char* key) {
    const auto it = json.find(key);
    return it == json.end() || it->is_null() ? std::string{} : it->get<std::string>();
}

class Importer {
  public:
    explicit Importer(const Json& json) : json_(json) {}

    Archived read() {
        for (std::size_t k = 0; k < kKinds; ++k) number(static_cast<Kind>(k));
        const auto every = [&]<std::size_t... K>(std::index_sequence<K...>) {
            (records<RecordOf<static_cast<Kind>(K)>>(), ...);
        };
        every(std::make_index_sequence<kKinds>{});
        no_circles<LaunchEvent>([](const LaunchEvent& event) { return event.parent; });
        no_circles<ChangeRequest>([](const ChangeRequest& request) { return request.merged_into; });
        counters();
        threads();
        journal();
        heard();
        return std::move(out_);
    }

  private:
    const Json& list(Kind kind) const {
        static const Json none = Json::array();
        const Json* holder = &json_;
        if (is_setting(kind)) {
            const auto settings = json_.find("settings");
            if (settings == json_.end()) return none;
            holder = &*settings;
        }
        const auto it = holder->find(kCollections[static_cast<std::size_t>(kind)]);
        return it == holder->end() ? none : *it;
    }

    /// Every record's number, and its name, before any reference is read.
    void number(Kind kind) {
        int next = 0;
        std::set<int> seen;
        for (const Json& record : list(kind)) {
            at_ = kCollections[static_cast<std::size_t>(kind)] + std::string(": ") + text_at(record, "id");
            const char* key = name_key(kind);
            if (key) {
                next = record.contains("number") ? record.at("number").get<int>() : next + 1;
                const ProductId product = kind == Kind::release ? product_in(record) : ProductId{};
                labels_.know({kind, next}, text_at(record, key), product);
            } else {
                next = labels_.read(text_at(record, "id"), {}).n;
            }
            if (next < 1 || next > kLargestNumber)
                throw std::invalid_argument("its number is not one from 1 to " +
                                            std::to_string(kLargestNumber));
            if (!seen.insert(next).second) throw std::invalid_argument("it is there twice");
            numbers_[static_cast<std::size_t>(kind)].push_back(next);
        }
    }

    ProductId product_in(const Json& json) const {
        const std::string label = text_at(json, "product");
        return label.empty() ? ProductId{} : labels_.read(label, {}).as<ProductId>();
    }

    template <Record T>
    void records() {
        const auto& numbers = numbers_[static_cast<std::size_t>(T::kind)];
        std::size_t i = 0;
        for (const Json& json : list(T::kind)) {
            at_ = kCollections[static_cast<std::size_t>(T::kind)] + std::string(": ") + text_at(json, "id");
            const int n = numbers[i++];
            const ProductId product = T::kind == Kind::product ? ProductId{n} : product_in(json);
            out_.world.all<T>().put(record_from<T>(json, n, labels_.style(product)));
            out_.world.set_last(T::kind, std::max(n, out_.world.last(T::kind)));
        }
    }

    /// Following what each stands below must come to an end.
    template <Record T, class Above>
    void no_circles(Above above) {
        const std::size_t all = out_.world.all<T>().size();
        for (const T& record : out_.world.all<T>()) {
            at_ = kCollections[static_cast<std::size_t>(T::kind)] + std::string(": ") +
                  to_string(Ref{id_of(record)});
            std::size_t steps = 0;
            for (const T* up = out_.world.find(above(record)); up; up = out_.world.find(above(*up)))
                if (++steps > all) throw std::invalid_argument("it stands below itself");
        }
    }

    void counters() {
        at_ = "settings";
        const auto settings = json_.find("settings");
        if (settings == json_.end() || !settings->contains("counters")) return;
        const Json& counters = settings->at("counters");
        for (std::size_t k = 0; k < kKinds; ++k) {
            const auto it = counters.find(std::string(kPrefixes[k]));
            const Kind kind = static_cast<Kind>(k);
            if (it == counters.end()) continue;
            if (it->get<int>() > kLargestNumber) throw std::invalid_argument("a counter is too large");
            out_.world.set_last(kind, std::max(it->get<int>(), out_.world.last(kind)));
        }
        if (counters.contains("messages")) out_.world.set_last_message(counters.at("messages").get<int>());
    }

    Instant instant(const Json& json) const {
        Instant at{};
        field_from(json.at("at"), at, numbered_refs());
        return at;
    }

    PersonId person(const Json& json) const {
        const std::string label = text_at(json, "by");
        return label.empty() ? PersonId{} : labels_.read(label, {}).as<PersonId>();
    }

    void threads() {
        at_ = "threads";
        if (!json_.contains("threads")) return;
        for (const Json& thread : json_.at("threads")) {
            const Ref record = labels_.read(text_at(thread, "record"), product_in(thread));
            for (const Json& message : thread.at("messages"))
                out_.threads.push_back({record, person(message), instant(message), text_at(message, "text")});
        }
    }

    void journal() {
        at_ = "journal";
        if (!json_.contains("journal")) return;
        for (const Json& json : json_.at("journal")) {
            JournalRow row;
            row.at = instant(json);
            row.by = person(json);
            row.place = text_at(json, "place");
            row.record = labels_.read(text_at(json, "record"), product_in(json));
            row.field = text_at(json, "field");
            row.before = text_at(json, "before");
            row.after = text_at(json, "after");
            row.command = text_at(json, "command");
            out_.journal.push_back(std::move(row));
        }
    }

    void heard() {
        const auto note = [&](Ref record, PersonId by, Instant at) {
            const auto function = function_of(out_.world, by);
            const Product* product = out_.world.find(product_of(out_.world, record));
            if (!function || !product) return;
            Acts heard = product->heard;
            auto& last = heard[static_cast<std::size_t>(*function)];
            if (last && *last >= at) return;
            last = at;
            Product changed = *product;
            changed.heard = heard;
            out_.world.all<Product>().put(std::move(changed));
        };
        for (const JournalRow& row : out_.journal) note(row.record, row.by, row.at);
        for (const ThreadMessage& message : out_.threads) note(message.record, message.by, message.at);
    }

  public:
    /// What was being read when it failed.
    std::string at_;

  private:
    const Json& json_;
    LabelReader labels_;
    std::array<std::vector<int>, kKinds> numbers_;
    Archived out_;
};

}  // namespace

Result<Archived> read_export(std::string_view text) {
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::exception& error) {
        return refuse(std::string("It is no JSON: ") + error.what() + ".",
                      "An export of plumbline is expected.", "plumbline export -o plan.json");
    }
    if (!json.is_object() || !json.contains("plumbline_export"))
        return refuse("It is no export of plumbline: the key plumbline_export is missing.", {},
                      "plumbline export -o plan.json");
    if (!json.at("plumbline_export").is_number_integer() || json.at("plumbline_export").get<int>() > kVersion)
        return refuse("It was exported by a newer plumbline.",
                      "This one reads plumbline_export " + std::to_string(kVersion) + ".");
    Importer importer(json);
    try {
        return importer.read();
    } catch (const std::exception& error) {
        return refuse(importer.at_ + ": " + error.what() + ".");
    }
}

}  // namespace plumb::storage
