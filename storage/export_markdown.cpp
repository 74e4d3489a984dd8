#include "storage/export_markdown.hpp"

#include "core/base/among.hpp"
#include "core/base/utf8.hpp"
#include "core/command/record_text.hpp"
#include "storage/markdown.hpp"

namespace plumb::storage {

namespace {

using md::Cells;
using md::field;
using md::plain;

template <class T>
std::string text_of(const World& world, const T& value) {
    return plain(field_text(world, value));
}

std::string people(const World& world, const std::vector<PersonId>& ids) {
    return plain(names_of(world, ids));
}

std::string person(const World& world, PersonId id) {
    return id ? plain(person_name(world, id)) : std::string{};
}

class Document {
  public:
    Document(const Archived& archived, const ExportScope& scope, const Zones& zones)
        : world_(archived.world), archived_(archived), scope_(scope), zones_(zones) {}

    std::string text() {
        out_ = "# Plumbline\n";
        for (const Product& product : world_.all<Product>()) {
            if (scope_.product && id_of(product) != scope_.product) continue;
            product_ = id_of(product);
            zone_ = &zone_or_utc(&zones_, product.tz);
            out_ += "\n## " + plain(name(world_, product_)) + "\n";
            releases();
            features();
            requests();
            events();
            promises();
            assumptions();
            warnings();
            moves();
            terms();
        }
        customers();
        return std::move(out_);
    }

  private:
    template <Record T>
    std::vector<const T*> wanted() const {
        return in_scope<T>(world_, {product_, scope_.since});
    }

    void heading(const std::string& text) { out_ += "\n### " + text + "\n\n"; }
    std::string day(Instant at) const { return iso(zone_->day_of(at)); }

    void releases() {
        const auto all = wanted<Release>();
        if (all.empty()) return;
        heading("Releases");
        out_ += md::header({"Release", "Date", "Status", "Freeze", "Beta", "Goal", "Owners"});
        for (const Release* r : all) {
            const std::string beta =
                r->beta_from ? iso(*r->beta_from) + " to " + (r->beta_to ? iso(*r->beta_to) : "shipping")
                             : std::string{};
            out_ +=
                md::row({plain(r->name), iso(r->shipped_on.value_or(r->date)), std::string(word(r->status)),
                         text_of(world_, r->freeze), beta, plain(r->goal), people(world_, r->owners)});
        }
    }

    void features() {
        const auto all = wanted<Feature>();
        if (all.empty()) return;
        heading("Features");
        out_ += md::header({"ID", "Feature", "Key", "Release", "Status", "Effort", "Owner"});
        for (const Feature* f : all)
            out_ +=
                md::row({to_string(Ref{id_of(*f)}), plain(f->title), plain(f->key),
                         f->release ? plain(name(world_, f->release)) : "backlog",
                         std::string(word(f->status)), text_of(world_, f->effort), person(world_, f->owner)});
    }

    void requests() {
        const auto all = wanted<ChangeRequest>();
        if (all.empty()) return;
        heading("Change requests");
        for (const ChangeRequest* r : all) request(*r);
    }

    void request(const ChangeRequest& r) {
        out_ += "#### " + to_string(Ref{id_of(r)}) + " " + plain(r.title) + "\n\n";
        out_ += std::string(word(r.change_kind)) + ", " + std::string(word(r.status)) + ", raised " +
                day(r.opened_at) + (r.raised_by ? " by " + person(world_, r.raised_by) : std::string{}) +
                (r.function ? " (" + std::string(word(*r.function)) + ")" : std::string{}) + "\n\n";
        out_ += field("Why", r.why);
        if (r.feature) out_ += field("Feature", called(world_, r.feature));
        if (r.release) out_ += field("Release", name(world_, r.release));
        if (r.to) out_ += field("To", name(world_, r.to));
        if (r.date) out_ += field("Date", iso(*r.date));
        if (r.effort) out_ += field("Effort", effort_phrase(*r.effort));
        out_ += field("If declined", r.if_declined);
        evidence(id_of(r));
        for (const Assessment& a : world_.all<Assessment>())
            if (a.change == id_of(r)) assessment(a);
        for (const ChangeOption& option : r.options)
            out_ += field("Option", option.text + (option.effort ? ", " + effort_phrase(*option.effort)
                                                                 : std::string{}));
        if (r.decision && r.decided_at)
            out_ += field("Decided", std::string(word(*r.decision)) + " " + day(*r.decided_at) +
                                         (r.decided_by ? " by " + person_name(world_, r.decided_by) : "") +
                                         (r.reason.empty() ? "" : ": " + r.reason));
        out_ += field("Override", r.override_reason);
        out_ += field("Trade-off", r.trade_off);
        discussion(id_of(r));
        out_ += "\n";
    }

    void evidence(ChangeId request) {
        for (const Evidence& e : world_.all<Evidence>()) {
            if (e.change != request) continue;
            std::string text = e.customer ? name(world_, e.customer) : std::string("somebody");
            text += " (" + std::string(word(e.source)) + (e.direct ? ", direct" : "") + ")";
            if (!e.quote.empty()) text += ": “" + e.quote + "”";
            if (!e.summary.empty()) text += (e.quote.empty() ? ": " : " ") + e.summary;
            out_ += field("Heard", text);
        }
    }

    void assessment(const Assessment& a) {
        std::string text;
        each_field(a, [&](std::string_view key, const auto& value) {
            constexpr std::array<std::string_view, 6> kElsewhere{
                "product", "change_request", "function", "by", "at", "first_at"};
            const std::string said = field_text(world_, value);
            if (said.empty() || is_among(kElsewhere, key)) return;
            text += (text.empty() ? "" : ", ") + std::string(key) + " " + said;
        });
        out_ +=
            field(std::string("Assessed by ") + std::string(word(a.function)), text.empty() ? "yes" : text);
    }

    void discussion(Ref record) {
        for (const ThreadMessage& message : archived_.threads)
            if (message.record == record)
                out_ += "- " + day(message.at) + " " + person(world_, message.by) + ": " +
                        plain(message.text) + "\n";
    }

    void events() {
        const auto all = wanted<LaunchEvent>();
        if (all.empty()) return;
        heading("Launch events");
        for (const LaunchEvent* e : all) event(*e);
    }

    void event(const LaunchEvent& e) {
        out_ += "#### " + to_string(Ref{id_of(e)}) + " " + plain(e.title) + "\n\n";
        out_ += std::string(word(e.type)) + ", " + std::string(word(e.status)) + ", " + iso(e.on) +
                (e.to == e.on ? std::string{} : " to " + iso(e.to)) + "\n\n";
        out_ += field("Why", e.why);
        if (e.goal) out_ += field("Goal", std::string(word(*e.goal)));
        if (e.audience) out_ += field("Audience", std::string(word(*e.audience)));
        if (!e.owners.empty()) out_ += field("Owners", names_of(world_, e.owners));
        if (e.tier) out_ += field("Tier", std::to_string(*e.tier));
        if (e.release) out_ += field("Release", name(world_, e.release));
        for (const FeatureId feature : e.features) out_ += field("Feature", called(world_, feature));
        if (e.parent) out_ += field("Belongs to", called(world_, e.parent));
        out_ += field("Place", e.place);
        for (const Collateral& c : world_.all<Collateral>())
            if (c.event == id_of(e))
                out_ += "- " + to_string(Ref{id_of(c)}) + " " + plain(c.title) +
                        (c.due ? ", due " + iso(*c.due) : std::string{}) + ", " +
                        std::string(word(c.status)) +
                        (c.owner ? ", " + person(world_, c.owner) : std::string{}) + "\n";
        discussion(id_of(e));
        out_ += "\n";
    }

    void promises() {
        const auto all = wanted<Promise>();
        if (all.empty()) return;
        heading("Promises");
        out_ += md::header({"ID", "Promise", "To", "Feature", "By", "Status"});
        for (const Promise* p : all)
            out_ += md::row({to_string(Ref{id_of(*p)}), plain(p->title),
                             p->to ? plain(name(world_, p->to)) : std::string{},
                             p->feature ? plain(called(world_, p->feature)) : std::string{},
                             text_of(world_, p->by), std::string(word(p->status))});
    }

    void assumptions() {
        const auto all = wanted<Assumption>();
        if (all.empty()) return;
        heading("Assumptions");
        out_ += md::header({"ID", "Assumption", "About", "Check by", "Status", "Found"});
        for (const Assumption* a : all)
            out_ += md::row({to_string(Ref{id_of(*a)}), plain(a->title),
                             a->about ? plain(name(world_, a->about)) : std::string{},
                             text_of(world_, a->check_by), std::string(word(a->status)), plain(a->found)});
    }

    void warnings() {
        bool any = false;
        for (const Warning* w : wanted<Warning>()) {
            if (w->status == WarningStatus::resolved) continue;
            if (!any) heading("Open warnings");
            any = true;
            out_ += "- " + to_string(Ref{id_of(*w)}) + " " + std::string(word(w->severity)) + ", " + w->rule +
                    ": " + plain(w->facts) + "\n";
        }
    }

    void moves() {
        bool any = false;
        for (const Move* m : wanted<Move>()) {
            if (m->record.kind == Kind::feature || !m->old_date || !m->new_date) continue;
            if (!any) {
                heading("Moves");
                out_ += md::header({"On", "What", "From", "To", "Who", "Why"});
            }
            any = true;
            out_ += md::row({iso(m->on), plain(called(world_, m->record)), iso(*m->old_date),
                             iso(*m->new_date), person(world_, m->by), plain(m->why)});
        }
    }

    void terms() {
        const auto all = wanted<Term>();
        if (all.empty()) return;
        heading("Words");
        for (const Term* t : all) out_ += field(t->term, t->meaning);
    }

    void customers() {
        product_ = {};
        const auto all = wanted<Customer>();
        if (all.empty()) return;
        out_ += "\n## Customers\n\n" + md::header({"Customer", "Segment", "Value a year"});
        for (const Customer* c : all)
            out_ +=
                md::row({plain(c->name), plain(c->segment), c->value ? grouped(*c->value) : std::string{}});
    }

    const World& world_;
    const Archived& archived_;
    const ExportScope& scope_;
    const Zones& zones_;
    ProductId product_;
    const Zone* zone_ = nullptr;
    std::string out_;
};

}  // namespace

std::string export_markdown(const Archived& archived, const ExportScope& scope, const Zones& zones) {
    return Document(archived, scope, zones).text();
}

}  // namespace plumb::storage
