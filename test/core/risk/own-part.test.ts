import { Rig } from '../rig';

const volume = (r: Rig, traded: number): Rig =>
  r.post({ type: 'QuoteReceived', symbol: 'ACME', bid: '99.99', ask: '100.01', volume: String(traded) });
/** A gateway that has seen 1,000 trade. */
const rig = (): Rig => volume(Rig.ready(), 1000);
const skipped = (r: Rig): string | undefined => r.facts('SliceSkipped').at(-1)?.reason;

test('slices of an order are cut to its ParticipationRate (849) of what traded since it was taken', () => {
  const r = rig().twap('a', '1000', '10', { participationRate: '0.1' }).until(0);
  const first = [r.heard(), skipped(r)];
  volume(r, 1300).until(2);
  const second = r.heard();
  r.ack('TC1').fill('TC1', '30', '99.99');
  volume(r, 1800).until(4);
  expect([first, second, r.heard().filter(line => line.startsWith('D'))]).toEqual([
    [['8 a 150=0 39=0 14=0 151=1000 6=0'], 'ParticipationRate (849) 0.1 of the volume seen since it began leaves no room'],
    ['D TC1 30@99.99'],
    ['D TC2 50@99.99'],
  ]);
});

test('what its own child has open counts, and may be made larger as more trades', () => {
  const r = rig().twap('a', '1000', '10', { participationRate: '0.1' });
  volume(r, 1300).until(0.4);
  r.ack('TC1');
  r.heard();
  volume(r, 1400).until(1);
  expect(r.heard()).toEqual(['G TC1R1<TC1 40@100']);
});

test('a replace may name another rate, for all of the volume since the order was taken', () => {
  const r = rig().twap('a', '1000', '10', { participationRate: '0.1' }).until(0);
  volume(r, 1300).replace('b', 'a', {
    orderQty: '1000',
    strategy: '1001',
    parameters: { Duration: '10' },
    participationRate: '0.2',
  });
  r.heard();
  r.until(1);
  expect(r.heard()).toEqual(['D TC1 60@99.99']);
});

test('without a market nothing goes out, and the order ends with its window', () => {
  const r = Rig.ready().twap('a', '100', '1', { participationRate: '1' }).until(2);
  const why = 'ParticipationRate (849) 1 of the volume seen since it began leaves no room';
  expect(r.heard()).toEqual([
    '8 a 150=0 39=0 14=0 151=100 6=0',
    `8 a 150=C 39=C 14=0 151=0 6=0 the window has ended, and nothing traded in it: ${why}`,
  ]);
});

test.each(['0', '1.000001', '-0.1', '0.0000001', 'ten'])('%s is no part of a volume', participationRate => {
  const r = rig().twap('a', '100', '10', { participationRate });
  expect(r.heard()).toEqual([
    `8 a 150=8 39=8 103=99 BadParameter: ParticipationRate (849) '${participationRate}' is no part of a volume: above 0, at most 1 (0.1 is 10 %), with at most six decimals`,
  ]);
});

test('an order that is passed through takes none', () => {
  const r = rig().order('a', { participationRate: '0.1' });
  expect(r.heard()).toEqual(["8 a 150=8 39=8 103=99 BadParameter: ParticipationRate (849) '0.1' is no parameter of DMA"]);
});

test('a restart keeps the volume that the order began at', () => {
  const r = rig().twap('a', '1000', '10', { participationRate: '0.1' });
  const back = new Rig({ recorded: volume(r, 1300).turns }).venueUp();
  back.quote('99.99', '100.01').until(2);
  expect(back.heard().filter(line => line.startsWith('D'))).toEqual(['D TC1 30@99.99']);
});
