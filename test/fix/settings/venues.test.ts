import { parseSettings } from '../../../src/fix/settings/load';
import { destinationsOf, venueNamed } from '../../../src/fix/settings/venues';

const BASE = `[DEFAULT]
ConnectionType=initiator
BeginString=FIX.4.4
SenderCompID=SLUICE
SocketConnectHost=127.0.0.1
SocketConnectPort=9881
`;
const session = (role: string, target: string, ...keys: string[]): string =>
  ['[SESSION]', `Role=${role}`, `TargetCompID=${target}`, ...keys, ''].join('\n');
const load = (...sections: string[]) => parseSettings([{ name: 'a.cfg', text: BASE + sections.join('') }]);
const feed = (target: string, ...keys: string[]): string => session('marketdata', target, 'SenderCompID=SLUICEMD', ...keys);

const TWO = [session('venue', 'AAA', 'ExDestination=XAAA, XA'), session('venue', 'BBB', 'ExDestination=*')];
const ID = 'FIX.4.4:SLUICE->AAA';
const OTHER = 'FIX.4.4:SLUICE->BBB';

test('market data for a venue is linked to its session, by TargetCompID or by id', () => {
  const { sessions, errors } = load(...TWO, feed('AAA', 'MarketDataFor=AAA'), feed('BBB', `MarketDataFor=${OTHER}`));
  expect([sessions.map(s => s.marketDataFor), errors]).toEqual([[undefined, undefined, ID, OTHER], []]);
});

test('what an OMS may call a venue: its id, its TargetCompID, what its section lists', () =>
  expect(destinationsOf(load(...TWO).sessions)).toEqual({
    [ID]: ID,
    AAA: ID,
    XAAA: ID,
    XA: ID,
    [OTHER]: OTHER,
    BBB: OTHER,
    '*': OTHER,
  }));

const twins = [session('venue', 'AAA'), session('venue', 'AAA', 'SessionQualifier=2')];
test('a TargetCompID that two venues have names neither', () => {
  const { sessions } = load(...twins);
  expect([Object.keys(destinationsOf(sessions)), venueNamed('AAA', sessions)]).toEqual([
    [ID, `${ID}/2`],
    { wrong: `several venue sessions have TargetCompID AAA: name '${ID}' or '${ID}/2'` },
  ]);
});

test.each<[string, string[], string[]]>([
  [
    'a venue that there is none of: the nearest is named',
    [...TWO, feed('AAA', 'MarketDataFor=AAB')],
    ["a.cfg:15: MarketDataFor: 'AAB' is no venue session; did you mean 'AAA'?"],
  ],
  [
    'MarketDataFor where there is no venue at all',
    [feed('AAA', 'MarketDataFor=AAA')],
    ["a.cfg:7: MarketDataFor: 'AAA' is no venue session: there is none"],
  ],
  [
    'market data of one venue beside that of none',
    [...TWO, feed('AAA', 'MarketDataFor=AAA'), feed('BBB')],
    [
      'a.cfg:20: MarketDataFor: another session gives the market data of one venue, this one of none: trades would count twice; give each of them MarketDataFor, or none',
    ],
  ],
  [
    'a name that two venues have',
    [session('venue', 'AAA', 'ExDestination=X BBB'), session('venue', 'BBB', 'ExDestination=X')],
    [
      'a.cfg:7: ExDestination: BBB already means FIX.4.4:SLUICE->BBB',
      'a.cfg:11: ExDestination: X already means FIX.4.4:SLUICE->AAA',
    ],
  ],
  [
    'MarketDataFor of a venue',
    [session('venue', 'AAA', 'MarketDataFor=AAA')],
    ['a.cfg:10: MarketDataFor: is for a session with Role=marketdata'],
  ],
  [
    'ExDestination of market data',
    [...TWO, feed('AAA', 'ExDestination=X')],
    ['a.cfg:19: ExDestination: is for a session with Role=venue'],
  ],
])('is refused: %s', (_what, sections, errors) => expect(load(...sections).errors).toEqual(errors));
