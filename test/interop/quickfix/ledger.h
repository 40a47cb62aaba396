// What an OMS knows of its orders, and the checks of every ExecutionReport (8) against it.
#pragma once
#include <quickfix/Message.h>
#include <quickfix/FixFields.h>
#include <map>
#include <set>
#include <string>
#include <vector>
#include "decimal.h"

inline std::string field(const FIX::FieldMap& m, int tag) { return m.isSetField(tag) ? m.getField(tag) : std::string(); }

// ExecType (150) in the words of FIX 4.4: 4.2 tells fills as 1 and 2, and what is no new event by ExecTransType (20).
inline char execType(const FIX::FieldMap& m) {
  if (field(m, 20) == "3") return 'I';
  const char type = field(m, 150)[0];
  return field(m, 20) == "0" && (type == '1' || type == '2') ? 'F' : type;
}
// OrdStatus (39) in the words of FIX 4.4, which has no Replaced (5).
inline char ordStatus(const FIX::FieldMap& m) {
  const char status = field(m, 39)[0];
  return status != '5' ? status : units(field(m, 14)) > 0 ? '1' : '0';
}

struct Order {
  std::string symbol, orderId;
  std::string current;  // the ClOrdID that a request names
  char side = '1', status = 'A';
  Units qty = 0, cum = 0;
  Product cost = 0;
  long fills = 0;
  std::map<std::string, Units> replaces;  // ClOrdID of a replace -> the OrderQty it asks for
  std::string trail;                      // ExecType/OrdStatus of every report, partial fills left out
  bool over() const { return status == '2' || status == '4' || status == '8' || status == 'C'; }
};

// A rule, how often it was looked at, and where it was broken.
struct Check {
  long seen = 0;
  std::vector<std::string> wrong;
};

class Ledger {
 public:
  std::map<std::string, Check> checks;
  // Orders of which something was told, and of which nothing more will be.
  size_t answered = 0, closed = 0;

  const std::map<std::string, Order>& orders() const { return orders_; }
  Order& add(const std::string& clOrdId, const std::string& symbol, char side, Units qty) {
    Order& o = orders_[clOrdId];
    o.symbol = symbol, o.current = clOrdId, o.side = side, o.qty = qty;
    chain_[clOrdId] = clOrdId;
    return o;
  }
  // Another ClOrdID of an order: a cancel (qty 0) or a replace to qty.
  void request(const std::string& clOrdId, const std::string& orig, Units qty) {
    chain_[clOrdId] = chain_.at(orig);
    if (qty > 0) orders_.at(chain_[clOrdId]).replaces[clOrdId] = qty;
  }
  Order& order(const std::string& clOrdId) { return orders_.at(chain_.at(clOrdId)); }

  void report(const FIX::Message& m) {
    const std::string id = field(m, 11), exec = field(m, 17), where = id + " " + exec;
    check("ExecID once", execIds_.insert(exec).second, where);
    check("ClOrdID known", chain_.count(id) > 0, where);
    if (!chain_.count(id)) return;
    Order& o = order(id);
    const char type = execType(m), status = ordStatus(m);
    const bool wasOver = o.over();
    if (type == 'F') {
      const Units last = units(field(m, 32));
      o.cum += last;
      o.fills++;
      o.cost += Product(last) * units(field(m, 31));
    }
    if (type == '5' && o.replaces.count(id)) o.qty = o.replaces[id], o.current = id;
    if (o.orderId.empty()) o.orderId = field(m, 37), answered++;
    same(m, o, where);
    quantities(m, o, status, where);
    check("OrdStatus legal", legal(o.status, type, status), where + ": " + o.status + " -> " + type + "/" + status);
    if (type != 'F' || status == '2') o.trail += std::string(o.trail.empty() ? "" : " ") + type + "/" + status;
    o.status = status;
    if (o.over() && !wasOver) closed++;
  }

  void check(const char* name, bool ok, const std::string& where) {
    Check& c = checks[name];
    c.seen++;
    if (!ok) c.wrong.push_back(where);
  }

 private:
  std::map<std::string, Order> orders_;
  std::map<std::string, std::string> chain_;
  std::set<std::string> execIds_;

  void same(const FIX::Message& m, const Order& o, const std::string& where) {
    check("OrderID, Symbol and Side kept", field(m, 37) == o.orderId && field(m, 55) == o.symbol && field(m, 54)[0] == o.side, where);
    check("TransactTime told", m.isSetField(60), where);
  }

  void quantities(const FIX::Message& m, const Order& o, char status, const std::string& where) {
    const Units qty = units(field(m, 38)), cum = units(field(m, 14)), leaves = units(field(m, 151));
    const bool closed = status == '4' || status == '8' || status == 'C';
    check("OrderQty as asked", qty == o.qty, where + ": 38=" + field(m, 38));
    check("CumQty sums the fills", cum == o.cum, where + ": 14=" + field(m, 14));
    check("LeavesQty consistent", closed ? leaves == 0 : leaves == qty - cum, where + ": 151=" + field(m, 151));
    check("AvgPx exact", units(field(m, 6)) == average(o.cost, o.cum), where + ": 6=" + field(m, 6));
  }

  // What may follow each OrdStatus, and what each ExecType may say (FIX 4.4, order state change matrices).
  static bool legal(char before, char type, char status) {
    static const std::map<char, std::string> next = {{'A', "A0128"}, {'0', "0126E4C"}, {'1', "126E4C"}, {'6', "6124C0E"}, {'E', "E126014C"}};
    static const std::map<char, std::string> says = {{'0', "0"}, {'F', "126E"}, {'4', "4"}, {'5', "0126"}, {'8', "8"}, {'6', "6"}, {'E', "E6"}, {'C', "C"}};
    if (type == 'I') return before == status;
    const auto n = next.find(before), s = says.find(type);
    return n != next.end() && s != says.end() && n->second.find(status) != std::string::npos && s->second.find(status) != std::string::npos;
  }
};
