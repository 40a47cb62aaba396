// What the OMS does, step by step. Prices far from the market rest; prices far through it fill.
#pragma once
#include <ctime>
#include "client.h"

const std::string LOW = "90.00", LOWER = "89.50", HIGH = "110.00";

class Scenario {
 public:
  Scenario(Client& client, const std::string& symbol) : client_(client), symbol_(symbol) {}

  // With a venue that acknowledges all, fills what is priced at HIGH (or sells at LOW) and lets the rest work.
  void pass() {
    logon();
    directOrders();
    end("filled", 300);
  }

  // With a market that moves by itself: the same orders, TWAPs, and a connection that is cut while they work.
  void algo() {
    logon();
    const time_t now = time(nullptr);
    twap("done", '1', "600", now + 1, now + 6);
    twap("stopped", '2', "5000", now, now + 300);
    twap("grown", '1', "400", now, now + 7);
    directOrders();
    begins("grown", 10);
    replace("grown2", "grown", '1', "500", "", now + 7);
    begins("stopped", 10);
    cancel("stopped-x", "stopped", '2');
    finish("stopped");
    finish("done");
    finish("grown");
    gap();
    expect("done", "0/0 F/2");
    expect("stopped", "0/0 6/6 4/4");
    expect("grown", "0/0 E/E 5/1 F/2");
    end("filled", 300);
    end("done", 600);
    end("grown", 500);
  }

 private:
  Client& client_;
  const std::string symbol_;

  void directOrders() {
    limit("filled", '1', "300", HIGH);
    finish("filled");
    expect("filled", "0/0 F/2");

    limit("worked", '1', "500", LOW);
    shows("worked", "0/0");
    replace("worked2", "worked", '1', "700", LOWER, 0);
    shows("worked", "5/0");
    status("worked2");
    shows("worked", "I/0");
    cancel("worked-x", "worked2", '1');
    finish("worked");
    expect("worked", "0/0 E/E 5/0 I/0 6/6 4/4");

    limit("zero", '1', "0", LOW);
    finish("zero");
    expect("zero", "8/8");
    limit("off-tick", '2', "100", "90.005");
    finish("off-tick");
    expect("off-tick", "8/8");

    requests();
  }

  // Cancels that cannot be: of nothing, of what is filled.
  void requests() {
    {
      auto held = client_.hold();
      client_.ledger.add("nothing", symbol_, '1', 0);
    }
    cancel("nothing-x", "nothing", '1');
    cancel("late-x", "filled", '1');
    client_.until("two cancels refused", 5, [&] { return client_.cancelRejects.size() == 2; });
    auto held = client_.hold();
    // OrdStatus, CxlRejResponseTo, CxlRejReason: unknown order, too late
    client_.ledger.check("cancel of nothing", client_.cancelRejects["nothing-x"] == "8 1 1", client_.cancelRejects["nothing-x"]);
    client_.ledger.check("cancel too late", client_.cancelRejects["late-x"] == "2 1 0", client_.cancelRejects["late-x"]);
  }

  // The connection goes deaf towards us, a cancel is answered into the void, then it breaks; all of it must come again, in order.
  void gap() {
    const time_t now = time(nullptr);
    limit("kept", '1', "100", LOW);
    limit("lost", '1', "200", LOWER);
    shows("kept", "0/0");
    shows("lost", "0/0");
    twap("through", '2', "800", now, now + 6);
    begins("through", 5);
    ask("mute");
    cancel("lost-x", "lost", '1');
    ask("cut");
    client_.until("cut off", 5, [&] { return !client_.loggedOn(); });
    client_.until("back again", 10, [&] { return client_.loggedOn(); });
    finish("lost");
    cancel("kept-x", "kept", '1');
    finish("kept");
    finish("through");
    expect("lost", "0/0 6/6 4/4");
    expect("kept", "0/0 6/6 4/4");
    expect("through", "0/0 F/2");
    end("through", 800);
    auto held = client_.hold();
    client_.ledger.check("a ResendRequest was sent", client_.resendRequests > 0, "none");
    client_.ledger.check("replayed with PossDup", client_.possDup > 2, std::to_string(client_.possDup));
  }

  static void ask(const char* what) {
    std::cout << "{\"ask\":\"" << what << "\"}" << std::endl;
    std::string answer;
    std::getline(std::cin, answer);
  }

  void logon() { client_.until("logged on", 15, [&] { return client_.loggedOn(); }); }

  // The order as its last report left it.
  Order& order(const std::string& id) { return client_.ledger.order(id); }
  void finish(const std::string& id) { client_.until(id + " over", 15, [&] { return order(id).over(); }); }
  void shows(const std::string& id, const std::string& report) {
    client_.until(id + " " + report, 5, [&] {
      const std::string& t = order(id).trail;
      return t.size() >= report.size() && t.compare(t.size() - report.size(), report.size(), report) == 0;
    });
  }
  void begins(const std::string& id, int seconds) {
    client_.until(id + " begins to fill", seconds, [&] { return order(id).cum > 0; });
  }
  void expect(const std::string& id, const std::string& trail) {
    auto held = client_.hold();
    client_.ledger.check("reports as expected", order(id).trail == trail, id + ": " + order(id).trail);
  }
  void end(const std::string& id, long qty) {
    auto held = client_.hold();
    client_.ledger.check("filled exactly", order(id).status == '2' && order(id).cum == units(std::to_string(qty)), id);
  }

  static std::string stamp(time_t at) {
    char text[32];
    strftime(text, sizeof text, "%Y%m%d-%H:%M:%S", gmtime(&at));
    return text;
  }
  FIX::Message message(const char* type, const std::string& id, char side) {
    FIX::Message m;
    m.getHeader().setField(35, type);
    m.setField(11, id);
    m.setField(55, symbol_);
    m.setField(54, std::string(1, side));
    m.setField(60, stamp(time(nullptr)));
    return m;
  }
  void terms(FIX::Message& m, const std::string& qty, const std::string& px) {
    m.setField(38, qty);
    m.setField(40, px.empty() ? "1" : "2");
    if (!px.empty()) m.setField(44, px);
    m.setField(59, "0");
  }
  void add(const std::string& id, char side, const std::string& qty) {
    auto held = client_.hold();
    client_.ledger.add(id, symbol_, side, units(qty));
  }
  void limit(const std::string& id, char side, const std::string& qty, const std::string& px) {
    FIX::Message m = message("D", id, side);
    terms(m, qty, px);
    add(id, side, qty);
    client_.send(m);
  }
  void twap(const std::string& id, char side, const std::string& qty, time_t from, time_t to) {
    FIX::Message m = message("D", id, side);
    terms(m, qty, "");
    m.setField(847, "1001");
    m.setField(168, stamp(from));
    m.setField(126, stamp(to));
    add(id, side, qty);
    client_.send(m);
  }
  void request(FIX::Message& m, const std::string& orig, Units qty) {
    m.setField(41, orig);
    {
      auto held = client_.hold();
      client_.ledger.request(field(m, 11), orig, qty);
    }
    client_.send(m);
  }
  void cancel(const std::string& id, const std::string& orig, char side) {
    FIX::Message m = message("F", id, side);
    request(m, orig, 0);
  }
  // A TWAP (no price) keeps its strategy and window.
  void replace(const std::string& id, const std::string& orig, char side, const std::string& qty, const std::string& px, time_t to) {
    FIX::Message m = message("G", id, side);
    terms(m, qty, px);
    if (px.empty()) m.setField(847, "1001"), m.setField(126, stamp(to));
    request(m, orig, units(qty));
  }
  void status(const std::string& id) {
    FIX::Message m;
    m.getHeader().setField(35, "H");
    m.setField(11, id);
    m.setField(55, symbol_);
    m.setField(54, "1");
    client_.send(m);
  }
};
