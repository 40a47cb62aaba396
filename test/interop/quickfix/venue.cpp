// A venue on QuickFIX that obeys: it acknowledges every order, fills what is priced through 100.00 in three parts, lets the rest work,
// grants cancels and replaces, tells the status. One JSON line on stdout for each request; runs until SIGTERM.
//   venue SETTINGS
#include <quickfix/Application.h>
#include <quickfix/FileLog.h>
#include <quickfix/FileStore.h>
#include <quickfix/Session.h>
#include <quickfix/SessionSettings.h>
#include <quickfix/SocketAcceptor.h>
#include <signal.h>
#include <unistd.h>
#include <iostream>
#include <map>
#include <vector>
#include "ledger.h"

struct Resting {
  FIX::Message asked;
  std::string orderId;
  Units qty = 0, cum = 0;
  Product cost = 0;
  char status = '0';
};

class Venue : public FIX::Application {
 public:
  void onCreate(const FIX::SessionID& id) { session_ = id; }
  void onLogon(const FIX::SessionID&) {}
  void onLogout(const FIX::SessionID&) {}
  void toApp(FIX::Message&, const FIX::SessionID&) throw(FIX::DoNotSend) {}
  // A Reject (3) of ours: the gateway's message is wrong by the dictionary.
  void toAdmin(FIX::Message& m, const FIX::SessionID&) {
    if (field(m.getHeader(), 35) == "3") std::cout << "{\"rejected\":\"" << field(m, 372) << "\",\"tag\":\"" << field(m, 371) << "\"}" << std::endl;
  }
  void fromAdmin(const FIX::Message&, const FIX::SessionID&)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) {}
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

 private:
  FIX::SessionID session_;
  std::map<std::string, Resting> orders_;
  long ids_ = 0;

  void order(const FIX::Message& m) {
    Resting& o = orders_[field(m, 11)];
    o.asked = m;
    o.orderId = "V" + std::to_string(++ids_);
    o.qty = units(field(m, 38));
    report(o, field(m, 11), '0');
    const bool buy = field(m, 54) == "1";
    const Units price = units(field(m, 44)), middle = units("100");
    if (buy ? price < middle : price > middle) return;
    for (Units part : {o.qty / 2, o.qty / 3, o.qty - o.qty / 2 - o.qty / 3}) fill(o, part, buy ? price - units("0.01") * ids_ : price);
  }

  void fill(Resting& o, Units qty, Units price) {
    o.cum += qty;
    o.cost += Product(qty) * price;
    o.status = o.cum == o.qty ? '2' : '1';
    FIX::Message m = reportOf(o, field(o.asked, 11), 'F');
    m.setField(32, text(qty));
    m.setField(31, text(price));
    FIX::Session::sendToTarget(m, session_);
  }

  // Grants a cancel (4) or a replace (5) of an order that works.
  void change(const FIX::Message& m, char as) {
    Resting o = orders_.at(field(m, 41));
    orders_.erase(field(m, 41));
    if (as == '5') o.qty = units(field(m, 38));
    else o.status = '4';
    FIX::Message told = reportOf(o, field(m, 11), as);
    told.setField(41, field(m, 41));
    FIX::Session::sendToTarget(told, session_);
    orders_[field(m, 11)] = o;
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
    m.setField(150, std::string(1, type));
    m.setField(39, std::string(1, o.status));
    m.setField(55, field(o.asked, 55));
    m.setField(54, field(o.asked, 54));
    m.setField(38, text(o.qty));
    m.setField(14, text(o.cum));
    m.setField(151, text(o.status == '4' ? 0 : o.qty - o.cum));
    m.setField(6, text(average(o.cost, o.cum)));
    return m;
  }

  static std::string text(Units value) {
    std::string digits = std::to_string(value % 100000000);
    return std::to_string(value / 100000000) + "." + std::string(8 - digits.size(), '0') + digits;
  }
};

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "venue SETTINGS" << std::endl, 2;
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  try {
    FIX::SessionSettings settings(argv[1]);
    Venue venue;
    FIX::FileStoreFactory store(settings);
    FIX::FileLogFactory log(settings);
    FIX::SocketAcceptor acceptor(venue, store, settings, log);
    acceptor.start();
    std::cout << "ready" << std::endl;
    int signal = 0;
    sigwait(&ends, &signal);
    acceptor.stop();
    return 0;
  } catch (std::exception& e) {
    std::cerr << "venue: " << e.what() << std::endl;
    return 1;
  }
}
