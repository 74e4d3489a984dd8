#include "storage/message_json.hpp"

#include "storage/field_writer.hpp"

namespace plumb::storage {

namespace {

template <class E>
int number(E value) {
    return static_cast<int>(value);
}

template <class E>
E member(const Json& json) {
    return static_cast<E>(json.get<int>());
}

void write_text(JsonWriter& out, const Text& text) {
    out.begin_list();
    for (const Run& run : text.runs()) {
        out.begin();
        out.key("k").value(number(run.kind));
        out.key("t").value(run.text);
        if (run.who) out.key("who").value(run.who.n);
        if (!run.target.empty()) out.key("to").value(run.target);
        out.end();
    }
    out.end_list();
}

Text text_from(const Json& json) {
    Text text;
    for (const Json& run : json)
        text.runs().push_back({member<Run::Kind>(run.at("k")), run.at("t").get<std::string>(),
                               PersonId{run.value("who", 0)}, run.value("to", std::string{})});
    return text;
}

void write_button(JsonWriter& out, const Button& button) {
    out.begin();
    out.key("label").value(button.label);
    out.key("command").value(button.command);
    out.key("style").value(number(button.style));
    out.key("asks").begin_list();
    for (const Ask& ask : button.asks) {
        out.begin();
        out.key("key").value(ask.key);
        out.key("label").value(ask.label);
        out.key("choices").begin_list();
        for (const std::string& choice : ask.choices) out.value(choice);
        out.end_list();
        out.key("required").value(ask.required);
        out.end();
    }
    out.end_list();
    out.end();
}

Button button_from(const Json& json) {
    Button button{json.at("label").get<std::string>(),
                  json.at("command").get<std::string>(),
                  member<Button::Style>(json.at("style")),
                  {}};
    for (const Json& ask : json.at("asks"))
        button.asks.push_back({ask.at("key").get<std::string>(), ask.at("label").get<std::string>(),
                               ask.at("choices").get<std::vector<std::string>>(),
                               ask.at("required").get<bool>()});
    return button;
}

void write_wish(JsonWriter& out, const FileWish& wish) {
    out.begin();
    out.key("what").value(number(wish.what));
    out.key("name").value(wish.name);
    out.key("product").value(wish.product.n);
    out.key("text").value(wish.text);
    if (wish.from) out.key("from").value(iso(*wish.from));
    if (wish.to) out.key("to").value(iso(*wish.to));
    out.end();
}

FileWish wish_from(const Json& json) {
    FileWish wish;
    wish.what = member<FileWish::What>(json.at("what"));
    wish.name = json.at("name").get<std::string>();
    wish.product = ProductId{json.at("product").get<int>()};
    wish.text = json.at("text").get<std::string>();
    wish.from = parse_iso_day(json.value("from", std::string{}));
    wish.to = parse_iso_day(json.value("to", std::string{}));
    return wish;
}

void write_card(JsonWriter& out, const Card& card) {
    out.begin();
    out.key("id").value(card.id);
    write_text(out.key("title"), card.title);
    out.key("state").value(card.state);
    out.key("lines").begin_list();
    for (const Line& line : card.lines) {
        out.begin();
        out.key("k").value(number(line.kind));
        out.key("label").value(line.label);
        write_text(out.key("text"), line.text);
        out.end();
    }
    out.end_list();
    out.key("buttons").begin_list();
    for (const Button& button : card.buttons) write_button(out, button);
    out.end_list();
    if (card.file) write_wish(out.key("file"), *card.file);
    out.end();
}

Card card_of_json(const Json& json) {
    Card card;
    card.id = json.at("id").get<std::string>();
    card.title = text_from(json.at("title"));
    card.state = json.at("state").get<std::string>();
    for (const Json& line : json.at("lines"))
        card.lines.push_back({member<Line::Kind>(line.at("k")), line.at("label").get<std::string>(),
                              text_from(line.at("text"))});
    for (const Json& button : json.at("buttons")) card.buttons.push_back(button_from(button));
    if (const auto it = json.find("file"); it != json.end()) card.file = wish_from(*it);
    return card;
}

void write_image(JsonWriter& out, const std::optional<AnyRecord>& image) {
    if (!image) return out.null();
    std::visit(
        [&](const auto& record) {
            const Meta& meta = record.meta;
            out.begin();
            each_field(record,
                       [&](std::string_view key, const auto& field) { write_field(out.key(key), field); });
            out.key("#").begin();
            out.key("kind").value(number(std::decay_t<decltype(record)>::kind));
            out.key("n").value(meta.n);
            out.key("created_at").value(iso(meta.created_at));
            out.key("created_by").value(meta.created_by.n);
            out.key("updated_at").value(iso(meta.updated_at));
            write_acts(out.key("acts"), meta.acts);
            if constexpr (requires { record.heard; }) write_acts(out.key("heard"), record.heard);
            out.end();
            out.end();
        },
        *image);
}

template <std::size_t... K>
AnyRecord blank(std::size_t kind, std::index_sequence<K...>) {
    AnyRecord record;
    ((K == kind ? void(record = RecordOf<static_cast<Kind>(K)>{}) : void()), ...);
    return record;
}

std::optional<AnyRecord> image_from(const Json& json) {
    if (json.is_null()) return std::nullopt;
    const Json& stamp = json.at("#");
    AnyRecord any = blank(stamp.at("kind").get<std::size_t>(), std::make_index_sequence<kKinds>{});
    std::visit(
        [&](auto& record) {
            field_from(json, record, numbered_refs());
            record.meta =
                Meta{stamp.at("n").get<int>(), *parse_instant(stamp.at("created_at").get<std::string>()),
                     PersonId{stamp.at("created_by").get<int>()},
                     *parse_instant(stamp.at("updated_at").get<std::string>()), acts_from(stamp.at("acts"))};
            if constexpr (requires { record.heard; }) record.heard = acts_from(stamp.at("heard"));
        },
        any);
    return any;
}

}  // namespace

std::string card_text(const Card& card) {
    JsonWriter out;
    write_card(out, card);
    return out.take();
}

Card card_from(std::string_view text) { return card_of_json(Json::parse(text)); }

std::string outgoing_text(const Outgoing& m) {
    JsonWriter out;
    out.begin();
    out.key("how").value(number(m.how));
    out.key("channel").value(m.channel);
    out.key("thread").value(m.thread ? to_string(m.thread) : std::string{});
    out.key("to").value(m.to.n);
    out.key("reply").value(m.reply);
    out.key("anchor").value(m.anchor);
    write_card(out.key("card"), m.card);
    out.end();
    return out.take();
}

Outgoing outgoing_from(std::string_view text) {
    const Json json = Json::parse(text);
    Outgoing m;
    m.how = member<Outgoing::How>(json.at("how"));
    m.channel = json.at("channel").get<std::string>();
    if (!json.at("thread").get<std::string>().empty())
        m.thread = numbered_refs().read(json.at("thread"), std::nullopt);
    m.to = PersonId{json.at("to").get<int>()};
    m.reply = json.at("reply").get<bool>();
    m.anchor = json.at("anchor").get<std::string>();
    m.card = card_of_json(json.at("card"));
    return m;
}

std::string images_text(const std::vector<UndoEntry::Image>& images) {
    JsonWriter out;
    out.begin_list();
    for (const auto& image : images) {
        out.begin();
        write_image(out.key("before"), image.before);
        write_image(out.key("after"), image.after);
        out.end();
    }
    out.end_list();
    return out.take();
}

std::vector<UndoEntry::Image> images_from(std::string_view text) {
    std::vector<UndoEntry::Image> images;
    for (const Json& json : Json::parse(text))
        images.push_back({image_from(json.at("before")), image_from(json.at("after"))});
    return images;
}

}  // namespace plumb::storage
