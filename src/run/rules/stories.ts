import type { Micros } from '../../core/numbers';
import { STRATEGIES } from '../../core/strategies';
import type { MessageWriter } from '../../fix/codec/writer';
import { Tag } from '../../fix/generated/tags';
import type { SessionSettings } from '../../fix/settings/settings';
import { versionOf } from '../../fix/translate/dialect';
import { writeStrategy } from '../../fix/translate/strategy';
import { Rehearsal, type Spoken } from './rehearsal';

/** A short course of events, for a counterparty's developer to compare with. */
export interface Story {
  readonly title: string;
  readonly messages: readonly Spoken[];
}

type Fields = (w: MessageWriter, at: Micros) => void;

/** A limit order to buy ACME. */
const order =
  (clOrdId: string, orderQty = '100', price = '100', symbol = 'ACME'): Fields =>
  (w, at) => {
    w.text(Tag.ClOrdID, clOrdId).text(Tag.HandlInst, '1').text(Tag.Symbol, symbol).text(Tag.Side, '1').utc(Tag.TransactTime, at);
    w.text(Tag.OrderQty, orderQty).text(Tag.OrdType, '2').text(Tag.Price, price);
  };

const market =
  (clOrdId: string, orderQty = '100'): Fields =>
  (w, at) => {
    w.text(Tag.ClOrdID, clOrdId).text(Tag.HandlInst, '1').text(Tag.Symbol, 'ACME').text(Tag.Side, '1').utc(Tag.TransactTime, at);
    w.text(Tag.OrderQty, orderQty).text(Tag.OrdType, '1');
  };

const revised =
  (clOrdId: string, origClOrdId: string): Fields =>
  (w, at) => {
    w.text(Tag.OrigClOrdID, origClOrdId);
    market(clOrdId, '150')(w, at);
  };

const twap =
  (clOrdId: string, settings: SessionSettings): Fields =>
  (w, at) => {
    order(clOrdId)(w, at);
    const parameters = { Duration: '60', SlotSeconds: '10' };
    writeStrategy(w, versionOf(settings.identity.beginString), { target: STRATEGIES.TWAP.code, parameters });
  };

const request =
  (clOrdId: string, origClOrdId: string): Fields =>
  (w, at) => {
    w.text(Tag.OrigClOrdID, origClOrdId).text(Tag.ClOrdID, clOrdId).text(Tag.Symbol, 'ACME').text(Tag.Side, '1');
    w.utc(Tag.TransactTime, at).text(Tag.OrderQty, '100');
  };

const replace =
  (clOrdId: string, origClOrdId: string, orderQty: string, price: string): Fields =>
  (w, at) => {
    w.text(Tag.OrigClOrdID, origClOrdId);
    order(clOrdId, orderQty, price)(w, at);
  };

const is42 = (s: SessionSettings): boolean => versionOf(s.identity.beginString) === 'FIX.4.2';

/** FIX.4.2 has no OrdStatusReqID (790). */
const status =
  (clOrdId: string, settings: SessionSettings): Fields =>
  w => {
    if (!is42(settings)) w.text(Tag.OrdStatusReqID, `Q-${clOrdId}`);
    w.text(Tag.ClOrdID, clOrdId).text(Tag.Symbol, 'ACME').text(Tag.Side, '1');
  };

/** A request about every order of the session (type 7). */
const all =
  (id: number, type: number): Fields =>
  (w, at) => {
    w.text(id, 'ALL').text(type, '7');
    if (id === Tag.ClOrdID) w.utc(Tag.TransactTime, at);
  };

const STORIES: readonly (readonly [title: string, play: (r: Rehearsal, s: SessionSettings) => Rehearsal])[] = [
  ['A limit order is filled in two trades', r => r.oms('D', order('A1')).report('0').fill('40', '99.99').fill('60', '100')],
  [
    'An order is replaced and then cancelled',
    r =>
      r
        .oms('D', order('B1'))
        .report('0')
        .oms('G', replace('B2', 'B1', '150', '100.01'))
        .report('5', { orderQty: '150', price: '100.01' })
        .fill('50', '100.01')
        .oms('F', request('B3', 'B2'))
        .report('4'),
  ],
  [
    'A market order is replaced',
    r =>
      r.oms('D', market('L1')).report('0').oms('G', revised('L2', 'L1')).report('5', { orderQty: '150' }).fill('150', '100.01'),
  ],
  ['A cancel overtakes the venue', r => r.oms('D', order('M1')).oms('F', request('M2', 'M1')).report('4')],
  [
    'A replace overtakes the venue',
    r =>
      r
        .oms('D', order('N1'))
        .oms('G', replace('N2', 'N1', '150', '100'))
        .report('5', { orderQty: '150', price: '100' }),
  ],
  ['An order is denied', r => r.oms('D', order('C1', '100', '100', 'NOSUCH'))],
  ['The venue rejects an order', r => r.oms('D', order('D1')).report('8', { ordRejReason: '0', text: 'not today' })],
  ['A cancel comes too late', r => r.oms('D', order('E1')).report('0').fill('100', '100').oms('F', request('E2', 'E1'))],
  [
    'A trade is corrected and then busted',
    r =>
      r
        .oms('D', order('F1'))
        .report('0')
        .report('F', { execId: 'V-1', lastQty: '40', lastPx: '100', ordStatus: '1' })
        .report('G', { execId: 'V-2', execRefId: 'V-1', lastQty: '30', lastPx: '100', ordStatus: '1' })
        .report('H', { execId: 'V-3', execRefId: 'V-2', lastQty: '30', lastPx: '100', ordStatus: '0' }),
  ],
  [
    'The venue changes an order on its own',
    r => r.oms('D', order('G1')).report('0').report('D', { orderQty: '80', restatementReason: '5' }),
  ],
  ['A status is asked', (r, s) => r.oms('D', order('H1')).report('0').oms('H', status('H1', s)).oms('H', status('H9', s))],
  [
    'A TWAP ends with a rest left',
    (r, s) => r.oms('D', twap('I1', s)).pass(1).report('0').fill('10', '99.99').pass(60).report('4'),
  ],
];

/** Of messages that FIX.4.2 does not have. */
const LATER: typeof STORIES = [
  [
    'Every order is asked about',
    r =>
      r
        .oms('D', order('J1'))
        .report('0')
        .oms('D', order('J2'))
        .report('0')
        .oms('AF', all(Tag.MassStatusReqID, Tag.MassStatusReqType)),
  ],
  [
    'Every order is cancelled at once',
    r => r.oms('D', order('K1')).report('0').oms('q', all(Tag.ClOrdID, Tag.MassCancelRequestType)).report('4'),
  ],
];

/** The stories as a session of an OMS would see them, each with a line of its own. */
export function storiesOf(settings: SessionSettings): Story[] {
  const stories = is42(settings) ? STORIES : [...STORIES, ...LATER];
  return stories.map(([title, play]) => ({ title, messages: play(new Rehearsal(settings), settings).spoken }));
}
