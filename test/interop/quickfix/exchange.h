// What a venue does with orders: it acknowledges each, fills what is priced through 100.00 in three parts, lets the rest work, grants cancels
// and replaces of what works, refuses them of what does not, tells the status.
#pragma once
#include <quickfix/Application.h>
#include <quickfix/Session.h>
#include <iostream>
#include <map>
#include <vector>
#include "ledger.h"

struct Resting {
  FIX::Message asked;
  std::string orderId, first;  // the venue's id; the ClOrdID that the order came with
  Units qty = 0, price = 0, cum = 0;
  Product cost = 0;
  long fills = 0;
  char status = '0';
  bool over() const { return status == '2' || status == '4' || status == '8'; }
};

class Venue : public FIX::Application {
 public:
  void onCreate(const FIX::SessionID& id) { session_ = id; }
  void onLogon(const FIX::SessionID&) { std::cout << "logon" << std::endl; }
  void onLogout(const FIX::SessionID&) {}
  void toApp(FIX::Message&, const FIX::SessionID&) throw(FIX::DoNotSend) {}
  // A Reject (3) of ours: the gateway's message is wrong by the dictionary.
  void toAdmin(FIX::Message& m, const FIX::SessionID&) {
    const std::string type = field(m.getHeader(), 35);
    if (type == "2") resendRequests_++;
    if (type == "3") std::cout << "{\"rejected\":\"" << field(m, 372) << "\",\"tag\":\"" << field(m, 371) << "\"}" << std::endl;
  }
  void fromAdmin(const FIX::Message& m, const FIX::SessionID&)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) {
    if (field(m.getHeader(), 35) == "2") resendsServed_++;
  }
  void fromApp(const FIX::Message& m, const FIX::SessionID&)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) {
    const std::string type = field(m.getHeader(), 35);
    std::cout << "{\"type\":\"" << type << "\",\"from\":\"" << field(m, 526) << "\",\"qty\":\"" << field(m, 38) << "\",\"price\":\"" << field(m, 44)
              << "\"}" << std::endl;
    if (type == "D") order(m);
    else if (type == "F") change(m, '4');
    else if (type == "G") change(m, '5');
    else if (type == "H") status(m);
    else throw FIX::UnsupportedMessageType();
  }

  // Our numbers jump, told by a SequenceReset in reset mode.
  void jump() {
    FIX::Session& s = *FIX::Session::lookupSession(session_);
    FIX::Message m;
    const int next = s.getExpectedSenderNum() + 50;
    m.getHeader().setField(35, "4");
    m.setField(123, "N");
    m.setField(36, std::to_string(next));
    FIX::Session::sendToTarget(m, session_);
    s.setNextSenderMsgSeqNum(next);
  }
  // Both numbers begin again at 1, after a Logout.
  void beginAgain() { FIX::Session::lookupSession(session_)->reset(); }

  // How often a gap was asked for, by us and by the gateway; one line an order that ever came.
  void print() const {
    std::cout << "{\"gaps\":" << resendRequests_ << ",\"gatewayGaps\":" << resendsServed_ << "}\n";
    for (const auto& each : orders_) {
      const Resting& o = each.second;
      std::cout << "{\"booked\":\"" << o.first << "\",\"status\":\"" << o.status << "\",\"cumQty\":\"" << decimal(o.cum) << "\",\"avgPx\":\""
                << decimal(average(o.cost, o.cum)) << "\",\"fills\":" << o.fills << "}\n";
    }
    std::cout << std::flush;
  }

 private:
  FIX::SessionID session_;
  // By the ClOrdID that a request would name.
  std::map<std::string, Resting> orders_;
  long ids_ = 0, resendRequests_ = 0, resendsServed_ = 0;

  bool is42() const { return session_.getBeginString().getString() == "FIX.4.2"; }

  void order(const FIX::Message& m) {
    const std::string id = field(m, 11);
    if (orders_.count(id)) std::cout << "{\"twice\":\"" << id << "\"}" << std::endl;
    Resting& o = orders_[id];
    o.asked = m;
    o.first = id;
    o.orderId = "V" + std::to_string(++ids_);
    o.qty = units(field(m, 38));
    o.price = units(field(m, 44));
    report(o, id, '0');
    match(o, id);
  }

  void match(Resting& o, const std::string& id) {
    const bool buy = field(o.asked, 54) == "1";
    const Units middle = units("100"), open = o.qty - o.cum;
    if (buy ? o.price < middle : o.price > middle) return;
    for (Units part : {open / 2, open / 3, open - open / 2 - open / 3}) fill(o, id, part, buy ? o.price - units("0.01") * (ids_ % 7) : o.price);
  }

  void fill(Resting& o, const std::string& id, Units qty, Units price) {
    o.cum += qty;
    o.cost += Product(qty) * price;
    o.fills++;
    o.status = o.cum == o.qty ? '2' : '1';
    FIX::Message m = reportOf(o, id, 'F');
    m.setField(32, decimal(qty));
    m.setField(31, decimal(price));
    FIX::Session::sendToTarget(m, session_);
  }

  // Grants a cancel (4) or a replace (5) of an order that works.
  void change(const FIX::Message& m, char as) {
    const auto found = orders_.find(field(m, 41));
    if (found == orders_.end() || found->second.over()) return refuse(m, found == orders_.end() ? nullptr : &found->second, as);
    Resting o = found->second;
    orders_.erase(found);
    if (as == '5') o.qty = units(field(m, 38)), o.price = units(field(m, 44));
    else o.status = '4';
    FIX::Message told = reportOf(o, field(m, 11), as);
    told.setField(41, field(m, 41));
    FIX::Session::sendToTarget(told, session_);
    Resting& kept = orders_[field(m, 11)] = o;
    if (as == '5') match(kept, field(m, 11));
  }

  // OrderCancelReject (9): unknown order (1) or too late (0).
  void refuse(const FIX::Message& asked, const Resting* o, char as) {
    FIX::Message m;
    m.getHeader().setField(35, "9");
    m.setField(37, o ? o->orderId : "NONE");
    m.setField(11, field(asked, 11));
    m.setField(41, field(asked, 41));
    m.setField(39, std::string(1, o ? o->status : '8'));
    m.setField(434, as == '4' ? "1" : "2");
    m.setField(102, o ? "0" : "1");
    FIX::Session::sendToTarget(m, session_);
  }

  // Tells the state of an order, or that there is none of that ClOrdID.
  void status(const FIX::Message& m) {
    const auto known = orders_.find(field(m, 11));
    if (known != orders_.end()) return report(known->second, known->first, 'I');
    Resting none;
    none.asked = m;
    none.orderId = "NONE";
    none.status = '8';
    report(none, field(m, 11), 'I');
  }

  void report(const Resting& o, const std::string& clOrdId, char type) {
    FIX::Message m = reportOf(o, clOrdId, type);
    FIX::Session::sendToTarget(m, session_);
  }

  FIX::Message reportOf(const Resting& o, const std::string& clOrdId, char type) {
    FIX::Message m;
    m.getHeader().setField(35, "8");
    m.setField(37, o.orderId);
    m.setField(11, clOrdId);
    m.setField(17, "E" + std::to_string(++ids_));
    execution(m, o, type);
    m.setField(55, field(o.asked, 55));
    m.setField(54, field(o.asked, 54));
    m.setField(38, decimal(o.qty));
    m.setField(14, decimal(o.cum));
    m.setField(151, decimal(o.status == '4' ? 0 : o.qty - o.cum));
    m.setField(6, decimal(average(o.cost, o.cum)));
    return m;
  }

  // ExecType (150) and OrdStatus (39). FIX 4.2 has ExecTransType (20), the status in 150 of fills and status reports, and Replaced (39=5).
  void execution(FIX::Message& m, const Resting& o, char type) const {
    const char status = is42() && type == '5' && o.status == '0' ? '5' : o.status;
    if (is42()) m.setField(20, type == 'I' ? "3" : "0");
    m.setField(150, std::string(1, is42() && (type == 'F' || type == 'I') ? status : type));
    m.setField(39, std::string(1, status));
  }
};
