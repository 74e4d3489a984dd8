// `undo`: takes back the speaker's last recording command in this channel (product.md section 4).
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/change/watchers.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/command/undo_entry.hpp"
#include "core/talk/settled_since.hpp"
#include "core/talk/talk_handlers.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/undo_built.hpp"
#include "core/talk/undo_images.hpp"
#include "core/talk/undo_kept.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <type_traits>

namespace plumb {

namespace {

/// Records named in the answer; the rest is counted.
constexpr std::size_t kUndoneShown = 4;

using Image = UndoEntry::Image;

/// Who came to watch after the command stays a watcher.
void keep_watchers(ChangeRequest& restored, const ChangeRequest& now, const ChangeRequest* then) {
    for (const PersonId who : now.watchers)
        if (then && !is_among(then->watchers, who) && !is_among(restored.watchers, who))
            restored.watchers.push_back(who);
}

/// The warning is as open as it was; what it says is what the rules found last. That it rose while it was
/// silent is still to be told.
Warning reopened(const Warning& then, Warning now) {
    now.status = then.status;
    now.reason = then.reason;
    now.until = then.until;
    now.by = then.by;
    if (now.told_in < 0 || !now.channel_at) now.channel_at = then.channel_at;
    if (then.status != WarningStatus::resolved) now.resolved_at.reset();
    return now;
}

/// Puts a record back as it was; what functions did on it since is no part of it.
void restore(Draft& draft, const Image& image) {
    std::visit(
        [&](auto record) {
            using T = std::decay_t<decltype(record)>;
            if (const T* now = draft.find(id_of(record))) {
                if constexpr (std::is_same_v<T, Warning>) record = reopened(record, *now);
                record.meta.acts = now->meta.acts;
                if constexpr (std::is_same_v<T, Product>) record.heard = now->heard;
                if constexpr (std::is_same_v<T, ChangeRequest>)
                    keep_watchers(record, *now,
                                  image.after ? std::get_if<ChangeRequest>(&*image.after) : nullptr);
            }
            draft.put(std::move(record));
        },
        *image.before);
}

void erase(Draft& draft, const AnyRecord& made) {
    std::visit([&](const auto& record) { draft.erase<std::decay_t<decltype(record)>>(id_of(record)); }, made);
}

constexpr std::string_view kTheAssessment = "the assessment of ";

/// Nobody was ever told the number of an assessment.
std::string undone(const World& world, const Image& image) {
    const auto* given = std::get_if<Assessment>(image.after ? &*image.after : &*image.before);
    if (!given) return called(world, ref_of(image));
    return fmt::format("{}{} by {}", kTheAssessment, to_string(Ref{given->change}), word(given->function));
}

/// In the order of the images; what was made is named while it is there, the rest once it is back.
class Account {
  public:
    explicit Account(const std::vector<Image>& images) : images_(&images), parts_(images.size()) {}

    void before(const World& world) {
        for (std::size_t i = 0; i < parts_.size(); ++i)
            if (!(*images_)[i].before) parts_[i] = undone(world, (*images_)[i]) + " is gone";
    }
    void after(const World& world) {
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const Image& image = (*images_)[i];
            if (image.before) parts_[i] = undone(world, image) + (image.after ? " is as it was" : " is back");
        }
    }
    std::string text() const {
        std::vector<std::string> told;
        for (std::size_t i = 0; i < parts_.size(); ++i)
            if (ref_of((*images_)[i]).kind != Kind::move) told.push_back(parts_[i]);
        std::string sentence = listed(told, kUndoneShown);
        if (sentence.rfind(kTheAssessment, 0) == 0) sentence.front() = 'T';
        return sentence;
    }

  private:
    const std::vector<Image>* images_;
    std::vector<std::string> parts_;
};

// Whether something of a record went back that its thread was told of: a decision, a move, a drop.

/// A deferral that has ended by its date was a decision all the same.
bool turned(const ChangeRequest& a, const ChangeRequest& b) {
    return a.status != b.status || a.decision != b.decision;
}
bool turned(const Release& a, const Release& b) { return a.date != b.date || a.status != b.status; }
bool turned(const LaunchEvent& a, const LaunchEvent& b) {
    return a.on != b.on || a.to != b.to || a.status != b.status;
}
bool turned(const Feature& a, const Feature& b) {
    const bool dropped = a.status == FeatureStatus::dropped || b.status == FeatureStatus::dropped;
    return a.release != b.release || (dropped && a.status != b.status);
}
bool turned(const Promise& a, const Promise& b) { return a.status != b.status; }
bool turned(const Assumption& a, const Assumption& b) { return a.status != b.status; }
template <class T>
bool turned(const T&, const T&) {
    return false;
}

bool turned_back(const Image& image) {
    if (!image.before || !image.after) return false;
    return std::visit([&]<class T>(const T& before) { return turned(before, std::get<T>(*image.after)); },
                      *image.before);
}

/// The image that the answer is about: of those that turned back a request, for its decision turned the
/// others, else the first of them; where none did the first of all.
const Image& told_of(const std::vector<Image>& images) {
    const auto request = std::find_if(images.begin(), images.end(), [](const Image& image) {
        return ref_of(image).kind == Kind::change && turned_back(image);
    });
    if (request != images.end()) return *request;
    const auto first = std::find_if(images.begin(), images.end(), turned_back);
    return first != images.end() ? *first : images.front();
}

/// Those who were told of what was taken back hear that it was, in the record's thread.
void tell_concerned(Draft& draft, const Image& image) {
    const Ref ref = ref_of(image);
    const ChangeRequest* request = draft.find(ref.as<ChangeId>());
    if (!request) {
        for (const PersonId owner : owners_of(draft.world(), ref)) draft.concern(ref, owner, {});
        return;
    }
    const Text news(fmt::format("{} is {} again.", called(draft.world(), ref), word(request->status)));
    tell_watchers(draft, *request, news);
    for (const PersonId who : std::get<ChangeRequest>(*image.after).affected)
        if (!is_among(request->watchers, who)) draft.concern(ref, who, news);
}

/// `history` of the last record of the plan; where there is none, what `history` takes.
std::string a_history(const World& world) {
    for (const Kind kind : {Kind::change, Kind::event, Kind::feature, Kind::release})
        for (int n = world.last(kind); n > 0; --n)
            if (exists(world, Ref{kind, n})) return "history " + as_name(label(world, Ref{kind, n}));
    return "help history";
}

/// The record of the plan with which something is kept: an assessment's or a quote's request; what was heard
/// at an event is the event's until it is on a request.
Ref kept_with(const Image& image) {
    return std::visit(
        []<class T>(const T& record) -> Ref {
            if constexpr (std::is_same_v<T, Evidence>)
                return record.change ? Ref{record.change} : Ref{record.event};
            else if constexpr (std::is_same_v<T, Assessment>)
                return record.change;
            else
                return id_of(record);
        },
        image.after ? *image.after : *image.before);
}

/// What the answer is about, for what else happens to that within minutes is said with it: the request of
/// which nothing but a judgement or a voice went.
Ref answered_of(const std::vector<Image>& images, const Image& main) {
    const Ref kept = kept_with(main);
    const bool alone = std::all_of(images.begin(), images.end(), [&](const Image& image) {
        const bool named = ref_of(image).kind == Kind::customer && !image.before;
        return named || kept_with(image) == kept;
    });
    return alone ? kept : ref_of(main);
}

/// Its own card, and the one on which it is listed; what a checklist brought has no card of its own.
void show_cards(Draft& draft, const Image& image) {
    bool listed_only = false;
    std::vector<Ref> cards{kept_with(image)};
    for (const auto& side : {image.before, image.after}) {
        const auto* piece = side ? std::get_if<Collateral>(&*side) : nullptr;
        if (!piece) continue;
        listed_only = listed_only || piece->from_tier;
        cards.emplace_back(piece->event);
    }
    if (!listed_only) draft.show_card(ref_of(image));
    for (const Ref card : cards)
        if (card != ref_of(image)) draft.show_card(card);
}

/// `history` of the record that a command names.
std::string history_named(const World& world, std::string_view command) {
    const auto pieces = pieces_of(command);
    for (const Piece& piece : pieces ? *pieces : Pieces{}) {
        const auto ref = piece.is_word() ? typed_id(piece.text) : std::nullopt;
        if (ref && exists(world, *ref)) return "history " + to_string(*ref);
    }
    return a_history(world);
}

/// `history` of what the last command was about.
std::string history_of(const World& world, const UndoEntry& entry) {
    constexpr std::array kTold{Kind::change,     Kind::event,   Kind::feature,   Kind::release,
                               Kind::collateral, Kind::promise, Kind::assumption};
    if (entry.images.empty()) return history_named(world, entry.command);
    const Ref ref = kept_with(told_of(entry.images));
    const bool told = is_among(kTold, ref.kind);
    return told && exists(world, ref) ? "history " + as_name(label(world, ref)) : a_history(world);
}

Result<void> refuse_late(const World& world, const std::optional<UndoEntry>& entry) {
    return refuse(
        "You have recorded nothing here in the last 10 minutes.",
        entry ? fmt::format("The last was: {}", entry->command) : "history says what became of a record.",
        entry ? history_of(world, *entry) : a_history(world));
}

}  // namespace

Result<void> undo_last(Draft& draft, const Command&) {
    const auto& entry = draft.context().archive.undo;
    if (!entry || draft.now() - entry->at > kUndoWindow) return refuse_late(draft.world(), entry);
    if (entry->images.empty())
        return refuse(fmt::format("“{}” is taken back already.", entry->command),
                      "undo takes back the last command only; history shows what came before.",
                      history_named(draft.world(), entry->command));
    std::vector<Image> images =
        to_put_back(draft.world(), settled_since(draft.world(), by_now(draft, entry->images)));
    if (images.empty())
        return refuse(fmt::format("“{}” left nothing to take back.", entry->command),
                      "history says what became of a record.", a_history(draft.world()));
    if (auto free = nothing_built(draft, *entry, images); !free) return free;
    Account account(images);
    account.before(draft.world());
    for (auto image = images.rbegin(); image != images.rend(); ++image) {
        if (image->before)
            restore(draft, *image);
        else
            erase(draft, *image->after);
    }
    if (auto fit = still_fits(draft.world(), images); !fit) return fit;
    settle_restored(draft, images);
    const std::vector<Ref> along = follow_restored(draft, images);
    for (const Image& image : images) show_cards(draft, image);
    for (const Ref ref : along) draft.show_card(ref);
    account.after(draft.world());
    Text line("Taken back: ");
    line.code(entry->command) << ". " << account.text() << ".";
    if (!along.empty()) line << " What is due moves along: " << ids_of(along, kUndoneShown) << ".";
    const Image& main = told_of(images);
    if (turned_back(main)) tell_concerned(draft, main);
    draft.tell(answered_of(images, main), std::move(line), turned_back(main));
    return {};
}

}  // namespace plumb
