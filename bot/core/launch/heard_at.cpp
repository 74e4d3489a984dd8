#include "core/launch/heard_at.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/change/watchers.hpp"
#include "core/command/asked.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <array>
#include <cctype>

namespace plumb {

namespace {

/// Answers are taken for this long after the question.
constexpr Days kAnswersTaken{14};

bool asked_of(const Draft& draft, const LaunchEvent& event) {
    const Day today = today_in(draft, event.product);
    const bool owner = is_among(event.owners, draft.actor());
    return owner && event.heard_asked && today <= *event.heard_asked + kAnswersTaken;
}

bool in_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0;
}

/// Whole words of a text, whatever their case.
bool holds_words(std::string_view text, std::string_view words) {
    const std::string in = lower(text);
    const std::string wanted = lower(words);
    for (std::size_t at = in.find(wanted); at != std::string::npos && !wanted.empty();
         at = in.find(wanted, at + 1)) {
        const std::size_t end = at + wanted.size();
        const bool begins = at == 0 || !in_word(in[at - 1]);
        const bool ends = end == in.size() || !in_word(in[end]);
        if (begins && ends) return true;
    }
    return false;
}

/// The first request of the product that a text names by its ID.
ChangeId request_in(const World& world, ProductId product, std::string_view text) {
    constexpr std::string_view kPrefix = "cr-";
    const std::string in = lower(text);
    for (std::size_t at = in.find(kPrefix); at != std::string::npos; at = in.find(kPrefix, at + 1)) {
        std::size_t end = at + kPrefix.size();
        while (end < in.size() && in[end] >= '0' && in[end] <= '9') ++end;
        const auto ref = parse_ref(std::string_view(in).substr(at, end - at));
        const ChangeRequest* request = ref ? world.find(ref->as<ChangeId>()) : nullptr;
        if (request && request->product == product && (at == 0 || !in_word(in[at - 1])))
            return id_of(*request);
    }
    return {};
}

/// The customer whose name stands in a text; the longest where several do.
CustomerId customer_in(const World& world, std::string_view text) {
    const Customer* found = nullptr;
    for (const Customer& customer : world.all<Customer>())
        if (holds_words(text, customer.name) && (!found || customer.name.size() > found->name.size()))
            found = &customer;
    return found ? id_of(*found) : CustomerId{};
}

/// Somebody's own words, and not a word that is set off (`the "dark" screens`): a few of them, or all that
/// stands behind a colon.
bool is_speech(std::string_view before, std::string_view words) {
    constexpr std::size_t kFewest = 2;
    std::size_t count = 0;
    bool blank = true;
    for (const char c : words) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (blank && !space) ++count;
        blank = space;
    }
    const std::string_view lead = trimmed(before);
    return count >= kFewest || lead.empty() || lead.back() == ':';
}

/// What stands in the first pair of quotes that holds somebody's words.
std::string quote_in(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kQuotes{
        {{"“", "”"}, {"„", "“"}, {"«", "»"}, {"\"", "\""}}};
    for (const auto& [open, close] : kQuotes) {
        for (std::size_t from = text.find(open); from != std::string_view::npos;) {
            const std::size_t begin = from + open.size();
            const std::size_t to = text.find(close, begin);
            if (to == std::string_view::npos) break;
            const std::string_view words = text.substr(begin, to - begin);
            if (!words.empty() && is_speech(text.substr(0, from), words)) return std::string(words);
            from = text.find(open, to + close.size());
        }
    }
    return {};
}

}  // namespace

void heard_at_event(Draft& draft, EventId id, std::string_view text) {
    const LaunchEvent* event = draft.find(id);
    if (!event || text.empty() || !asked_of(draft, *event)) return;
    Evidence voice;
    voice.product = event->product;
    voice.event = id;
    voice.source = Source::event;
    voice.summary = std::string(text);
    voice.quote = quote_in(text);
    voice.direct = !voice.quote.empty();
    voice.customer = customer_in(draft.world(), text);
    voice.change = request_in(draft.world(), event->product, text);
    const ChangeId request = voice.change;
    const CustomerId customer = voice.customer;
    const EvidenceId made = draft.add(std::move(voice));
    if (request) put_as_acted(draft, *draft.find(request));
    Text line(fmt::format("{} is kept as evidence", to_string(Ref{made})));
    if (customer) line << " from " << name(draft.world(), customer);
    line << " on " << called(draft.world(), request ? Ref{request} : Ref{id}) << ".";
    if (!request) {
        line << " ";
        line.code(fmt::format("launch attach {} to:CR-1", to_string(Ref{made}))) << " puts it on a request.";
    }
    draft.tell(Ref{id}, std::move(line));
    draft.show_card(Ref{id});
    if (request) draft.show_card(Ref{request});
}

std::string heard_text(const World& world, const Evidence& voice) {
    const std::string by = voice.customer ? name(world, voice.customer) + ": " : std::string{};
    return by + (voice.summary.empty() ? quoted(voice.quote) : voice.summary);
}

std::vector<const Evidence*> unattached(const World& world, EventId event) {
    std::vector<const Evidence*> out;
    world.all<Evidence>().each_naming(event, [&](const Evidence& e) {
        if (e.event == event && !e.change) out.push_back(&e);
    });
    return out;
}

Result<void> attach_evidence(Draft& draft, const Command& command) {
    Evidence voice = *draft.find(command.subject.as<EvidenceId>());
    const auto to = command.id<ChangeId>("to");
    const std::string id = to_string(Ref{id_of(voice)});
    if (voice.change)
        return refuse(fmt::format("{} is on {} already.", id, called(draft.world(), voice.change)),
                      "What was heard anew is evidence of its own:",
                      fmt::format("change evidence {} \"what was heard\"", to_string(Ref{to})));
    if (auto same = same_product(draft.world(), voice.product, Ref{to}); !same) return same;
    voice.change = to;
    draft.put(voice);
    put_as_acted(draft, *draft.find(to));
    draft.tell(Ref{to}, fmt::format("{} is on {} now.", id, called(draft.world(), Ref{to})));
    draft.show_card(Ref{to});
    if (voice.event) draft.show_card(Ref{voice.event});
    return {};
}

}  // namespace plumb
