// An OMS on QuickFIX: one initiator session whose every message is checked as it comes in.
#pragma once
#include <quickfix/Application.h>
#include <quickfix/Session.h>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <iostream>
#include <mutex>
#include "ledger.h"

struct TimedOut {};

class Client : public FIX::Application {
 public:
  Ledger ledger;
  // An OrderCancelReject (9) by its ClOrdID: OrdStatus, CxlRejResponseTo, CxlRejReason.
  std::map<std::string, std::string> cancelRejects;
  long possDup = 0, resendRequests = 0, resendsServed = 0;

  // Waits until `done` holds, looked at after every message; a time-out is a failed check and the end of the scenario (TimedOut).
  void until(const std::string& what, int seconds, std::function<bool()> done) {
    std::unique_lock<std::mutex> lock(mutex_);
    const bool ok = changed_.wait_for(lock, std::chrono::seconds(seconds), done);
    ledger.check("in time", ok, what);
    if (!ok) throw TimedOut();
  }
  // For reading and writing what the session's thread works on.
  std::unique_lock<std::mutex> hold() { return std::unique_lock<std::mutex>(mutex_); }
  bool loggedOn() const { return loggedOn_; }
  void send(FIX::Message& m) { FIX::Session::sendToTarget(m, session_); }
  FIX::Session& session() { return *FIX::Session::lookupSession(session_); }
  // The gateway begins at 1 again, with a ResetSeqNumFlag (141=Y).
  void numbersBeginAgain() {
    auto held = hold();
    lastSeqNum_ = 0;
  }

  void onCreate(const FIX::SessionID& id) { session_ = id; }
  void onLogon(const FIX::SessionID&) { change([this] { loggedOn_ = true; }); }
  void onLogout(const FIX::SessionID&) { change([this] { loggedOn_ = false; }); }
  void toApp(FIX::Message&, const FIX::SessionID&) throw(FIX::DoNotSend) {}

  // A Reject (3) of ours means that QuickFIX found the gateway's message wrong by the dictionary.
  void toAdmin(FIX::Message& m, const FIX::SessionID&) {
    const std::string type = field(m.getHeader(), 35);
    change([&] {
      ledger.check("no Reject needed", type != "3", m.toString());
      if (type == "2") resendRequests++;
    });
  }
  void fromAdmin(const FIX::Message& m, const FIX::SessionID&)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) {
    const std::string type = field(m.getHeader(), 35);
    change([&] {
      ledger.check("no Reject got", type != "3", m.toString());
      if (type == "2") resendsServed++;
    });
  }
  void fromApp(const FIX::Message& m, const FIX::SessionID&)
      throw(FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) {
    change([&] { received(m); });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  FIX::SessionID session_;
  bool loggedOn_ = false;
  long lastSeqNum_ = 0;

  void change(std::function<void()> work) {
    std::lock_guard<std::mutex> lock(mutex_);
    work();
    changed_.notify_all();
  }

  void received(const FIX::Message& m) {
    const FIX::Header& h = m.getHeader();
    const std::string type = field(h, 35), seqNum = field(h, 34);
    ledger.check("MsgSeqNum in order", std::stol(seqNum) > lastSeqNum_, seqNum);
    lastSeqNum_ = std::stol(seqNum);
    if (field(h, 43) == "Y") {
      possDup++;
      ledger.check("PossDup with OrigSendingTime", !field(h, 122).empty() && field(h, 122) <= field(h, 52), seqNum);
    }
    try {
      if (type == "8") ledger.report(m);
      else if (type == "9") cancelRejects[field(m, 11)] = field(m, 39) + " " + field(m, 434) + " " + field(m, 102);
      else ledger.check("only reports and cancel rejects", false, m.toString());
    } catch (std::exception& e) {
      ledger.check("fields readable", false, seqNum + ": " + e.what());
    }
  }
};
