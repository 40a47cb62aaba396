import { Rig } from './rig';

/** What is told of a fill whose report lacks something, and where the order then stands. */
function afterFill(terms: { lastQty?: string; lastPx?: string; cumQty?: string }, ordType = '2'): unknown {
  const rig = Rig.ready();
  if (ordType === '1') rig.order('A', { ordType, price: undefined });
  else rig.order('A', { price: '100.05' });
  rig.ack('TC1').fill('TC1', '30', '100', { cumQty: '30' }).heard();
  rig.report('TC1', 'F', { execId: 'F2', ...terms });
  const [child] = rig.books.children.values();
  const alarms = rig.facts('Alarmed').map(f => `${f.code} ${f.text}`);
  const { instrument } = [...rig.books.parents.values()][0]!;
  return {
    cum: child!.state.cumQty / 10 ** instrument.qtyScale,
    alarms,
    unexpected: rig.facts('UnexpectedReport').map(f => f.why),
  };
}

const px = "LastPx (31) '' is not a price: fill 'F2' is booked provisionally as";
const qty = "LastQty (32) '' is not a quantity: fill 'F2' is booked provisionally as";

test.each<[string, Parameters<typeof afterFill>, unknown]>([
  [
    'no price: at the limit',
    [{ lastQty: '20', cumQty: '50' }],
    { cum: 50, alarms: [`IncompleteReport ${px} 20 at 100.05`], unexpected: [] },
  ],
  [
    'no price and a market order: at the last price known',
    [{ lastQty: '20' }, '1'],
    { cum: 50, alarms: [`IncompleteReport ${px} 20 at 99.99`], unexpected: [] },
  ],
  [
    'no quantity: by what CumQty went up',
    [{ lastPx: '100.01', cumQty: '75' }],
    { cum: 75, alarms: [`IncompleteReport ${qty} 45 at 100.01`], unexpected: [] },
  ],
  [
    'neither quantity nor CumQty: kept, not booked',
    [{ lastPx: '100.01' }],
    { cum: 30, alarms: [], unexpected: ["LastQty (32) '' is not a quantity"] },
  ],
  [
    'a CumQty that has it already: kept, not booked',
    [{ lastPx: '100.01', cumQty: '30' }],
    { cum: 30, alarms: [], unexpected: ["LastQty (32) '' is not a quantity"] },
  ],
])('a fill with %s', (_what, [terms, ordType], wanted) => {
  expect(afterFill(terms, ordType)).toEqual(wanted);
});
