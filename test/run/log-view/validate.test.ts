import { Dictionaries } from '../../../src/run/log-view/dictionaries';
import { isWrong, type Verdict, validateLogs } from '../../../src/run/log-view/validate';
import { LogFolder, logText, message, STORY } from './logs';

/** A dictionary is compiled by a library that takes its time to load. */
jest.setTimeout(120_000);

const folder = new LogFolder();
afterAll(() => folder.remove());

async function verdictOf(text: string, userTags = false): Promise<Verdict> {
  const file = folder.file('checked.log', text);
  const verdict = await validateLogs({ files: [file], dictionaries: await Dictionaries.open(undefined), userTags });
  const short = (found: Verdict['invalid']): Verdict['invalid'] =>
    found.map(f => ({ ...f, first: f.first.map(place => place.replace(file, 'LOG')) }));
  return { ...verdict, damaged: short(verdict.damaged), invalid: short(verdict.invalid), sequence: short(verdict.sequence) };
}

const RIGHT: Verdict = { messages: 0, right: 0, unchecked: {}, damaged: [], invalid: [], sequence: [] };

test('a log in which nothing is wrong', async () => {
  const verdict = await verdictOf(logText(STORY));
  expect([verdict, isWrong(verdict)]).toEqual([{ ...RIGHT, messages: 10, right: 10 }, false]);
});

test('each fault is counted by what it is, with the lines where it was seen first', async () => {
  const wrongSum = message([5, '35=0|34=6'])
    .toString('latin1')
    .replace(/10=\d{3}/, '10=999');
  const wrongLength = message([6, '35=0|34=7']).toString('latin1').replace(/9=\d+/, '9=5');
  const lines = [
    logText(STORY),
    `${wrongSum}\n${wrongLength}\n`,
    logText([
      [7, '35=8|34=8|37=o|11=x'],
      [8, '35=0|34=12'],
      [9, '35=D|34=13|11=d|55=ACME|54=1|40=2|60=20260105-10:00:09|9001=own'],
      [10, '35=D|34=14|11=e|55=ACME|54=?|40=2|60=20260105-10:00:10'],
    ]),
    logText([[11, '35=0|34=15']], 'FIX.4.3'),
    '8=FIX.4.4\x019=12\x0135=0\x01 cut off\n',
  ];
  const verdict = await verdictOf(lines.join(''));
  expect([verdict, isWrong(verdict)]).toEqual([
    {
      messages: 17,
      right: 13,
      unchecked: { 'FIX.4.3': 1 },
      damaged: expect.arrayContaining([
        { what: 'CheckSum (10) is wrong', count: expect.any(Number), first: expect.arrayContaining(['LOG:11']) },
        { what: 'BodyLength (9) is wrong', count: 1, first: ['LOG:12'] },
        { what: expect.stringMatching(/^truncated: /), count: 1, first: ['LOG:18'] },
      ]),
      invalid: expect.arrayContaining([
        { what: 'ExecutionReport (8): Required tag missing: AvgPx (6)', count: 1, first: ['LOG:13'] },
        { what: 'NewOrderSingle (D): Invalid tag number: 9001', count: 1, first: ['LOG:15'] },
        { what: 'NewOrderSingle (D): Value is incorrect (out of range) for this tag: Side (54)', count: 1, first: ['LOG:16'] },
      ]),
      sequence: [{ what: 'MsgSeqNum (34) leaves a gap', count: 1, first: ['LOG:14 GW->OMS: MsgSeqNum (34) 9 to 11 missing'] }],
    },
    true,
  ]);
});

test("user-defined tags are no fault where they are said not to be; a dictionary of one's own replaces that of its version", async () => {
  const text = logText([[0, '35=D|34=1|11=d|55=ACME|54=1|40=2|60=20260105-10:00:09|9001=own']]);
  const own = folder.file(
    'own.xml',
    `<fix type='FIX' major='4' minor='4'><header><field name='BeginString' required='Y'/><field name='BodyLength' required='Y'/><field name='MsgType' required='Y'/><field name='SenderCompID' required='Y'/><field name='TargetCompID' required='Y'/><field name='MsgSeqNum' required='Y'/><field name='SendingTime' required='Y'/></header><trailer><field name='CheckSum' required='Y'/></trailer><messages><message name='Heartbeat' msgtype='0' msgcat='admin'/></messages><fields><field number='8' name='BeginString' type='STRING'/><field number='9' name='BodyLength' type='LENGTH'/><field number='10' name='CheckSum' type='STRING'/><field number='34' name='MsgSeqNum' type='SEQNUM'/><field number='35' name='MsgType' type='STRING'/><field number='49' name='SenderCompID' type='STRING'/><field number='52' name='SendingTime' type='UTCTIMESTAMP'/><field number='56' name='TargetCompID' type='STRING'/></fields></fix>`,
  );
  const dictionaries = await Dictionaries.open(own);
  const file = folder.file('own.log', text);
  const held = await validateLogs({ files: [file], dictionaries, userTags: true });
  expect([await verdictOf(text, true), held.invalid.map(f => f.what)]).toEqual([
    { ...RIGHT, messages: 1, right: 1 },
    ['35=D: Invalid MsgType'],
  ]);
});

test.each([
  ['<fix type="FIX" major="4" minor="3">', /--dictionary: .* is of no version that is read: FIX 4\.2, 4\.4, 5\.0 or FIXT 1\.1/],
  ['no dictionary', /is of no version that is read/],
  ['<fix type="FIX" major="4" minor="4"><header></fix>', /bad\.xml:1: /],
])('the dictionary %s is refused', (text, why) => expect(Dictionaries.open(folder.file('bad.xml', text))).rejects.toThrow(why));
