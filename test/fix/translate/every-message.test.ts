import { join } from 'node:path';
import type { Dictionary } from '../../../src/fix/codec/dictionary';
import { DEFAULT_VALIDATION, validate } from '../../../src/fix/codec/validate';
import { dictionaryFor, prepareDictionaries } from '../../../src/fix/dictionary/custom';
import type { DictionaryFile } from '../../../src/fix/dictionary/files';
import { Tag } from '../../../src/fix/generated/tags';
import { FIX_VERSIONS, type FixVersion } from '../../../src/fix/translate/dialect';
import { STRATEGY_TAGS } from '../../../src/fix/translate/strategy';
import { viewOf } from '../codec/read';
import { beginStringOf } from './dialects';
import { Trade } from './trade';
import { type Field, fill, handlInst, order, request } from './words';

const PAIRS = FIX_VERSIONS.flatMap(oms => FIX_VERSIONS.map(venue => [oms, venue] as const));

/** All that can happen to a passed-through order and a scheduled one: every message that we send at least once. */
function day(t: Trade): Trade {
  t.says('D', ...order(t, 'A'));
  t.reports(t.last('D'), { execType: '0', ordStatus: '0' });
  t.reports(t.last('D'), { execType: 'F', ordStatus: '1', fields: fill('40') });
  t.says('H', [Tag.ClOrdID, 'A'], [Tag.Symbol, 'ACME'], [Tag.Side, '1']);
  t.says('G', ...request('B', 'A', ...handlInst(t.omsVersion), [Tag.OrderQty, '120'], [Tag.OrdType, '2'], [Tag.Price, '101']));
  t.refuses(t.last('G'), t.last('D'), '2', '0');
  t.says('G', ...request('C', 'A', ...handlInst(t.omsVersion), [Tag.OrderQty, '90'], [Tag.OrdType, '2'], [Tag.Price, '101']));
  t.reports(t.last('G'), {
    execType: '5',
    ordStatus: '1',
    fields: [
      [Tag.OrderQty, '90'],
      [Tag.Price, '101'],
    ],
  });
  t.says('F', ...request('X', 'NO'));
  t.says('F', ...request('Y', 'C', [Tag.Account, 'DESK7'], [Tag.Text, 'stop']));
  t.refuses(t.last('F'), t.last('G'), '1', '3');
  t.says('F', ...request('Z', 'C'));
  t.reports(t.last('F'), { execType: '4', ordStatus: '4', fields: [[Tag.CumQty, '40']] });
  t.reports(t.last('G'), { execType: 'H', ordStatus: '4', fields: [[Tag.ExecRefID, 'E2'], ...fill('40')] });
  t.says('D', ...order(t, 'A'));
  t.says('D', ...order(t, 'OTHER').map(([tag, value]): Field => [tag, tag === Tag.Symbol ? 'NONE' : value]));
  t.says('H', [Tag.ClOrdID, 'NO'], [Tag.Symbol, 'ACME'], [Tag.Side, '1']);
  t.says('D', ...order(t, 'R'));
  t.reports(t.last('D'), { execType: '8', ordStatus: '8', fields: [[Tag.OrdRejReason, '1']] });
  t.says('D', ...order(t, 'K'));
  t.reports(t.last('D'), { execType: '0', ordStatus: '0' });
  t.reports(t.last('D'), { execType: 'F', ordStatus: '2', done: true, fields: fill('100') });
  t.reports(t.last('D'), { execType: 'G', ordStatus: '2', fields: [[Tag.ExecRefID, 'E8'], ...fill('90')] });
  scheduled(t);
  if (t.omsVersion !== 'FIX.4.2') mass(t);
  return t;
}

function scheduled(t: Trade): void {
  const tags = STRATEGY_TAGS[t.omsVersion];
  t.says('D', ...order(t, 'W', [tags.target, '1001'], [tags.text, 'Duration=60;SlotSeconds=5']));
  t.reports(t.last('D'), { execType: '0', ordStatus: '0' });
  t.reports(t.last('D'), { execType: 'F', ordStatus: '2', done: true, fields: fill('1') });
  t.post({ type: 'KillSwitchEngaged', by: 'test', reason: 'enough' });
  t.post({ type: 'KillSwitchReleased', by: 'test', reason: 'again' });
}

function mass(t: Trade): void {
  t.says('D', ...order(t, 'M'));
  t.reports(t.last('D'), { execType: '0', ordStatus: '0' });
  t.says('AF', [Tag.MassStatusReqID, 'S'], [Tag.MassStatusReqType, '7']);
  t.says('q', [Tag.ClOrdID, 'Q'], [Tag.MassCancelRequestType, '7']);
  t.reports(t.last('F'), { execType: '4', ordStatus: '4' });
  t.says('q', [Tag.ClOrdID, 'Q2'], [Tag.MassCancelRequestType, '3']);
}

/** The dictionaries as they ship, without what SLUICE.xml adds: what a counterparty has that never heard of us. */
const stock = new Map<FixVersion, Dictionary>();
beforeAll(async () => {
  const file = (name: string, expected: DictionaryFile['expected']): DictionaryFile => ({
    path: join(__dirname, '..', '..', '..', 'fix-dictionaries', name),
    from: '',
    expected,
  });
  const named = {
    'FIX.4.2': { application: file('FIX42.xml', 'FIX.4.2') },
    'FIX.4.4': { application: file('FIX44.xml', 'FIX.4.4') },
    'FIX.5.0SP2': { application: file('FIX50SP2.xml', 'FIX.5.0'), transport: file('FIXT11.xml', 'FIXT.1.1') },
  };
  const sessions = FIX_VERSIONS.map(version => ({
    dictionaries: named[version],
    useDataDictionary: true,
    identity: { beginString: beginStringOf(version), senderCompID: 'A', targetCompID: 'B', timestampDecimals: 3 as const },
  }));
  expect(await prepareDictionaries(sessions, undefined)).toEqual([]);
  for (const [i, version] of FIX_VERSIONS.entries()) stock.set(version, dictionaryFor(sessions[i]!));
}, 60_000);

/** What a counterparty with the stock dictionary of its version finds wrong with what it is sent. */
function foundByPeers(t: Trade): string[] {
  return t.sent.flatMap(({ to, msgType, bytes }) => {
    const dictionary = stock.get(to === 'OMS' ? t.omsVersion : t.venueVersion)!;
    const fault = validate(viewOf(bytes), dictionary, DEFAULT_VALIDATION);
    return fault ? [`${msgType} to the ${to}: ${fault.refTagID} ${fault.text}`] : [];
  });
}

test.each(PAIRS)('an OMS of %s and a venue of %s: all that we send is right by their dictionaries', (oms, venue) => {
  const t = day(new Trade(oms, venue));
  const to = (party: string) => [...new Set(t.sent.filter(each => each.to === party).map(each => each.msgType))].sort().join(' ');
  expect({ faults: [...t.faults(), ...foundByPeers(t)], toVenue: to('venue'), toOms: to('OMS') }).toEqual({
    faults: [],
    toVenue: 'D F G',
    toOms: oms === 'FIX.4.2' ? '8 9' : '8 9 r',
  });
});
