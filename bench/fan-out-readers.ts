import { SystemClock } from '../src/clock/system-clock';
import { Tag } from '../src/fix/generated/tags';
import { parseSettings } from '../src/fix/settings/load';
import { standaloneEngine } from '../src/fix/standalone';

/** Sessions that read a venue's market data, in a process of their own: port and CompIDs as arguments; true and false subscribe and unsubscribe. */
function main(): void {
  const [port, ...ids] = process.argv.slice(2);
  const text = ids
    .map(
      id =>
        `[SESSION]\nBeginString=FIX.4.4\nConnectionType=initiator\nSenderCompID=${id}\nTargetCompID=SIM\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}\nPersistMessages=N\nNonStopSession=Y\n`,
    )
    .join('');
  const clock = new SystemClock();
  let count = 0;
  let request = 0;
  const engine = standaloneEngine(parseSettings([{ name: 'readers', text }]).sessions, clock, {
    message: () => count++,
    event: () => undefined,
  });
  void engine.start();
  process.on('message', on => {
    if (on === true) request++;
    process.send!(count);
    for (const session of engine.sessions()) {
      session.send('V', w => {
        w.text(Tag.MDReqID, `R${request}`).text(Tag.SubscriptionRequestType, on === true ? '1' : '2');
        w.int(Tag.MarketDepth, 0).int(Tag.MDUpdateType, 1).int(Tag.NoMDEntryTypes, 3);
        for (const type of ['0', '1', '2']) w.text(Tag.MDEntryType, type);
        w.int(Tag.NoRelatedSym, 1).text(Tag.Symbol, 'ACME');
      });
    }
  });
  process.once('disconnect', () => process.exit(0));
}

main();
