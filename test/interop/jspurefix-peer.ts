import 'reflect-metadata';
import {
  AsciiSession,
  EmptyLogFactory,
  type EngineFactory,
  type IJsFixConfig,
  type ILooseObject,
  type ISessionDescription,
  type MsgView,
  SessionLauncher,
} from 'jspurefix';

// jspurefix as it comes, as a counterparty of the gateway, with its own FIX.4.4 dictionary. One JSON line on stdout for what it is told.
//   jspurefix-peer oms PORT      dials the gateway, sends a few orders, ends when the last is over
//   jspurefix-peer venue PORT    listens; fills what is priced through 100 in two parts, lets the rest work; runs until SIGTERM

/** A body, fields and components by name, as jspurefix encodes it. */
type Body = ILooseObject;

const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

abstract class Peer extends AsciiSession {
  constructor(config: IJsFixConfig) {
    super(config);
    this.logReceivedMsgs = false;
  }

  protected override onLogon(): boolean {
    return true;
  }
  protected override onStopped(): void {}
  protected override onDecoded(): void {}
  protected override onEncoded(): void {}
}

const order = (clOrdId: string, qty: number, price: number): Body => ({
  ClOrdID: clOrdId,
  Instrument: { Symbol: 'ACME' },
  Side: '1',
  TransactTime: new Date(),
  OrderQtyData: { OrderQty: qty },
  OrdType: '2',
  Price: price,
  TimeInForce: '0',
});

const cancel = (clOrdId: string, origClOrdId: string, qty: number): Body => ({
  ClOrdID: clOrdId,
  OrigClOrdID: origClOrdId,
  Instrument: { Symbol: 'ACME' },
  Side: '1',
  TransactTime: new Date(),
  OrderQtyData: { OrderQty: qty },
});

/** What the OMS sends once it was told this: ClOrdID, ExecType and OrdStatus of a report, or a cancel reject. */
const STEPS: Readonly<Record<string, readonly [string, () => Body]>> = {
  logon: ['D', () => order('taken', 300, 110)],
  'taken F/2': ['D', () => order('works', 500, 90)],
  'works 0/0': ['G', () => ({ ...order('works2', 700, 89.5), OrigClOrdID: 'works' })],
  'works2 5/0': ['F', () => cancel('works3', 'works2', 700)],
  'works3 4/4': ['F', () => cancel('late', 'taken', 300)],
  'late 9': ['D', () => order('odd', 10.5, 90)],
};
const LAST = 'odd 8/8';

class Oms extends Peer {
  protected override onReady(): void {
    this.step('logon');
  }

  protected override onApplicationMsg(msgType: string, view: MsgView): void {
    const told = (tag: number): string => view.getString(tag) ?? '';
    const what = msgType === '8' ? `${told(11)} ${told(150)}/${told(39)}` : `${told(11)} ${msgType}`;
    const fields = msgType === '8' ? [38, 32, 31, 14, 151, 6] : [41, 39, 434, 102];
    say([what, ...fields.map(told)]);
    this.step(what);
  }

  private step(told: string): void {
    const next = STEPS[told];
    if (next) this.send(next[0], next[1]());
    if (told === LAST) this.done();
  }
}

class Venue extends Peer {
  private execs = 0;

  protected override onReady(): void {
    say('logged on');
  }

  protected override onApplicationMsg(msgType: string, view: MsgView): void {
    const qty = Number(view.getString(38));
    const price = Number(view.getString(44));
    say([msgType, view.getString(526), qty, price]);
    if (msgType === 'F') return this.report(view, '4', '4', { LeavesQty: 0, CumQty: 0, AvgPx: 0 });
    this.report(view, msgType === 'D' ? '0' : '5', '0', { LeavesQty: qty, CumQty: 0, AvgPx: 0 });
    if (price < 100) return;
    const half = { LastQty: qty / 2, LastPx: price };
    this.report(view, 'F', '1', { ...half, LeavesQty: qty / 2, CumQty: qty / 2, AvgPx: price });
    this.report(view, 'F', '2', { ...half, LastPx: price - 1, LeavesQty: 0, CumQty: qty, AvgPx: price - 0.5 });
  }

  private report(about: MsgView, execType: string, ordStatus: string, amounts: Body): void {
    const n = ++this.execs;
    this.send('8', {
      OrderID: 'V1',
      ClOrdID: about.getString(11),
      OrigClOrdID: about.getString(41) ?? undefined,
      ExecID: `E${n}`,
      ExecType: execType,
      OrdStatus: ordStatus,
      Instrument: { Symbol: about.getString(55) },
      Side: about.getString(54),
      OrderQtyData: { OrderQty: Number(about.getString(38)) },
      ...amounts,
    });
  }
}

class Launcher extends SessionLauncher {
  constructor(
    initiator: ISessionDescription | null,
    acceptor: ISessionDescription | null,
    private readonly makeSession: EngineFactory['makeSession'],
  ) {
    super(initiator, acceptor, new EmptyLogFactory());
  }

  protected override makeFactory(): EngineFactory {
    return { makeSession: this.makeSession };
  }
}

const description = (type: 'initiator' | 'acceptor', port: number, id: string) =>
  ({
    application: { type, name: id, tcp: { host: '127.0.0.1', port }, protocol: 'ascii', dictionary: 'qf44', reconnectSeconds: 1 },
    Name: id,
    EncryptMethod: 0,
    ResetSeqNumFlag: true,
    HeartBtInt: 5,
    SenderCompId: id,
    TargetCompID: 'SLUICE',
    BeginString: 'FIX.4.4',
  }) as unknown as ISessionDescription;

async function main(role: string, port: number): Promise<void> {
  const launcher =
    role === 'oms'
      ? new Launcher(description('initiator', port, 'OMS'), null, config => new Oms(config))
      : new Launcher(null, description('acceptor', port, 'VENUE'), config => new Venue(config));
  process.once('SIGTERM', () => process.exit(0));
  const ended = launcher.run();
  say('ready');
  await ended;
}

main(process.argv[2] ?? '', Number(process.argv[3])).then(
  () => process.exit(0),
  error => {
    process.stderr.write(`jspurefix-peer: ${String(error)}\n`);
    process.exit(1);
  },
);
