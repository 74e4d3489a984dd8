// `undo`: takes back the speaker's last recording command in this channel (product.md section 4).
#include "core/align/effects.hpp"
#include "core/base/phrases.hpp"
#include "core/change/watchers.hpp"
#include "core/command/record_text.hpp"
#include "core/command/undo_entry.hpp"
#include "core/talk/agreed_since.hpp"
#include "core/talk/references.hpp"
#include "core/talk/settled_since.hpp"
#include "core/talk/talk_handlers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <type_traits>

namespace plumb {

namespace {

constexpr std::chrono::minutes kWindow{10};
/// Records named in the answer; the rest is counted.
constexpr std::size_t kUndoneShown = 4;

using Image = UndoEntry::Image;

/// The record as it is now; nothing when it is gone.
std::optional<AnyRecord> held(const World& world, Ref ref) {
    std::optional<AnyRecord> found;
    const auto look = [&]<std::size_t... K>(std::index_sequence<K...>) {
        (
            [&] {
                if (static_cast<std::size_t>(ref.kind) != K) return;
                if (const auto* record = world.find(Id<static_cast<Kind>(K)>{ref.n}))
                    found = AnyRecord{*record};
            }(),
            ...);
    };
    look(std::make_index_sequence<kKinds>{});
    return found;
}

/// What is dated takes effect, in every product.
void pass_time(World& world, const Context& context) {
    std::vector<ProductId> products;
    for (const Product& product : world.all<Product>()) products.push_back(id_of(product));
    for (const ProductId product : products) {
        const Zone& zone = zone_of(context, world, product);
        const std::vector<Write> due = effects(world, product, zone.day_of(context.now), zone);
        for (const Write& write : due) make(world, write);
    }
}

/// The images with what time alone has made of both sides by now: that a deferral ended or a beta began, be
/// it before the command or after it, is no part of what the command did.
std::vector<Image> by_now(const Draft& draft, std::vector<Image> images) {
    World before = draft.world();
    World after = draft.world();
    const auto put = [](World& world, const std::optional<AnyRecord>& side, const AnyRecord& record) {
        make(world, {side ? *side : record, !side});
    };
    for (const Image& image : images) {
        const AnyRecord& record = image.after ? *image.after : *image.before;
        put(before, image.before, record);
        put(after, image.after, record);
    }
    pass_time(before, draft.context());
    pass_time(after, draft.context());
    for (Image& image : images) {
        const Ref ref = ref_of(image);
        image.before = held(before, ref);
        image.after = held(after, ref);
    }
    return images;
}

bool same(const World& world, const std::optional<AnyRecord>& a, const std::optional<AnyRecord>& b) {
    if (!a || !b) return !a && !b;
    return diff(world, &*a, &*b).empty();
}

/// What the record is now, but for what is nothing built on the command: who watches (whoever comments does),
/// and what the rules keep right in a warning that is still answered for.
std::optional<AnyRecord> as_built(std::optional<AnyRecord> now, const Image& image) {
    const auto* warning = now ? std::get_if<Warning>(&*now) : nullptr;
    const auto* answered = image.after ? std::get_if<Warning>(&*image.after) : nullptr;
    if (warning && answered && is_same_answer(*warning, *answered)) return image.after;
    auto* request = now ? std::get_if<ChangeRequest>(&*now) : nullptr;
    const auto* then = image.before && image.after ? std::get_if<ChangeRequest>(&*image.after) : nullptr;
    if (request && then) request->watchers = then->watchers;
    return now;
}

/// Who came to watch after the command stays a watcher.
void keep_watchers(ChangeRequest& restored, const ChangeRequest& now, const ChangeRequest* then) {
    const auto is_among = [](const std::vector<PersonId>& people, PersonId who) {
        return std::find(people.begin(), people.end(), who) != people.end();
    };
    for (const PersonId who : now.watchers)
        if (then && !is_among(then->watchers, who) && !is_among(restored.watchers, who))
            restored.watchers.push_back(who);
}

/// People and customers come into being by being named: they go with what named them, unless they have become
/// more since.
bool by_the_way(const Image& image) {
    const Kind kind = ref_of(image).kind;
    return !image.before && (kind == Kind::person || kind == Kind::customer);
}

/// A warning that the command mended, and that has been found again since: it lives on.
bool found_since(const World& world, const Image& image) {
    const auto* mended = image.after ? std::get_if<Warning>(&*image.after) : nullptr;
    if (!mended || mended->status != WarningStatus::resolved) return false;
    const Warning* now = world.find(id_of(*mended));
    return !now || now->status != WarningStatus::resolved;
}

/// Images that say something: a record that only took note of being touched is left alone.
std::vector<Image> telling(const World& world, const std::vector<Image>& images) {
    std::vector<Image> out;
    for (const Image& image : images)
        if (!same(world, image.before, image.after) && !found_since(world, image)) out.push_back(image);
    return out;
}

std::vector<Ref> made_by(const std::vector<Image>& images) {
    std::vector<Ref> made;
    for (const Image& image : images)
        if (!image.before) made.push_back(ref_of(image));
    return made;
}

/// All that the command wrote: what it names is named by the command, and is gone with it.
std::vector<Ref> written_by(const std::vector<Image>& images) {
    std::vector<Ref> written;
    for (const Image& image : images) written.push_back(ref_of(image));
    return written;
}

/// Leaves out those who are known for more than this command by now.
std::vector<Image> without_known(const World& world, const std::vector<Image>& images) {
    const std::vector<Ref> written = written_by(images);
    std::vector<Image> out;
    for (const Image& image : images) {
        const Ref ref = ref_of(image);
        const bool more = by_the_way(image) && (!same(world, held(world, ref), image.after) ||
                                                first_reference(world, ref, written));
        if (!more || images.size() == 1) out.push_back(image);
    }
    return out;
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

/// The first message that somebody else wrote in the thread of what the command made.
const ThreadMessage* said_since(const Draft& draft, const std::vector<Ref>& made) {
    const auto& said = draft.context().archive.thread;
    const auto found = std::find_if(said.begin(), said.end(), [&](const ThreadMessage& message) {
        return message.by != draft.actor() &&
               std::find(made.begin(), made.end(), message.record) != made.end();
    });
    return found == said.end() ? nullptr : &*found;
}

tl::unexpected<Refusal> refuse_resting(const World& world, Ref user, Ref on) {
    return refuse(
        fmt::format("{} rests on {}, so it is not taken back.", called(world, user), called(world, on)),
        "history shows what came after:", "history " + label(world, user));
}

/// Nothing may have changed since, no baseline may have agreed to it, nothing may point to what it made, and
/// nobody else may have written there.
Result<void> nothing_built(const Draft& draft, const std::vector<Image>& images, Instant since) {
    const std::vector<Ref> written = written_by(images);
    for (const Image& image : images) {
        const Ref ref = ref_of(image);
        if (!same(draft.world(), as_built(held(draft.world(), ref), image), image.after))
            return refuse(
                fmt::format("{} has changed since, so it is not taken back.", called(draft.world(), ref)),
                "history shows what came after:", "history " + label(draft.world(), ref));
    }
    for (const Image& image : images)
        if (const auto baseline = agreed_since(draft.world(), image, since))
            return refuse_resting(draft.world(), *baseline, ref_of(image));
    const std::vector<Ref> made = made_by(images);
    for (const Ref ref : made)
        if (const auto user = first_reference(draft.world(), ref, written))
            return refuse_resting(draft.world(), *user, ref);
    if (const ThreadMessage* message = said_since(draft, made))
        return refuse(fmt::format("{} has written in the thread of {}, so it is not taken back.",
                                  message->by ? person_name(draft.world(), message->by) : "Somebody",
                                  called(draft.world(), message->record)),
                      "What people write in a thread is part of the record.",
                      "history " + label(draft.world(), message->record));
    return {};
}

/// In the order of the images; what was made is named while it is there, the rest once it is back.
class Account {
  public:
    explicit Account(const std::vector<Image>& images) : images_(&images), parts_(images.size()) {}

    void before(const World& world) {
        for (std::size_t i = 0; i < parts_.size(); ++i)
            if (!(*images_)[i].before) parts_[i] = called(world, ref_of((*images_)[i])) + " is gone";
    }
    void after(const World& world) {
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const Image& image = (*images_)[i];
            if (image.before)
                parts_[i] = called(world, ref_of(image)) + (image.after ? " is as it was" : " is back");
        }
    }
    std::string text() const {
        std::vector<std::string> told;
        for (std::size_t i = 0; i < parts_.size(); ++i)
            if (ref_of((*images_)[i]).kind != Kind::move) told.push_back(parts_[i]);
        return listed(told, kUndoneShown);
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
        if (std::find(request->watchers.begin(), request->watchers.end(), who) == request->watchers.end())
            draft.concern(ref, who, news);
}

/// `history` of the last record of the plan; where there is none, what `history` takes.
std::string a_history(const World& world) {
    for (const Kind kind : {Kind::change, Kind::event, Kind::feature, Kind::release})
        for (int n = world.last(kind); n > 0; --n)
            if (exists(world, Ref{kind, n})) return "history " + as_name(label(world, Ref{kind, n}));
    return "help history";
}

/// The record of the plan with which something is kept: an assessment's or a quote's request.
Ref kept_with(const Image& image) {
    return std::visit(
        []<class T>(const T& record) -> Ref {
            if constexpr (std::is_same_v<T, Assessment> || std::is_same_v<T, Evidence>)
                return record.change;
            else
                return id_of(record);
        },
        image.after ? *image.after : *image.before);
}

/// `history` of what the last command was about.
std::string history_of(const World& world, const UndoEntry& entry) {
    constexpr std::array kTold{Kind::change,     Kind::event,   Kind::feature,   Kind::release,
                               Kind::collateral, Kind::promise, Kind::assumption};
    if (entry.images.empty()) return a_history(world);
    const Ref ref = kept_with(told_of(entry.images));
    const bool told = std::find(kTold.begin(), kTold.end(), ref.kind) != kTold.end();
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
    if (!entry || draft.now() - entry->at > kWindow) return refuse_late(draft.world(), entry);
    if (entry->images.empty())
        return refuse(fmt::format("“{}” is taken back already.", entry->command),
                      "undo takes back the last command only; history shows what came before.",
                      a_history(draft.world()));
    const std::vector<Image> now = settled_since(draft.world(), by_now(draft, entry->images));
    std::vector<Image> images = without_known(draft.world(), telling(draft.world(), now));
    if (images.empty())
        return refuse(fmt::format("“{}” left nothing to take back.", entry->command),
                      "history says what became of a record.", a_history(draft.world()));
    if (auto free = nothing_built(draft, images, entry->at); !free) return free;
    Account account(images);
    account.before(draft.world());
    for (auto image = images.rbegin(); image != images.rend(); ++image) {
        if (image->before)
            restore(draft, *image);
        else
            erase(draft, *image->after);
    }
    settle_restored(draft, images);
    for (const Image& image : images) draft.show_card(ref_of(image));
    account.after(draft.world());
    Text line("Taken back: ");
    line.code(entry->command) << ". " << account.text() << ".";
    const Image& main = told_of(images);
    if (turned_back(main)) tell_concerned(draft, main);
    draft.tell(ref_of(main), std::move(line), turned_back(main));
    return {};
}

}  // namespace plumb
