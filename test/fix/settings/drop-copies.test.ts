import { parseSettings } from '../../../src/fix/settings/load';

const BASE = `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
SocketConnectHost=127.0.0.1
SocketConnectPort=9881
SocketAcceptPort=9880
`;
const session = (type: string, role: string, target: string, ...keys: string[]): string =>
  ['[SESSION]', `ConnectionType=${type}`, `Role=${role}`, `TargetCompID=${target}`, ...keys, ''].join('\n');
const venue = (target: string): string => session('initiator', 'venue', target);
const copy = (target: string, ...keys: string[]): string => session('initiator', 'dropcopy', target, ...keys);

/** What a set of sections says of its drop copies, or what is wrong with it. */
function read(...sections: string[]): unknown {
  const { sessions, errors } = parseSettings([{ name: 'a.cfg', text: BASE + sections.join('') }]);
  return errors.length > 0 ? errors : sessions.filter(s => s.role === 'dropcopy').map(s => [s.dropCopyOf, s.dropCopyGrace]);
}

const AAA = 'FIX.4.4:SLUICE->AAA';
const BBB = 'FIX.4.4:SLUICE->BBB';

const CASES: readonly [string, readonly string[], unknown][] = [
  ['the one venue is meant where none is named', [venue('AAA'), copy('C')], [[AAA, 5_000_000]]],
  [
    'each venue may have a copy, by TargetCompID or id',
    [venue('AAA'), venue('BBB'), copy('C', 'DropCopyOf=BBB', 'DropCopyGrace=2'), copy('D', `DropCopyOf=${AAA}`)],
    [
      [BBB, 2_000_000],
      [AAA, 5_000_000],
    ],
  ],
  [
    'of several venues one has to be named',
    [venue('AAA'), venue('BBB'), copy('C')],
    [/DropCopyOf: name the venue .* AAA or BBB/],
  ],
  ['without a venue there is nothing to copy', [copy('C')], [/DropCopyOf: there is no venue session to copy/]],
  [
    'a venue that is not there',
    [venue('AAA'), copy('C', 'DropCopyOf=AAB')],
    [/DropCopyOf: 'AAB' is no venue session; did you mean 'AAA'/],
  ],
  [
    'two copies of one venue',
    [venue('AAA'), copy('C'), copy('D')],
    [/DropCopyOf: FIX.4.4:SLUICE->C copies FIX.4.4:SLUICE->AAA already/],
  ],
  [
    'the keys of a copy that we read, on one that we send',
    [session('acceptor', 'dropcopy', 'C', 'DropCopyOf=AAA', 'DropCopyGrace=1')],
    [/DropCopyOf.*Role=dropcopy and ConnectionType=initiator/, /DropCopyGrace.*Role=dropcopy and ConnectionType=initiator/],
  ],
  ['a grace of no time', [venue('AAA'), copy('C', 'DropCopyGrace=0')], [/DropCopyGrace.*0/]],
];

test.each(CASES)('%s', (_name, sections, expected) => {
  const wanted = (expected as unknown[]).map(each => (each instanceof RegExp ? expect.stringMatching(each) : each));
  expect(read(...sections)).toEqual(wanted);
});
