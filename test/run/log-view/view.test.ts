import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { Dictionaries } from '../../../src/run/log-view/dictionaries';
import { type Form, PLAIN } from '../../../src/run/log-view/readable';
import type { Wanted } from '../../../src/run/log-view/select';
import { type ViewRequest, viewLogs } from '../../../src/run/log-view/view';
import { until } from '../../fix/transport/pair';
import { LogFolder, logText, START, STORY } from './logs';

const folder = new LogFolder();
afterAll(() => folder.remove());
const NAME = 'FIX.4.4-GW-OMS.messages.current.log';
const file = folder.file(NAME, logText(STORY));

async function shown(request: Partial<ViewRequest> & { form?: Form }, write?: (text: string) => void): Promise<string[]> {
  const lines: string[] = [];
  await viewLogs(
    {
      files: [file],
      dictionaries: await Dictionaries.open(undefined),
      form: 'line',
      colours: PLAIN,
      wanted: {},
      masked: [],
      ...request,
    },
    write ?? (text => lines.push(text)),
  );
  return lines.join('').split('\n').slice(0, -1);
}

test('a message a line: time, direction, parties, number, name, fields by name with values by name', async () =>
  expect(await shown({ wanted: { types: ['D'] }, limit: 1 })).toEqual([
    '2026-01-05 10:00:00.000000  in  OMS->GW #1  NewOrderSingle (D)  ClOrdID=a1  Symbol=ACME  Side=1 Buy  OrderQty=100  OrdType=2 Limit  Price=10.5  TimeInForce=0 Day  Account=CLIENT7  TransactTime=20260105-10:00:00',
  ]));

test('a field a line, groups indented, tags that the dictionary lacks kept, control characters shown as what they are', async () => {
  const text = logText([[0, '35=D|34=1|11=a\x1b[2J|453=1|448=ME|447=D|452=3|9001=own']]);
  expect(await shown({ files: [folder.file('groups.log', text)], form: 'long' })).toEqual(
    [
      '2026-01-05 10:00:00.000000  -   GW->OMS #1  NewOrderSingle (D)',
      '      8 BeginString = FIX.4.4',
      '      9 BodyLength = 97',
      '     35 MsgType = D',
      '     34 MsgSeqNum = 1',
      '     52 SendingTime = 20260105-10:00:00.000',
      '     49 SenderCompID = GW',
      '     56 TargetCompID = OMS',
      '     11 ClOrdID = a\\x1b[2J',
      '    453 NoPartyIDs = 1',
      '      448 PartyID = ME',
      '      447 PartyIDSource = D (ProprietaryCustomCode)',
      '      452 PartyRole = 3 (ClientId)',
      '   9001 not in the dictionary = own',
      '     10 CheckSum = 195',
    ].map(line =>
      expect.stringMatching(new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/= (97|195)$/, '= \\d+')}$`)),
    ),
  );
});

test('raw, and as JSON with masked values', async () => {
  const wanted: Wanted = { fields: [[17, 'e4']] };
  const [raw] = await shown({ wanted, form: 'raw', masked: [1] });
  const [json] = await shown({ wanted, form: 'json', masked: [1] });
  const row = JSON.parse(json!) as { fields: { tag: number; name: string; value: string; meaning?: string }[] };
  expect([
    raw,
    { ...row, fields: row.fields.filter(f => [1, 851, 10].includes(f.tag)).map(f => `${f.name} ${f.value} ${f.meaning}`) },
  ]).toEqual([
    expect.stringMatching(/^2026-01-05 10:00:03\.500000 : 8=FIX\.4\.4\|9=\d+\|35=8\|.*\|1=\*\*\*\|.*10=\d{3}\|$/),
    {
      at: '2026-01-05 10:00:03.500000',
      direction: 'out',
      session: 'GW->OMS',
      msgType: '8',
      name: 'ExecutionReport',
      file,
      line: 8,
      fields: [
        'LastLiquidityInd 1 AddedLiquidity',
        'Account *** undefined',
        expect.stringMatching(/^CheckSum \d{3} undefined$/),
      ].sort((a, b) => (a === 'Account *** undefined' || b === 'Account *** undefined' ? 0 : 0)),
    },
  ]);
});

/** ExecIDs, else ClOrdIDs, of what is shown. */
const ids = (lines: readonly string[]): string[] =>
  lines.map(line => /ExecID=(\w+)/.exec(line)?.[1] ?? /ClOrdID=(\w+)/.exec(line)?.[1] ?? '?');

test.each<[string, Partial<ViewRequest>, string[]]>([
  [
    'an order by its first ClOrdID, with the child that was made for it',
    { order: 'a1' },
    ['a1', 'e1', 'c1', 'a2', 'e3', 'e4', 'a3', 'e5'],
  ],
  ['an order by its last ClOrdID: what stands before too', { order: 'a3' }, ['a1', 'e1', 'a2', 'e3', 'e4', 'a3', 'e5']],
  ['an order by its OrderID', { order: 'o2' }, ['b1', 'e2']],
  ['an order that nobody has', { order: 'zz' }, []],
  ['a field', { wanted: { fields: [[55, 'BOLT']] } }, ['b1', 'e2']],
  [
    'two fields',
    {
      wanted: {
        fields: [
          [55, 'ACME'],
          [35, 'F'],
        ],
      },
    },
    ['a3'],
  ],
  ['types', { wanted: { types: ['F', 'G'] } }, ['a2', 'a3']],
  ['a CompID', { wanted: { session: 'VENUE' } }, ['c1']],
  ['one way', { wanted: { session: 'OMS->GW' } }, ['a1', 'b1', 'a2', 'a3']],
  ['both ways', { wanted: { session: 'VENUE<->GW' } }, ['c1']],
  ['a time', { wanted: { from: START + 1_001_000, to: START + 2_004_000 } }, ['e2', 'a2']],
  ['a regular expression', { match: /\|58=no such/ }, ['e2']],
  ['a regular expression sees nothing that is masked', { match: /CLIENT7/, masked: [1] }, []],
  ['a limit', { limit: 2 }, ['a1', 'e1']],
])('messages of %s', async (_, request, expected) => expect(ids(await shown(request))).toEqual(expected));

test('a log is followed over what is added to it, a rotation and a cut', async () => {
  const followed = folder.file('followed.log', logText(STORY.slice(0, 1)));
  const stop = new AbortController();
  let text = '';
  const done = shown({ files: [followed], follow: stop.signal }, more => (text += more));
  const seen = (): string[] => ids(text.split('\n').slice(0, -1));
  try {
    await until('the first', () => seen().length === 1);
    appendFileSync(followed, logText(STORY.slice(1, 2)), 'latin1');
    await until('what was added', () => seen().length === 2);
    renameSync(followed, `${followed}.1`);
    writeFileSync(followed, logText(STORY.slice(3, 5)), 'latin1');
    await until('what stands in the new file', () => seen().length === 4);
    writeFileSync(followed, logText(STORY.slice(8, 9)), 'latin1');
    await until('what stands there after the cut', () => seen().length === 5);
  } finally {
    stop.abort();
    await done;
  }
  expect(seen()).toEqual(['a1', 'e1', 'b1', 'e2', 'a3']);
});

test('a file that is not there is a mistake that is named', () =>
  expect(shown({ files: ['/nowhere/at/all.log'] })).rejects.toThrow('/nowhere/at/all.log: there is no such file'));
