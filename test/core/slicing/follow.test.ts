import { Books } from '../../../src/core/books';
import { Rig, type RigOptions, SECOND } from '../rig';

/** A passive TWAP: 1,000 to buy at 101 or better over 100 s in two slots, one child at 99.99 that the venue has. */
function resting(options: RigOptions = {}, over: Readonly<Record<string, string>> = {}): Rig {
  const rig = Rig.ready(options);
  const parameters = { Duration: '100', SlotSeconds: '50', Band: '1', ...over };
  rig.order('P', { strategy: '1003', orderQty: '1000', price: '101', parameters }).until(0).ack('TC1');
  rig.heard();
  return rig;
}

describe('a resting child follows the touch', () => {
  test('at once where its terms are old enough, and keeps its quantity', () => {
    const rig = resting().until(2).quote('100.00', '100.02');
    expect(rig.heard()).toEqual(['G TC1R1<TC1 500@100']);
  });

  test('no sooner than MinRest after its last terms: a timer sees to it then', () => {
    const rig = resting().until(0.3).quote('100.00', '100.02').quote('100.01', '100.03').until(0.999);
    const before = rig.heard();
    rig.until(1);
    expect([before, rig.heard()]).toEqual([[], ['G TC1R1<TC1 500@100.01']]);
  });

  test('not where the touch is back by then', () => {
    const rig = resting().until(0.3).quote('100.00', '100.02').until(0.5).quote('99.99', '100.01').until(5);
    expect(rig.heard()).toEqual([]);
  });

  test('not where the touch falls behind it', () => {
    expect(resting().until(2).quote('99.97', '99.99').heard()).toEqual([]);
  });

  test('never beyond the limit of its order', () => {
    const rig = resting()
      .until(2)
      .quote('101.50', '101.52')
      .until(2.5)
      .replaced('TC1R1', '500', '101')
      .quote('102', '102.02')
      .until(8);
    expect(rig.heard()).toEqual(['G TC1R1<TC1 500@101']);
  });

  test('never beyond the price band of the venue', () => {
    const rig = resting({ levels: {} });
    rig.post({ type: 'SecurityStatusReceived', symbol: 'ACME', status: '17', low: '95', high: '100.5' });
    expect(rig.until(2).quote('100.70', '100.72').heard()).toEqual(['G TC1R1<TC1 500@100.5']);
  });

  test('a sale follows downwards', () => {
    const rig = Rig.ready().order('S', {
      strategy: '1003',
      side: '2',
      orderQty: '1000',
      price: '99',
      parameters: { Duration: '100', SlotSeconds: '50' },
    });
    rig.until(0).ack('TC1').until(2).quote('99.90', '99.95');
    expect(rig.heard().slice(1)).toEqual(['D TC1 500@100.01', 'G TC1R1<TC1 500@99.95']);
  });

  test('while a replace is unanswered it waits, and goes on once it is answered', () => {
    const rig = resting().until(2).quote('100.00', '100.02').until(3.5).quote('100.01', '100.03').until(4);
    rig.replaced('TC1R1', '500', '100').until(5);
    expect(rig.heard()).toEqual(['G TC1R1<TC1 500@100', 'G TC1R2<TC1R1 500@100.01']);
  });

  test.each<[string, (rig: Rig) => void]>([
    ['the order is being cancelled', rig => rig.cancel('X', 'P').heard()],
    ['trading is halted', rig => rig.post({ type: 'SecurityStatusReceived', symbol: 'ACME', status: '2' })],
    ['its venue holds it', rig => rig.report('TC1', '9')],
    ['its venue is away', rig => rig.venueDown()],
    ['its side of the book is empty', rig => rig.quote(undefined, '100.05')],
    ['it is filled', rig => rig.fill('TC1', '500', '99.99').heard()],
  ])('not while %s', (_why, happen) => {
    const rig = resting().until(2);
    happen(rig);
    rig.heard();
    rig.quote(rig.books.quotes.get('ACME')!.bid === undefined ? undefined : '100.00', '100.06');
    expect(rig.heard().filter(l => l.startsWith('G'))).toEqual([]);
  });

  test('a restart in the middle: the timer is folded, and it follows then', () => {
    const rig = resting().until(0.3).quote('100.00', '100.02');
    const again = new Rig({ recorded: rig.turns });
    again.venueUp().quote('100.00', '100.02').report('TC1', 'I', { ordStatus: '0' }).heard();
    expect(again.until(2).heard()).toEqual(['G TC1R1<TC1 500@100']);
  });

  test('what is folded is what was decided live', () => {
    const rig = resting().until(2).quote('100.00', '100.02').replaced('TC1R1', '500', '100').until(30);
    const folded = new Books();
    for (const turn of rig.turns) for (const fact of turn.facts) folded.apply(fact, turn.seq, turn.at);
    const state = (books: Books) => [books.timers, books.children.get('TC1')!.termsAt, books.parents.get('TP1')!.slice];
    expect(state(folded)).toEqual(state(rig.books));
  });
});

describe('a touch that flickers', () => {
  const FLICKER = 0.01;

  /** Two hundred changes of the touch over two seconds and a half, with an answer to each replace. */
  function flickering(options: RigOptions, over = {}): Rig {
    const rig = resting(options, over);
    for (let n = 0; n < 250; n++) {
      rig.until(2 + n * FLICKER);
      const px = 100 + (n % 50) * 0.01;
      rig.quote(px.toFixed(2), (px + 0.02).toFixed(2));
      for (const line of rig.heard()) {
        const replace = /^G (\S+)<\S+ (\d+)@(\S+)/.exec(line);
        if (replace) rig.replaced(replace[1]!, replace[2]!, replace[3]!);
      }
    }
    return rig;
  }

  test('moves a child once in MinRest, not at each change', () => {
    const times = flickering({}).facts('ChildReplaceReleased').length;
    expect([times >= 2, times <= 3]).toEqual([true, true]);
  });

  test.each([
    ['the message rate', { messageRate: { orders: 10, seconds: '1' } }, 5],
    ['a message rate of three', { messageRate: { orders: 3, seconds: '1' } }, 1],
    ['the order-to-trade ratio', { orderToTrade: { ratio: 8 } }, 4],
  ])('never uses up more than half of %s, and is never denied', (_what, firm, most) => {
    const rig = flickering({ limits: firm }, { MinRest: '0' });
    const released = rig.turns.flatMap(t => t.facts.flatMap(f => (f.type === 'ChildReplaceReleased' ? [t.at] : [])));
    const inASecond = Math.max(0, ...released.map(at => released.filter(other => other > at - SECOND && other <= at).length));
    expect([inASecond <= most, rig.facts('ChildReplaceDenied'), rig.facts('ChildOrderDenied')]).toEqual([true, [], []]);
  });
});
