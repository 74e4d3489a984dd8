#include "storage/export_csv.hpp"

#include "core/align/plan.hpp"
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/records/field_text.hpp"
#include "storage/csv.hpp"
#include "storage/import_rows.hpp"

#include <algorithm>
#include <map>

namespace plumb::storage {

namespace {

using Cells = std::vector<std::string>;

std::string listed(const Cells& items) {
    std::string text;
    for (const std::string& item : items) text += (text.empty() ? "" : ";") + item;
    return text;
}

template <class T>
std::string text_of(const std::optional<T>& value) {
    if (!value) return {};
    if constexpr (std::is_same_v<T, Day>)
        return iso(*value);
    else if constexpr (std::is_same_v<T, Effort>)
        return effort_text(*value);
    else if constexpr (Named<T>)
        return std::string(word(*value));
    else
        return std::to_string(*value);
}

template <Named T>
std::string text_of(T value) {
    return std::string(word(value));
}

class Tables {
  public:
    Tables(const World& world, const ExportScope& scope, const Zones& zones)
        : world_(world), scope_(scope), zones_(zones) {}

    CsvExport all() {
        products();
        releases();
        features();
        launches();
        collateral();
        promises();
        changes();
        moves();
        return std::move(out_);
    }

  private:
    template <Record T>
    std::vector<const T*> wanted() const {
        return in_scope<T>(world_, scope_);
    }

    void table(std::string name, const Cells& header) {
        out_.files.push_back({std::move(name), csv_line(header)});
        named_.clear();
    }
    /// Says so of a row that goes by the name of an earlier one of its table.
    void named(Ref record, ProductId product, const std::string& name) {
        const auto [first, fresh] = named_.emplace(key(product) + '\n' + lower(name), record);
        if (!fresh)
            out_.left_out.push_back(out_.files.back().name + ": " + to_string(record) + " is called as " +
                                    to_string(first->second) +
                                    " is: an import takes the first of them alone");
    }
    void row(const Cells& cells) { out_.files.back().text += csv_line(cells); }
    void leave_out(Ref record, const std::string& why) {
        out_.left_out.push_back(out_.files.back().name + ": " + to_string(record) + " " + why +
                                ", and is left out");
    }

    std::string key(ProductId id) const {
        const Product* product = world_.find(id);
        return product ? product->key : std::string{};
    }

    std::string release(ReleaseId id) const {
        const Release* release = world_.find(id);
        return release ? release->name : std::string{};
    }

    /// The name where an import makes the same handle of it, else the handle.
    std::string person(PersonId id) const {
        const Person* person = world_.find(id);
        if (!person) return {};
        return handle_of(person->name) == person->handle ? person->name : person->handle;
    }

    std::string people(const std::vector<PersonId>& ids) const {
        Cells names;
        for (const PersonId id : ids) names.push_back(person(id));
        return listed(names);
    }

    std::string feature(FeatureId id) const {
        const Feature* feature = world_.find(id);
        if (!feature) return {};
        return feature->key.empty() ? feature->title : feature->key;
    }

    std::string features(const std::vector<FeatureId>& ids) const {
        Cells names;
        for (const FeatureId id : ids) names.push_back(feature(id));
        return listed(names);
    }

    /// With its start where another one has the same title.
    std::string event(EventId id) const {
        const LaunchEvent* event = world_.find(id);
        if (!event) return {};
        const auto& all = world_.all<LaunchEvent>();
        const auto same = std::count_if(all.begin(), all.end(), [&](const LaunchEvent& other) {
            return other.product == event->product && same_word(other.title, event->title);
        });
        return same > 1 ? event->title + " (" + iso(event->on) + ")" : event->title;
    }

    std::string day(ProductId product, Instant at) const {
        const Product* held = world_.find(product);
        return iso(zone_or_utc(&zones_, held ? std::string_view(held->tz) : std::string_view{}).day_of(at));
    }

    void products() {
        table("products.csv", {"product", "name", "tz"});
        for (const Product* p : wanted<Product>()) row({p->key, p->name, p->tz});
    }

    void releases() {
        table("releases.csv", {"product", "release", "date", "freeze", "status", "beta_from", "beta_to",
                               "goal", "metric", "owners", "capacity", "budget"});
        for (const Release* r : wanted<Release>())
            row({key(r->product), r->name, iso(Plan::date_of(*r)), text_of(r->freeze), text_of(r->status),
                 text_of(r->beta_from), text_of(r->beta_to), r->goal, r->metric, people(r->owners),
                 text_of(r->capacity), text_of(r->budget)});
    }

    void features() {
        table("features.csv",
              {"product", "key", "title", "release", "effort_days", "owner", "status", "build"});
        for (const Feature* f : wanted<Feature>()) {
            named(id_of(*f), f->product, feature(id_of(*f)));
            row({key(f->product), f->key, f->title, release(f->release), text_of(f->effort), person(f->owner),
                 text_of(f->status), text_of(f->build)});
        }
    }

    void launches() {
        table("launches.csv",
              {"product", "title", "type", "start", "end", "goal", "why", "audience", "owner", "release",
               "features", "tier", "prep_days", "parent", "immovable", "reach", "cost", "status"});
        for (const LaunchEvent* e : wanted<LaunchEvent>()) {
            named(id_of(*e), e->product, e->title + '\n' + iso(e->on));
            row({key(e->product), e->title, text_of(e->type), iso(e->on), iso(e->to), text_of(e->goal),
                 e->why, text_of(e->audience), people(e->owners), release(e->release), features(e->features),
                 text_of(e->tier), std::to_string(e->prep), event(e->parent), e->immovable ? "yes" : "no",
                 text_of(e->reach), text_of(e->cost), text_of(e->status)});
        }
    }

    void collateral() {
        table("collateral.csv", {"product", "launch", "title", "due", "owner", "claims", "status"});
        for (const Collateral* c : wanted<Collateral>()) {
            if (!c->due) {
                leave_out(id_of(*c), "has no due date");
                continue;
            }
            named(id_of(*c), c->product, event(c->event) + '\n' + c->title);
            row({key(c->product), event(c->event), c->title, iso(*c->due), person(c->owner),
                 features(c->claims), text_of(c->status)});
        }
    }

    void promises() {
        table("promises.csv", {"product", "title", "to", "feature", "by", "status"});
        for (const Promise* p : wanted<Promise>()) {
            const Customer* to = world_.find(p->to);
            if (!p->feature || !p->by) {
                leave_out(id_of(*p), p->feature ? "has no date" : "names no feature");
                continue;
            }
            named(id_of(*p), p->product, p->title);
            row({key(p->product), p->title, to ? to->name : std::string{}, feature(p->feature), iso(*p->by),
                 text_of(p->status)});
        }
    }

    Cells customer_names(ChangeId change) const {
        Cells names;
        for (const Evidence& voice : world_.all<Evidence>()) {
            const Customer* customer = voice.change == change ? world_.find(voice.customer) : nullptr;
            if (customer && !is_among(names, customer->name)) names.push_back(customer->name);
        }
        return names;
    }

    /// Those that a list takes for several.
    Cells split_customers(ChangeId change) const {
        Cells names = customer_names(change);
        std::erase_if(names, [](const std::string& name) { return name.find(';') == std::string::npos; });
        return names;
    }

    void changes() {
        table("changes.csv",
              {"product", "title", "kind", "raised_by", "function", "why", "customers", "feature", "release",
               "to", "raised_at", "decision", "decided_at", "effort_days", "note"});
        for (const ChangeRequest* r : wanted<ChangeRequest>()) {
            const bool withdrawn = r->status == ChangeStatus::withdrawn;
            if (withdrawn || r->status == ChangeStatus::merged) {
                leave_out(id_of(*r), withdrawn ? "was withdrawn" : "was merged");
                continue;
            }
            named(id_of(*r), r->product, r->title);
            for (const std::string& name : split_customers(id_of(*r)))
                out_.left_out.push_back(out_.files.back().name + ": " + to_string(Ref{id_of(*r)}) +
                                        ": the customer " + plumb::quoted(name) +
                                        " has a semicolon in its name, and comes back as several");
            if (r->date)
                out_.left_out.push_back(out_.files.back().name + ": " + to_string(Ref{id_of(*r)}) +
                                        ": its day, " + iso(*r->date) + ", has no column, and is left out");
            const bool decided = r->status == ChangeStatus::approved || r->status == ChangeStatus::declined ||
                                 r->status == ChangeStatus::deferred;
            row({key(r->product), r->title, text_of(r->change_kind), person(r->raised_by),
                 text_of(r->function), r->why, listed(customer_names(id_of(*r))), feature(r->feature),
                 release(r->release), release(r->to), day(r->product, r->opened_at),
                 decided ? text_of(r->status) : std::string{},
                 decided && r->decided_at ? day(r->product, *r->decided_at) : std::string{},
                 text_of(r->effort), decided ? r->reason : std::string{}});
        }
    }

    void moves() {
        table("dates_moved.csv", {"product", "release", "title", "old_date", "new_date", "changed_at"});
        for (const Move* m : wanted<Move>()) {
            if (m->record.kind == Kind::feature || !m->old_date || !m->new_date) continue;
            row({key(m->product), release(m->record.as<ReleaseId>()), event(m->record.as<EventId>()),
                 iso(*m->old_date), iso(*m->new_date), iso(m->on)});
        }
    }

    const World& world_;
    const ExportScope& scope_;
    const Zones& zones_;
    CsvExport out_;
    /// The records of the table at hand by product and name.
    std::map<std::string, Ref> named_;
};

}  // namespace

CsvExport export_csv(const World& world, const ExportScope& scope, const Zones& zones) {
    return Tables(world, scope, zones).all();
}

}  // namespace plumb::storage
