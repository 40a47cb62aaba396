// An OMS that trades through the gateway and checks every report. It talks to whoever drives it: `{"ask":"cut"}` on stdout waits for a
// line on stdin. One JSON line a check; exit 0 when all of them held.
//   oms SETTINGS SCENARIO SYMBOL [COUNT]   algo (a live market) | pass (a venue that obeys) | lost (that venue over a bad wire)
//                                          many (that venue, COUNT orders, wires that break five times, numbers that are reset)
#include <quickfix/FileLog.h>
#include <quickfix/FileStore.h>
#include <quickfix/SessionSettings.h>
#include <quickfix/SocketInitiator.h>
#include <unistd.h>
#include <thread>
#include "client.h"
#include "many.h"
#include "scenario.h"

static std::string json(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\x01' ? '|' : c;
  }
  return out + "\"";
}

static bool tell(const std::string& name, const Check& c) {
  std::string wrong;
  for (const std::string& w : c.wrong) wrong += (wrong.empty() ? "" : ",") + json(w);
  std::cout << "{\"check\":" << json(name) << ",\"ok\":" << (c.wrong.empty() ? "true" : "false") << ",\"seen\":" << c.seen << ",\"wrong\":["
            << wrong << "]}" << std::endl;
  return c.wrong.empty();
}

static void play(Client& client, const std::string& name, const std::string& symbol, long count) {
  if (name == "many") return Many(client, symbol, count).run();
  Scenario scenario(client, symbol);
  name == "algo" ? scenario.algo() : name == "lost" ? scenario.lost() : scenario.pass();
}

int main(int argc, char** argv) {
  if (argc < 4) return std::cerr << "oms SETTINGS algo|pass|lost|many SYMBOL [COUNT]" << std::endl, 2;
  try {
    FIX::SessionSettings settings(argv[1]);
    Client client;
    FIX::FileStoreFactory store(settings);
    FIX::FileLogFactory log(settings);
    FIX::SocketInitiator initiator(client, store, settings, log);
    initiator.start();
    try {
      play(client, argv[2], argv[3], argc > 4 ? std::stol(argv[4]) : 0);
    } catch (TimedOut&) {
      // the ledger has it among its failed checks
    }
    initiator.stop();
    auto held = client.hold();
    bool ok = true;
    for (const auto& c : client.ledger.checks) ok = tell(c.first, c.second) && ok;
    return ok ? 0 : 1;
  } catch (std::exception& e) {
    std::cerr << "oms: " << e.what() << std::endl;
    return 1;
  }
}
