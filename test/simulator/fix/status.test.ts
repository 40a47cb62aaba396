import { FIX_VERSIONS } from '../../../src/fix/translate/dialect';
import { VenueRig } from './rig';

const PHASE = { 'FIX.4.2': '336=3', 'FIX.4.4': '336=1|625=3', 'FIX.5.0SP2': '336=1|625=3' } as const;
const HALTED = { 'FIX.4.2': '336=7', 'FIX.4.4': '336=1|625=7', 'FIX.5.0SP2': '336=1|625=7' } as const;

describe.each(FIX_VERSIONS)('in %s', version => {
  test('the status of a symbol (e): once, or now and as it changes, until it is ended', () => {
    const rig = new VenueRig(['ACME', 'BOLT'], undefined, version);
    const lines = [...rig.say('M', 'e|324=1|55=ACME|263=0', 'e|324=2|55=ACME|263=1', 'e|324=3|55=NOPE|263=1')];
    lines.push(...rig.operate('halt ACME'), ...rig.operate('halt BOLT'));
    rig.say('M', 'e|324=2|55=ACME|263=2');
    lines.push(...rig.operate('resume ACME'));
    expect(lines).toEqual([
      `M< f|324=1|55=ACME|${PHASE[version]}|326=17`,
      `M< f|324=2|55=ACME|${PHASE[version]}|326=17`,
      'M< f|324=3|55=NOPE|326=20',
      `M< f|324=2|55=ACME|${HALTED[version]}|326=2`,
      'done: ACME is halted',
      'done: BOLT is halted',
      'done: ACME is trading',
    ]);
  });

  test('the status of the market (g) changes when no symbol is in it any more; it ends with its session', () => {
    const rig = new VenueRig(['ACME', 'BOLT'], undefined, version);
    const lines = [...rig.say('M', 'g|335=1|263=1')];
    lines.push(...rig.operate('halt ACME'), ...rig.operate('halt BOLT'));
    rig.venue.dropped('M');
    lines.push(...rig.operate('resume ACME'));
    expect(lines.filter(line => line.startsWith('M'))).toEqual([
      `M< h|335=1|${PHASE[version]}|340=2`,
      `M< h|335=1|${HALTED[version]}|340=1`,
    ]);
  });
});

test('a session of the market that does not exist is refused; FIX.4.2 names phases so, and gets the present one', () => {
  const asked = (version: 'FIX.4.2' | 'FIX.4.4') => new VenueRig(['ACME'], undefined, version).say('M', 'g|335=1|336=7|263=0');
  expect([asked('FIX.4.4'), asked('FIX.4.2')]).toEqual([
    ["M< h|335=1|336=7|340=6|567=1|58=TradingSessionID (336) '7' is not known: 1"],
    ['M< h|335=1|336=3|340=2'],
  ]);
});

describe('what is listed', () => {
  test.each([
    ['FIX.4.4', '561=1|58=tick 0.01, lot 1'],
    ['FIX.5.0SP2', '969=0.01|561=1'],
  ] as const)('by SecurityListRequest (x) in %s: all, one, none, and what is not supported', (version, terms) => {
    const rig = new VenueRig(['ACME', 'BOLT'], undefined, version);
    expect(rig.say('M', 'x|320=1|559=4', 'x|320=2|559=0|55=BOLT', 'x|320=3|559=0|55=NOPE', 'x|320=4|559=3')).toEqual([
      `M< y|320=1|322=SR1|560=0|393=2|893=Y|146=2|55=ACME|${terms}|55=BOLT|${terms}`,
      `M< y|320=2|322=SR2|560=0|393=1|893=Y|146=1|55=BOLT|${terms}`,
      'M< y|320=3|322=SR3|560=2|393=0|893=Y',
      'M< y|320=4|322=SR4|560=1|393=0|893=Y',
    ]);
  });

  test('by SecurityDefinitionRequest (c) in FIX.4.2', () => {
    const rig = new VenueRig(['ACME', 'BOLT'], undefined, 'FIX.4.2');
    expect(rig.say('M', 'c|320=1|321=3', 'c|320=2|321=0|55=BOLT', 'c|320=3|321=0|55=NOPE')).toEqual([
      'M< d|320=1|322=SR1|323=4|393=2|146=2|311=ACME|311=BOLT',
      'M< d|320=2|322=SR2|323=1|393=1|55=BOLT|58=tick 0.01, lot 1',
      'M< d|320=3|322=SR3|323=6|393=0|58=SecurityRequestType (321): 0 with a Symbol (55) that is listed, or 3',
    ]);
  });
});
