// What the OMS does, step by step.
#pragma once
#include "desk.h"

class Scenario : Desk {
 public:
  using Desk::Desk;

  // With a venue that acknowledges all, fills what is priced at HIGH (or sells at LOW) and lets the rest work.
  void pass() {
    logon();
    directOrders();
    end("filled", 300);
  }

  // With that venue, while its answers are lost and then our order: everything is told once the venue is back.
  void lost() {
    logon();
    limit("worked", '1', "500", LOW);
    shows("worked", "0/0");
    ask("mute");
    cancel("worked-x", "worked", '1');
    limit("unheard", '1', "300", HIGH);
    ask("swallow");
    limit("unsent", '1', "100", HIGH);
    ask("cut");
    finish("worked");
    finish("unheard");
    finish("unsent");
    expect("worked", "0/0 6/6 4/4");
    expect("unheard", "0/0 F/2");
    expect("unsent", "8/8");
    end("unheard", 300);
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
    killed();
    expect("done", "0/0 F/2");
    expect("stopped", "0/0 6/6 4/4");
    expect("grown", "0/0 E/E 5/1 F/2");
    end("filled", 300);
    end("done", 600);
    end("grown", 500);
  }

 private:
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

  // The gateway is killed while orders work and comes back on its journal: the same session goes on, and so do the orders.
  void killed() {
    const time_t now = time(nullptr);
    limit("rests", '2', "150", HIGH);
    shows("rests", "0/0");
    twap("survives", '1', "700", now, now + 7);
    begins("survives", 5);
    ask("kill");
    client_.until("the gateway is gone", 5, [&] { return !client_.loggedOn(); });
    client_.until("the gateway is back", 15, [&] { return client_.loggedOn(); });
    cancel("rests-x", "rests", '2');
    finish("rests");
    finish("survives");
    expect("rests", "0/0 6/6 4/4");
    expect("survives", "0/0 F/2");
    end("survives", 700);
  }
};
