// The one way through the bot: what came in is decided, committed whole, acknowledged, and its answers are
// sent.
#pragma once

#include "core/talk/agenda.hpp"
#include "ports/chat.hpp"
#include "ports/clock.hpp"

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumb {

class Outbox;

/// The store's note of a channel that another one took the place of: its address.
std::string moved_note(const std::string& channel);

/// The store's note of how far everything that comes by the clock has been carried out.
inline constexpr std::string_view kTickedNote = "ticked";

/// A person whom the configuration names, with their accounts on each platform.
struct NamedPerson {
    std::string name;
    std::vector<std::string> accounts;
};

struct ServiceOptions {
    std::string default_tz = "UTC";
    /// Accounts that are admins by configuration: `slack:T1/U1`, or only `U1` where that is enough.
    std::vector<std::string> admins;
    std::vector<NamedPerson> people;
    /// The clock is moved by hand: what lies between two moments was not missed but is passed, each thing at
    /// its own time.
    bool moved_clock = false;
    /// What a new product begins with.
    Policy policy{};
    /// Digests that were missed while the bot was down are sent late, where they are young enough.
    bool catch_up = true;
};

/// How long an answer in a thread waits for the thread's root to be known: Slack wants an acknowledgement in
/// 3 s.
inline constexpr Seconds kRootWait{2};

/// Not thread-safe: one thread runs it (decisions/0001). Events are queued by receive() and handled together
/// by flush(), which commits them as one group: each has its savepoint, so that a bad one spoils no other,
/// and nobody is told before all is durable.
class Service {
  public:
    using Done = std::function<void(const Handled&)>;
    struct Counters {
        std::uint64_t done = 0, refused = 0, repeats = 0, ignored = 0, failed = 0, dead = 0;
        std::uint64_t commits = 0;
    };

    Service(Store& store, const Zones& zones, const Clock& clock, Outbox& outbox, ServiceOptions options);

    /// Called when the queue was empty and no longer is: the shell calls flush() soon, after taking in what
    /// else is there.
    void on_wake(std::function<void()> wake) { wake_ = std::move(wake); }

    /// `done` is called once, from flush(), after the commit.
    void receive(Inbound inbound, Done done);
    /// A changed configuration; holds from the next event on.
    void set_options(ServiceOptions options) { options_ = std::move(options); }
    void flush();

    /// Something said waits for the outbox: flush() is of use when a message was sent.
    bool holds() const { return !held_.empty(); }

    /// Carries out everything that fell due since the last time, in order, up to now. What lies before a
    /// start, or in a gap in which the machine slept, was missed: it is made up for once, now.
    void tick();
    /// When tick() is next of use.
    std::optional<Instant> next_tick() const;

    const World& world() const { return world_; }
    /// What rules can still see of it.
    const World& live() const { return live_.world(); }
    const Counters& counters() const { return counters_; }
    /// Empty while the store takes commits; else why not.
    const std::string& trouble() const { return trouble_; }
    /// While there is trouble: asks the store whether it takes a commit again.
    void probe();

  private:
    struct Pending {
        Inbound inbound;
        Done done;
        Handled handled;
        std::vector<OutboxRow> rows;
        /// What waited and goes elsewhere now.
        std::vector<OutboxRow> readdressed;
        /// Of its rows, for the log.
        std::string row_ids;
    };
    /// What is handled now; what is said in a thread that may be one of ours stays held.
    std::vector<Pending> take_group();
    /// A thread whose root may be the message that is on its way to that channel.
    bool awaits_root(const Inbound& inbound) const;
    Ref record_of_thread(const Inbound& inbound) const;
    void handle(Pending& pending);
    void note(Pending& pending, const std::vector<Pending>& group);
    bool press(Inbound& inbound) const;
    Handled::Outcome confirm(const Echoed& echoed);
    std::vector<Readdressed> readdressed(const Moved& moved) const;
    Decision decide_other(const Inbound& inbound, const Context& context, std::vector<Write>& people) const;
    Decision decide_inbound(const Inbound& inbound, Context& context);
    Decision no_longer_last(const Context& context) const;
    Context context_for(const Inbound& inbound, std::vector<Write>& people);
    bool said_zone(PersonId who) const;
    void follow_zone(const Author& author, PersonId who, std::vector<Write>& people);
    void load_names();
    void learn_name(const Place& place);
    void look_up(Context& context, std::string_view text);
    Result<void> record(const Inbound& inbound, const Context& context, Decision&& decision,
                        Pending& pending);
    Context context_at(Instant now) const;
    bool run(const std::vector<DueThing>& things, Instant since, Instant at, bool fold);
    void take_live(Instant now);
    void bury(Pending& pending, const std::string& error);
    bool finish_group(std::vector<Pending>& group, const World& before);

    Store& store_;
    const Zones& zones_;
    const Clock& clock_;
    Outbox& outbox_;
    ServiceOptions options_;
    World world_;
    /// What rules can still see of it, and the day on which it was last taken.
    Live live_;
    Day live_on_{};
    std::deque<Pending> queue_;
    /// Answers to a message whose own answer from the chat has not come: it is not known yet what they
    /// answer.
    std::deque<Pending> held_;
    std::function<void()> wake_;
    /// By address; kept in the store's notes.
    std::map<std::string, std::string> channel_names_;
    /// Rows that stand in their channel, whatever the answer to their sending was; those of them that still
    /// wait for one.
    std::set<std::int64_t> seen_there_;
    std::optional<Instant> ticked_;
    Instant ticked_written_{};
    Agenda agenda_;
    /// The agenda has to be read off the world again.
    bool agenda_stale_ = true;
    bool down_ = true;
    std::optional<Instant> try_again_;
    Counters counters_;
    std::string trouble_;
};

}  // namespace plumb
