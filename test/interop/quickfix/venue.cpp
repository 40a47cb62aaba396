// A venue on QuickFIX that obeys (exchange.h). One JSON line on stdout for each request. SIGUSR1: its numbers jump; SIGUSR2: they begin again;
// SIGTERM: it tells every order that came, and ends.
//   venue SETTINGS
#include <quickfix/FileLog.h>
#include <quickfix/FileStore.h>
#include <quickfix/SessionSettings.h>
#include <quickfix/SocketAcceptor.h>
#include <signal.h>
#include <unistd.h>
#include "exchange.h"

static void obey(Venue& venue, const sigset_t& signals) {
  for (int signal = 0; signal != SIGTERM;) {
    sigwait(&signals, &signal);
    if (signal == SIGUSR1) venue.jump();
    if (signal == SIGUSR2) venue.beginAgain();
    if (signal != SIGTERM) std::cout << "{\"obeyed\":" << signal << "}" << std::endl;
  }
}

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "venue SETTINGS" << std::endl, 2;
  sigset_t signals;
  sigemptyset(&signals);
  for (int signal : {SIGTERM, SIGUSR1, SIGUSR2}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  try {
    FIX::SessionSettings settings(argv[1]);
    Venue venue;
    FIX::FileStoreFactory store(settings);
    FIX::FileLogFactory log(settings);
    FIX::SocketAcceptor acceptor(venue, store, settings, log);
    acceptor.start();
    std::cout << "ready" << std::endl;
    obey(venue, signals);
    acceptor.stop();
    venue.print();
    return 0;
  } catch (std::exception& e) {
    std::cerr << "venue: " << e.what() << std::endl;
    return 1;
  }
}
