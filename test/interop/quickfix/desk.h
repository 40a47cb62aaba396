// An OMS's desk: sends orders and requests, keeps the ledger of them, and waits for what comes of each.
#pragma once
#include <ctime>
#include "client.h"

// Prices far from the market rest; prices far through it fill.
const std::string LOW = "90.00", LOWER = "89.50", HIGH = "110.00";

class Desk {
 public:
  Desk(Client& client, const std::string& symbol) : client_(client), symbol_(symbol) {}

 protected:
  Client& client_;
  const std::string symbol_;

  // Asks whoever drives this program to do something, and waits for the answer.
  static void ask(const std::string& what) {
    std::cout << "{\"ask\":\"" << what << "\"}" << std::endl;
    std::string answer;
    std::getline(std::cin, answer);
  }

  void logon() { client_.until("logged on", 60, [&] { return client_.loggedOn(); }); }

  // The order as its last report left it.
  Order& order(const std::string& id) { return client_.ledger.order(id); }
  void finish(const std::string& id) { client_.until(id + " over", 15, [&] { return order(id).over(); }); }
  // Waits until the last thing told of the order is this ExecType/OrdStatus.
  void shows(const std::string& id, const std::string& report) {
    client_.until(id + " " + report, 5, [&] {
      const std::string& t = order(id).trail;
      return t.size() >= report.size() && t.compare(t.size() - report.size(), report.size(), report) == 0;
    });
  }
  void begins(const std::string& id, int seconds) {
    client_.until(id + " begins to fill", seconds, [&] { return order(id).cum > 0; });
  }
  // The whole trail of ExecType/OrdStatus, partial fills left out.
  void expect(const std::string& id, const std::string& trail) {
    auto held = client_.hold();
    client_.ledger.check("reports as expected", order(id).trail == trail, id + ": " + order(id).trail);
  }
  // Filled, and with exactly this CumQty.
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
    m.setField(21, "1");  // FIX 4.2 cannot do without
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
