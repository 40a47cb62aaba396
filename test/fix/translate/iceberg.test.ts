import { validate } from '../../../src/fix/codec/validate';
import { MessageView } from '../../../src/fix/codec/view';
import { MessageWriter } from '../../../src/fix/codec/writer';
import type { FixVersion } from '../../../src/fix/translate/dialect';
import { newOrder, replaceRequest } from '../../../src/fix/translate/to-venue';
import { Rig, T0 } from '../../core/rig';
import { settingsOf } from '../../run/rules/set-up';
import { beginStringOf, spoken } from './dialects';

/** A TWAP of 1,000 that shows at most 20: its first child works, and is replaced down to 10. */
function iceberg() {
  const rig = Rig.ready()
    .twap('T', '1000', '10', { parameters: { Duration: '10', Display: '20' } })
    .until(0);
  const child = rig.books.children.get('TC1')!;
  const terms = { clOrdId: 'TC1R1', origClOrdId: 'TC1', orderQty: 1_000, price: 1_000_000, ordType: '2' };
  return {
    child,
    parent: rig.books.parentOf(child),
    replace: { type: 'ChildReplaceReleased', childId: 'TC1', ...terms } as const,
  };
}

/** Fields of a message that say how much is shown, and what the version's dictionary finds wrong with it. */
function shown(version: FixVersion, msgType: 'D' | 'G'): unknown {
  const { child, parent, replace } = iceberg();
  const w = new MessageWriter({ beginString: beginStringOf(version), senderCompID: 'SLUICE', targetCompID: 'VENUE' });
  w.begin(msgType, 1, T0);
  if (msgType === 'D') newOrder(w, spoken(version), child, parent, T0);
  else replaceRequest(w, spoken(version), replace, child, parent, T0);
  w.end();
  const view = new MessageView();
  view.read(w.buf, 0, w.length);
  const trouble = validate(view, spoken(version).dictionary, settingsOf(beginStringOf(version)).validation);
  return [view.text(111), view.text(1138), trouble];
}

test.each([
  ['FIX.4.2', '20', undefined],
  ['FIX.4.4', '20', undefined],
  ['FIX.5.0SP2', undefined, '20'],
] as const)('an iceberg in %s: MaxFloor (111) %s, DisplayQty (1138) %s', (version, maxFloor, displayQty) => {
  expect(shown(version, 'D')).toEqual([maxFloor, displayQty, undefined]);
});

test('a replace shows it again, and never more than is left to show', () => {
  expect([shown('FIX.4.4', 'G'), shown('FIX.5.0SP2', 'G')]).toEqual([
    ['10', undefined, undefined],
    [undefined, '10', undefined],
  ]);
});
