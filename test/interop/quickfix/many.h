// Very many orders over wires that break in five places, then with numbers that are reset. What was told of each is printed at the end.
#pragma once
#include <unistd.h>
#include "desk.h"

class Many : Desk {
 public:
  Many(Client& client, const std::string& symbol, long count) : Desk(client, symbol), count_(count), window_(count / 50) {}

  void run() {
    logon();
    for (int i = 1; i <= BREAKS; i++) {
      untilTaken();
      orders(count_ * i / (BREAKS + 1) - sent_);
      breakWires(std::to_string(i));
    }
    untilTaken();
    resets();
    untilTaken();
    orders(count_ - sent_);
    cancelTheRest();
    print();
  }

 private:
  static const int BREAKS = 5;
  // Orders sent into each state of a wire that is about to break; seconds to wait for anything.
  static const long LOST = 5, PATIENCE = 40;
  const long count_, window_;  // orders in all; how many of them may wait for a first answer
  long sent_ = 0;

  static std::string name(long i) { return "o" + std::to_string(i); }

  // Of ten: six that fill, one that is cancelled, one that is replaced and then fills, one that rests, one that is denied. Quantities are
  // sixfold, as the venue fills in halves and thirds.
  void order(long i) {
    const std::string id = name(i), qty = std::to_string(96 + 6 * (i % 13));
    switch (i % 10) {
      case 4: case 5: return limit(id, '2', qty, LOW);
      case 6: case 7: return limit(id, '1', qty, LOW);
      case 8: return limit(id, '2', qty, HIGH);
      case 9: return limit(id, '1', "0", LOW);
      default: return limit(id, '1', qty, HIGH);
    }
  }
  // Cancels or replaces an order that was sent a while ago, where it still works.
  void request(long i) {
    if (i < 0 || (i % 10 != 6 && i % 10 != 7)) return;
    const std::string current = working(name(i));
    if (current.empty() || side(name(i)) != '1') return;
    if (i % 10 == 6) cancel(name(i) + "x", current, '1');
    else replace(name(i) + "r", current, '1', std::to_string(180 + 6 * (i % 13)), HIGH, 0);
  }
  std::string working(const std::string& id) {
    auto held = client_.hold();
    const Order& o = Desk::order(id);
    return o.over() || o.orderId.empty() ? "" : o.current;
  }

  char side(const std::string& id) {
    auto held = client_.hold();
    return Desk::order(id).side;
  }

  void send() {
    order(sent_);
    request(sent_ - 40);
    sent_++;
  }
  void orders(long n) {
    for (; n > 0; n--) {
      client_.until("room", PATIENCE, [&] { return client_.ledger.answered + window_ > (size_t)sent_; });
      send();
    }
  }
  void orders(long n, const std::string& then) {
    for (; n > 0; n--) send();
    ask(then);
  }
  // The venue is back for us once the gateway has settled its numbers with it; until then orders are denied.
  void untilTaken() {
    for (bool taken = false; !taken;) {
      const std::string id = name(sent_);
      limit(id, '2', "96", HIGH);
      sent_++;
      answered();
      taken = !working(id).empty();
      if (!taken) usleep(50000);
    }
  }
  void answered() {
    client_.until("every order answered", PATIENCE, [&] { return client_.ledger.answered == (size_t)sent_; });
  }

  // Answers are lost, then our orders on the way to the venue, then those on the way to the gateway; both wires break and come back.
  void breakWires(const std::string& round) {
    ask("mute " + round);
    orders(LOST, "lose at the venue " + round);
    orders(LOST, "lose at the gateway " + round);
    orders(LOST, "cut " + round);
    client_.until("cut off", PATIENCE, [&] { return !client_.loggedOn(); });
    client_.until("back again", PATIENCE, [&] { return client_.loggedOn(); });
    ask("back " + round);
    answered();
  }

  // Our numbers jump by a SequenceReset in reset mode, then begin again with a Logon; then the venue's do.
  void resets() {
    answered();
    FIX::Message jump;
    const int next = client_.session().getExpectedSenderNum() + 50;
    jump.getHeader().setField(35, "4");
    jump.setField(123, "N");
    jump.setField(36, std::to_string(next));
    client_.send(jump);
    client_.session().setNextSenderMsgSeqNum(next);
    orders(LOST);
    answered();
    client_.session().setResetOnLogon(true);
    client_.session().logout("numbers begin again");
    client_.until("logged out", PATIENCE, [&] { return !client_.loggedOn(); });
    client_.numbersBeginAgain();
    client_.session().logon();
    client_.until("logged on anew", PATIENCE, [&] { return client_.loggedOn(); });
    client_.session().setResetOnLogon(false);
    ask("reset");
  }

  void cancelTheRest() {
    answered();
    for (long i = 0; i < sent_; i++) {
      const std::string current = working(name(i));
      if (!current.empty()) cancel(name(i) + "z", current, side(name(i)));
    }
    client_.until("every order over", PATIENCE, [&] { return client_.ledger.closed == (size_t)sent_; });
  }

  void print() {
    auto held = client_.hold();
    client_.ledger.check("a gap on both sides at each break", client_.resendRequests >= BREAKS && client_.resendsServed >= BREAKS,
                         std::to_string(client_.resendRequests) + " and " + std::to_string(client_.resendsServed));
    for (const auto& o : client_.ledger.orders())
      std::cout << "{\"order\":\"" << o.first << "\",\"status\":\"" << o.second.status << "\",\"cumQty\":\"" << decimal(o.second.cum)
                << "\",\"avgPx\":\"" << decimal(average(o.second.cost, o.second.cum)) << "\",\"fills\":" << o.second.fills << "}\n";
    std::cout << std::flush;
  }
};
