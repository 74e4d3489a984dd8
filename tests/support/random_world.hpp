// Installations drawn at random: every kind of record, every field, gaps in the numbers, names that look
// alike.
#pragma once

#include "core/command/context.hpp"

#include <random>

namespace plumb {

class RandomWorld {
  public:
    explicit RandomWorld(unsigned seed) : random_(seed) {
        const auto every = [&]<std::size_t... K>(std::index_sequence<K...>) {
            ((numbers_[K] = draw_numbers(1 + below(4))), ...);
            (fill_kind<RecordOf<static_cast<Kind>(K)>>(), ...);
        };
        every(std::make_index_sequence<kKinds>{});
        world.set_last_message(below(9));
        draw_threads();
        draw_journal();
    }

    World world;
    std::vector<ThreadMessage> threads;
    std::vector<JournalRow> journal;

  private:
    static constexpr int kMostDays = 366;

    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    bool chance() { return below(2) == 0; }

    std::vector<int> draw_numbers(int count) {
        std::vector<int> numbers;
        for (int n = 0; count > 0; --count) numbers.push_back(n += 1 + below(3));
        return numbers;
    }

    template <Record T>
    void fill_kind() {
        for (const int n : numbers_[static_cast<std::size_t>(T::kind)]) {
            T record;
            record.meta.n = n;
            record.meta.created_at = instant();
            record.meta.updated_at = record.meta.created_at + Seconds{below(100'000)};
            if (chance()) record.meta.created_by = id<Kind::person>();
            for (auto& act : record.meta.acts)
                if (chance()) act = instant();
            each_field(record, [&](std::string_view, auto& field) { fill(field); });
            if constexpr (requires { record.product; }) record.product = id<Kind::product>();
            name(record);
            if constexpr (requires { record.title; })
                if (record.title.empty()) record.title = "Untitled";
            world.all<T>().put(std::move(record));
            world.set_last(T::kind, std::max(world.last(T::kind), n + below(3)));
        }
    }

    // Names that tell records apart; releases only within their product.
    void name(Product& r) {
        for (auto& last : r.heard)
            if (chance()) last = instant();
        r.key = (chance() ? "atlas" : "Größe.") + std::to_string(r.meta.n);
        for (auto* items : {&r.policy.checklist1, &r.policy.checklist2, &r.policy.checklist3})
            if (*items)
                for (ChecklistItem& item : **items) item.days_before %= kMostDays;
    }
    void name(Person& r) { r.handle = "ana" + std::to_string(r.meta.n); }
    void name(Customer& r) { r.name = "Acme / " + std::to_string(r.meta.n); }
    void name(Release& r) {
        if (r.beta_from && r.beta_to) r.beta_to = std::max(*r.beta_from, *r.beta_to);
        if (r.freeze && r.status != ReleaseStatus::shipped) r.freeze = std::min(*r.freeze, r.date);
        r.name = chance() ? "1." + std::to_string(r.meta.n) : "2.0";
        for (const Release& other : world.all<Release>())
            if (other.product == r.product && other.name == r.name) r.name += "-" + std::to_string(r.meta.n);
    }
    void name(LaunchEvent& r) {
        r.prep %= kMostDays;
        r.lead %= kMostDays;
        r.to = std::max(r.to, r.on);
        if (r.tier) r.tier = 1 + below(3);
    }
    void name(Evidence& r) {
        if (!r.event) r.change = id<Kind::change>();
    }
    void name(Assessment& r) { r.change = id<Kind::change>(); }
    void name(Collateral& r) {
        r.event = id<Kind::event>();
        if (r.due_before) r.due_before = below(kMostDays);
        if (r.from_tier) r.from_tier = 1 + below(3);
    }
    void name(Warning& r) {
        if (r.subject.empty()) r.subject.push_back(ref());
        if (r.rule.empty()) r.rule = "no-slack";
    }
    void name(RuleSetting& r) {
        if (r.rule.empty()) r.rule = "no-slack";
        if (r.key.empty()) r.key = "days";
    }
    void name(Mute& r) {
        if (r.rule.empty()) r.rule = "no-slack";
    }
    void name(Term& r) {
        if (r.term.empty()) r.term = "GA";
    }
    /// Whole minutes: that is how a clock is written.
    void name(Schedule& r) { r.time_of_day = below(1'440) * 60; }
    template <class T>
    void name(T&) {}

    std::string text() {
        constexpr std::array<const char*, 9> kTexts{"",
                                                    "Offline mode",
                                                    "“So”, he said; a,b\r\n\"c\"",
                                                    "LE-1",
                                                    "日本語",
                                                    "null",
                                                    "<!channel> & @room",
                                                    "\t",
                                                    "\xF0\x9F\x9A\x80 T-14"};
        return kTexts[static_cast<std::size_t>(below(kTexts.size()))];
    }
    Day day() { return Day{Days{below(84'000)}}; }
    Instant instant() { return Instant{day()} + Seconds{below(86'400)}; }

    template <Kind K>
    Id<K> id() {
        const auto& numbers = numbers_[static_cast<std::size_t>(K)];
        return Id<K>{numbers[static_cast<std::size_t>(below(static_cast<int>(numbers.size())))]};
    }
    Ref ref() {
        switch (below(4)) {
            case 0: return id<Kind::release>();
            case 1: return id<Kind::feature>();
            case 2: return id<Kind::event>();
            default: return id<Kind::change>();
        }
    }

    template <class T>
    void fill(T& value) {
        if constexpr (std::is_same_v<T, std::string>) {
            value = text();
        } else if constexpr (std::is_same_v<T, bool>) {
            value = chance();
        } else if constexpr (Named<T>) {
            value = static_cast<T>(below(static_cast<int>(words<T>().size())));
        } else if constexpr (std::is_integral_v<T>) {
            value = static_cast<T>(below(1'000));
        } else if constexpr (std::is_same_v<T, Day>) {
            value = day();
        } else if constexpr (std::is_same_v<T, Instant>) {
            value = instant();
        } else if constexpr (std::is_same_v<T, Effort>) {
            value.min = below(20) / 2.0;
            value.max = value.min + below(20) / 2.0;
        } else if constexpr (std::is_same_v<T, QuietHours>) {
            value = {below(1'440) * 60, below(1'440) * 60};
        } else if constexpr (std::is_same_v<T, Ref>) {
            value = ref();
        } else if constexpr (is_id<T>) {
            value = chance() ? id<T::kind>() : T{};
        } else if constexpr (requires { value.has_value(); }) {
            if (!chance()) return;
            typename T::value_type inner{};
            fill(inner);
            value = std::move(inner);
        } else if constexpr (requires { value.push_back(value.front()); }) {
            for (int i = below(3); i > 0; --i) {
                typename T::value_type inner{};
                fill(inner);
                if constexpr (is_id<typename T::value_type>)
                    if (!inner) continue;
                if constexpr (std::is_same_v<typename T::value_type, std::string>)
                    if (inner.empty()) continue;
                value.push_back(std::move(inner));
            }
        } else {
            each_field(value, [&](std::string_view, auto& part) { fill(part); });
        }
    }
    void draw_threads() {
        for (const ChangeRequest& request : world.all<ChangeRequest>())
            for (int i = below(3); i > 0; --i)
                threads.push_back({id_of(request), id<Kind::person>(), instant(), "Said " + text()});
        for (const Release& release : world.all<Release>())
            if (chance()) threads.push_back({id_of(release), id<Kind::person>(), instant(), "So"});
    }

    void draw_journal() {
        for (int i = below(9); i > 0; --i) {
            JournalRow row;
            row.at = instant();
            if (chance()) row.by = id<Kind::person>();
            row.place = text();
            row.record = ref();
            row.field = "title";
            row.before = text();
            row.after = text();
            row.command = text();
            journal.push_back(std::move(row));
        }
    }

    std::mt19937 random_;
    std::array<std::vector<int>, kKinds> numbers_;
};

}  // namespace plumb
