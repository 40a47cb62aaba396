import { FAULT_NAMES, type FaultName } from '../../simulator/models/faults/kinds';
import { runFaultDemos, scriptsNamed } from '../../src/run/demo-faults';

/** One fault of each kind: on the wire, in the business, of the venue as a whole, and the one that the gateway can do nothing about. */
const SOME: readonly FaultName[] = ['drop', 'bust', 'venueRestart', 'lateFill'];
process.env['SLUICE_LOG'] ??= 'error';
const long = process.env['SLUICE_LONG'] === '1';

test(`the invariants of the line hold in a demo under ${long ? 'every fault' : SOME.join(', ')}`, async () => {
  const names = long ? FAULT_NAMES : SOME;
  const rows = await runFaultDemos(names.flatMap(scriptsNamed), { seed: 3 });
  expect(rows.map(r => [r.fault, r.struck > 0, r.broken])).toEqual(names.map(name => [name, true, []]));
}, 600_000);

test('a fault that is none is refused with the names of those there are', () => {
  expect(() => scriptsNamed('dorp')).toThrow("--faults 'dorp' is none of: all, a .yaml file, drop, delay");
});
