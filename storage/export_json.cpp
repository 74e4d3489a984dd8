#include "storage/export_json.hpp"

#include "storage/labels.hpp"
#include "storage/record_json.hpp"

#include <algorithm>

namespace plumb::storage {

namespace {

class Exporter {
  public:
    Exporter(const Archived& archived, const ExportScope& scope)
        : archived_(archived), scope_(scope), labels_(archived.world) {}

    template <Record T>
    Json all() const {
        Json list = Json::array();
        for (const T& record : archived_.world.all<T>()) {
            ProductId product;
            if constexpr (requires { record.product; }) product = record.product;
            if constexpr (std::is_same_v<T, Product>) product = id_of(record);
            if (!wanted(product) || (scope_.since && record.meta.updated_at < *scope_.since)) continue;
            list.push_back(record_json(record, labels_.style(product)));
            if constexpr (std::is_same_v<T, Product>)
                if (scope_.without_secrets) list.back()["calendar_token"] = nullptr;
        }
        return list;
    }

    Json threads() const {
        Json list = Json::array();
        Ref current;
        for (const ThreadMessage& message : archived_.threads) {
            const ProductId product = product_of(archived_.world, message.record);
            if (!wanted(product) || (scope_.since && message.at < *scope_.since)) continue;
            if (message.record != current || list.empty())
                list.push_back({{"record", labels_.label(message.record, product)},
                                {"product", ref(product)},
                                {"messages", Json::array()}});
            current = message.record;
            list.back()["messages"].push_back(
                {{"by", ref(message.by)}, {"at", iso(message.at)}, {"text", message.text}});
        }
        return list;
    }

    Json journal() const {
        Json list = Json::array();
        for (const JournalRow& row : archived_.journal) {
            const ProductId product = product_of(archived_.world, row.record);
            if (!wanted(product) || (scope_.since && row.at < *scope_.since)) continue;
            list.push_back({{"at", iso(row.at)},
                            {"by", ref(row.by)},
                            {"place", row.place.empty() ? Json() : Json(row.place)},
                            {"record", labels_.label(row.record, product)},
                            {"product", ref(product)},
                            {"field", row.field},
                            {"before", row.before.empty() ? Json() : Json(row.before)},
                            {"after", row.after.empty() ? Json() : Json(row.after)},
                            {"command", row.command}});
        }
        return list;
    }

    Json settings() const {
        Json json = Json::object();
        json["rules"] = all<RuleSetting>();
        json["mutes"] = all<Mute>();
        json["policies"] = policies();
        json["glossary"] = all<Term>();
        json["schedules"] = all<Schedule>();
        json["roles"] = roles();
        json["channels"] = channels();
        json["counters"] = counters();
        return json;
    }

  private:
    bool wanted(ProductId product) const { return !scope_.product || !product || product == scope_.product; }

    Json ref(Ref record) const { return record ? Json(labels_.label(record, {})) : Json(); }

    static Json checklist(const std::optional<std::vector<ChecklistItem>>& items) {
        if (!items) return {};
        Json list = Json::array();
        for (const ChecklistItem& item : *items)
            list.push_back(item.title + "@T-" + std::to_string(item.days_before) + "@" +
                           std::string(word(item.side)));
        return list;
    }

    Json policies() const {
        Json list = Json::array();
        const RefStyle style = labels_.style({});
        for (const Product& product : archived_.world.all<Product>()) {
            if (!wanted(id_of(product))) continue;
            const Policy& policy = product.policy;
            list.push_back({{"product", ref(id_of(product))},
                            {"assess", field_json(policy.assess, style)},
                            {"decide", field_json(policy.decide, style)},
                            {"plan", field_json(policy.plan, style)},
                            {"tell", field_json(policy.tell, style)},
                            {"burst", policy.burst},
                            {"profile", field_json(product.profile, style)},
                            {"checklist.1", checklist(policy.checklist1)},
                            {"checklist.2", checklist(policy.checklist2)},
                            {"checklist.3", checklist(policy.checklist3)}});
        }
        return list;
    }

    Json roles() const {
        Json list = Json::array();
        for (const Person& person : archived_.world.all<Person>())
            for (const Role role : person.roles)
                list.push_back({{"person", ref(id_of(person))}, {"role", std::string(word(role))}});
        return list;
    }

    Json channels() const {
        Json list = Json::array();
        for (const Product& product : archived_.world.all<Product>())
            for (const std::string& channel : product.channels)
                if (wanted(id_of(product)))
                    list.push_back({{"channel", channel}, {"product", ref(id_of(product))}});
        return list;
    }

    /// The last number of each kind ever given: numbers are not used again, and what others say of a record
    /// that was taken back still means it. That of people stands there only where its person is gone: who was
    /// only refused something is somebody, too, and `people` alone tells of them.
    Json counters() const {
        Json json = Json::object();
        for (std::size_t k = 0; k < kKinds; ++k)
            json[std::string(kPrefixes[k])] = archived_.world.last(static_cast<Kind>(k));
        const auto& people = archived_.world.all<Person>();
        const int last = archived_.world.last(Kind::person);
        if (std::any_of(people.begin(), people.end(), [&](const Person& p) { return p.meta.n == last; }))
            json.erase(std::string(kPrefixes[static_cast<std::size_t>(Kind::person)]));
        json["messages"] = archived_.world.last_message();
        return json;
    }

    const Archived& archived_;
    const ExportScope& scope_;
    LabelWriter labels_;
};

}  // namespace

std::string export_json(const Archived& archived, const ExportScope& scope) {
    const Exporter exporter(archived, scope);
    Json json = Json::object();
    json["plumbline_export"] = kExportVersion;
    json["products"] = exporter.all<Product>();
    json["releases"] = exporter.all<Release>();
    json["features"] = exporter.all<Feature>();
    json["change_requests"] = exporter.all<ChangeRequest>();
    json["evidence"] = exporter.all<Evidence>();
    json["assessments"] = exporter.all<Assessment>();
    json["launch_events"] = exporter.all<LaunchEvent>();
    json["collateral"] = exporter.all<Collateral>();
    json["promises"] = exporter.all<Promise>();
    json["assumptions"] = exporter.all<Assumption>();
    json["customers"] = exporter.all<Customer>();
    json["people"] = exporter.all<Person>();
    json["baselines"] = exporter.all<Baseline>();
    json["warnings"] = exporter.all<Warning>();
    json["moves"] = exporter.all<Move>();
    json["threads"] = exporter.threads();
    json["settings"] = exporter.settings();
    json["journal"] = exporter.journal();
    return json_text(json);
}

}  // namespace plumb::storage
