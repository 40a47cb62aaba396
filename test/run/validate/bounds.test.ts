import { join } from 'node:path';
import { SCENARIO_NAMES } from '../../../src/run/stress/config';
import { boundsGate, laxIn } from '../../../src/run/validate/bounds';
import { parseValidation, readValidation } from '../../../src/run/validate/config';

const config = (sealed = '', more = '') =>
  parseValidation(
    '/v/v.yaml',
    `name: v\ntraining: r.yaml\nout: o\nscope: { maxQty: 100, regimes: [calm] }\nsealed: { first: 1${sealed} }\n${more}`,
  );

test('a validation by bounds of its own, or without a scenario or the costs, tells nothing, and says of each why', () => {
  const lax = config(
    ', margin: 100, pick: 1, budget: 1000',
    `guards: { cuts: 2 }
inSample: { embargo: 1s }
walkForward: { cost: false, embargo: 1s }
stress: { scenarios: [halt], margin: { bps: 2, ofReach: 0.5 } }
paper: { distance: 1, fewestFills: 10, fewestClusters: 2, parity: 1 }
`,
  );
  const { verdict, value, why } = boundsGate(lax);
  const left = SCENARIO_NAMES.filter(name => name !== 'halt').join(', ');
  expect([verdict, value, why.split('; ')]).toEqual([
    'inconclusive',
    14,
    [
      'guards.cuts 2 is below 12',
      'inSample.embargo 1000000 is below 60000000',
      'sealed.pick 1 is below 40',
      'sealed.budget 1000 is above 5',
      'sealed.margin 100 is above 0.1',
      'walkForward.embargo 1000000 is below 60000000',
      'stress.margin.bps 2 is above 1',
      'stress.margin.ofReach 0.5 is above 0.2',
      'paper.distance 1 is above 0.15',
      'paper.fewestFills 10 is below 400',
      'paper.fewestClusters 2 is below 30',
      'paper.parity 1 is below 3',
      'walkForward.cost is off: refits work no orders',
      `stress.scenarios leaves out ${left}`,
    ],
  ]);
});

test('stricter bounds and fewer markets are none of it; a recorded day takes the place of the scenario that is called as it', () => {
  const strict = config(', margin: 0.05, pick: 80, budget: 1, seeds: 20', 'stress: { seeds: 3 }\npaper: { distance: 0.1 }\n');
  const others = SCENARIO_NAMES.filter(name => name !== 'halt').join(', ');
  const bar = '{ name: halt, file: day.csv, from: 2010-05-06T18:36:00Z }';
  const recorded = config('', `stress: { scenarios: [${others}], bars: [${bar}] }\n`);
  const shipped = readValidation(join(__dirname, '../../../models/validation.yaml'));
  expect([boundsGate(strict).verdict, laxIn(recorded), laxIn(shipped)]).toEqual(['pass', [], []]);
});
