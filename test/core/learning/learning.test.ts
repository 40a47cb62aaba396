import { alertOf } from '../../../src/core/alerts';
import type { Fact } from '../../../src/core/facts';
import { Learning } from '../../../src/core/learning/learning';
import type { Turn } from '../../../src/core/turn';
import { replayTurns } from '../../../src/run/replay';
import { T0 } from '../rig';
import { LearningStage, models, predictor } from './stage';

const LEARNED: ReadonlySet<Fact['type']> = new Set([
  'RegimeSeen',
  'GateMoved',
  'ForecastAsked',
  'DriftDetected',
  'LearnerFrozen',
  'LearnerThawed',
  'LearnerSnapshot',
  'ModelRolledBack',
]);

const decisions = (turns: readonly Turn[]): Fact[] => turns.flatMap(t => t.facts).filter(f => LEARNED.has(f.type));
const asRead = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const short = (facts: readonly Fact[]): string[] =>
  facts.map(f => {
    if (f.type === 'DriftDetected') return `drift by ${f.by}${f.feature === undefined ? '' : ` of ${f.feature}`}`;
    if (f.type === 'LearnerFrozen') return `frozen${f.symbol === undefined ? '' : ` in ${f.symbol}`}`;
    if (f.type === 'ModelRolledBack') return `${f.from} back to ${f.to ?? 'the baseline'}`;
    return f.type;
  });
const trouble = (stage: LearningStage): string[] =>
  short(
    decisions(stage.rig.turns).filter(
      f => f.type === 'DriftDetected' || f.type === 'LearnerFrozen' || f.type === 'ModelRolledBack',
    ),
  );

describe('learning on the line', () => {
  test('a market that stays as it was raises nothing, and the gate goes to the member that is right', () => {
    const stage = new LearningStage().bar(1_400);
    const { learning } = stage.rig.books;
    const gate = learning.gateOf('aaa', 'ACME', stage.rig.at)!;
    expect([trouble(stage), gate[0]! > 0.9, learning.regimeOf('ACME')!.state, learning.frozen('aaa')]).toEqual([
      [],
      true,
      0,
      false,
    ]);
  });

  test('the gate goes with the regime: to who was right in such a market, as soon as the filter sees it', () => {
    const stage = new LearningStage();
    for (let n = 0; n < 4; n++) stage.bar(200, { says: [1, 0] }).bar(200, { says: [0, 1], stress: 1 });
    const weights = [1, 2, 3].map(
      () => stage.bar(1, { says: [1, 0] }).rig.books.learning.gateOf('aaa', 'ACME', stage.rig.at)![0]!,
    );
    const { gates } = stage.told('GateMoved').at(-1)!;
    expect([gates[0]![0]! > 0.8, gates[2]![0]! < 0.2, weights[2]! > 0.8, trouble(stage)]).toEqual([true, true, true, []]);
  });

  test('a label counts once its horizon has passed: the first answer is learned from with the bar after it', () => {
    const stage = new LearningStage();
    const labels = [1, 2, 3].map(() => stage.bar(1).rig.books.learning.watch!.labels);
    expect(labels).toEqual([0, 1, 2]);
  });

  test('a feature that is distributed otherwise freezes the learner and takes the model out of force', () => {
    const stage = new LearningStage().bar(720, { shift: 0 }).bar(1_000, { shift: 0.8 });
    const { learning } = stage.rig.books;
    const alerts = stage.rig.turns.flatMap(t => t.facts).flatMap(f => alertOf(f)?.code ?? []);
    expect([trouble(stage), learning.inForce!.predictor, learning.frozen('aaa'), alerts]).toEqual([
      ['drift by psi of imbalance1', 'frozen', 'aaa back to the baseline'],
      undefined,
      true,
      ['DriftDetected', 'ModelRolledBack'],
    ]);
  });

  test('a model that is made wrong is rolled back to the last version that was good', () => {
    const stage = new LearningStage().bar(200);
    stage.rig.post({ type: 'ModelChanged', models: models('bbb'), by: 'ann', why: 'trained anew' });
    for (let n = 0; n < 200 && stage.told('ModelRolledBack').length === 0; n++) stage.bar(1, { says: [-1, -1] });
    stage.bar(1);
    const { learning } = stage.rig.books;
    const asked = stage.told('ForecastAsked').at(-1)!.model;
    expect([trouble(stage), learning.inForce!.predictor!.hash, asked]).toEqual([
      ['drift by loss', 'frozen', 'bbb back to aaa'],
      'aaa',
      'aaa',
    ]);
  });

  test('a challenger gets no more orders once the model that it is measured against has drifted', () => {
    const stage = new LearningStage({ started: { models: models('aaa', { challenger: predictor('ccc') }) } });
    stage.bar(300, { says: [-1, -1] });
    const { challenger, predictor: champion } = stage.rig.books.learning.inForce!;
    expect([trouble(stage), champion, challenger, stage.rig.books.learning.challenge]).toEqual([
      ['drift by loss', 'frozen', 'ccc back to the baseline', 'aaa back to the baseline'],
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('what was rolled back stays so over a start, and counts again where a person says so', () => {
    const stage = new LearningStage().bar(300, { says: [-1, -1] });
    const again = new LearningStage({ recorded: asRead(stage.rig.turns) });
    const after = again.rig.books.learning.inForce!.predictor;
    again.rig.post({ type: 'ModelChanged', models: models('aaa'), by: 'ann', why: 'the feed was at fault' });
    expect([trouble(stage).at(-1), after, again.rig.books.learning.inForce!.predictor!.hash]).toEqual([
      'aaa back to the baseline',
      undefined,
      'aaa',
    ]);
  });

  test('nothing is learned from a market that is crossed, halted or in caution, and the labels across it are dropped', () => {
    const stage = new LearningStage().bar(50);
    const before = stage.rig.books.learning.watch!.learner.n;
    stage.bar(3, { mid: null }).bar(1);
    stage.rig.post({ type: 'SecurityStatusReceived', symbol: 'ACME', status: '2' });
    stage.bar(2);
    stage.rig.post({ type: 'SecurityStatusReceived', symbol: 'ACME', status: '17' });
    stage.bar(1);
    const { n } = stage.rig.books.learning.watch!.learner;
    expect([
      short(decisions(stage.rig.turns).filter(f => f.type === 'LearnerFrozen' || f.type === 'LearnerThawed')),
      n - before,
    ]).toEqual([['frozen in ACME', 'LearnerThawed', 'frozen in ACME', 'LearnerThawed'], 0]);
  });

  test('a replay decides the same, and a restart in the middle goes on from the same gate, weights and drift', () => {
    const play = (stage: LearningStage): LearningStage =>
      stage
        .bar(400)
        .bar(20, { stress: 1 })
        .bar(380, { says: [0, 1] })
        .bar(400, { shift: 0.8 });
    const stage = play(new LearningStage());
    const turns = asRead(stage.rig.turns);
    const cut = turns.findIndex(t => t.at > T0 + 2_600_000_000);
    const again = new LearningStage({ recorded: turns.slice(0, cut) });
    for (const { facts, at } of turns.slice(cut)) {
      again.rig.at = at;
      again.rig.post(facts[0] as Parameters<typeof again.rig.post>[0]);
    }
    const weights = ({ rig }: LearningStage): number[] => [...rig.books.learning.watchOf('aaa')!.learner.weights];
    expect([replayTurns(turns).difference, asRead(decisions(again.rig.turns)), weights(again)]).toEqual([
      undefined,
      decisions(turns.slice(cut)),
      weights(stage),
    ]);
  });

  test('a version of what was learned is told with the hour and when the gateway stops, and no order is worked by it', () => {
    const stage = new LearningStage().bar(1_000);
    stage.rig.post({ type: 'SnapshotAsked' });
    const told = stage.told('LearnerSnapshot').map(s => [s.version, s.why, s.parameters.length]);
    const [last] = stage.told('LearnerSnapshot').slice(-1);
    expect([told, last!.parameters[0]! > 0, last!.errors[0] < last!.errors[2]]).toEqual([
      [
        [1, 'time', 3],
        [2, 'stop', 3],
      ],
      true,
      true,
    ]);
  });

  test('without a model in force a bar says nothing', () => {
    const stage = new LearningStage({ started: { models: undefined } }).bar(10);
    expect([decisions(stage.rig.turns), stage.rig.books.learning.regimeOf('ACME')]).toEqual([[], undefined]);
  });
});

describe('what persons change', () => {
  const change = (model: string, role: 'predictor' | 'challenger', withdrawn?: string) =>
    ({ type: 'ModelChanged', models: models(model), role, withdrawn, by: 'ann', why: 'a test' }) as const;

  test('a model that was rolled back by a person does not come back behind one that drifts', () => {
    const learning = new Learning();
    learning.begin(models('aaa'));
    learning.begin(models('bbb'));
    learning.change(change('aaa', 'predictor', 'bbb'));
    learning.rollBack('aaa');
    expect(learning.inForce?.predictor).toBe(undefined);
  });

  test('what was rolled back stays so over a start, unless that start brings it anew', () => {
    const learning = new Learning();
    learning.begin(models('aaa'));
    learning.rollBack('aaa');
    learning.begin(models('aaa'));
    const same = learning.inForce?.predictor;
    learning.begin(models('bbb'));
    learning.begin(models('aaa'));
    expect([same, learning.inForce?.predictor?.hash]).toEqual([undefined, 'aaa']);
  });

  test('who changes another role leaves a rollback as it is', () => {
    const learning = new Learning();
    learning.begin(models('aaa'));
    learning.rollBack('aaa');
    learning.change(change('aaa', 'challenger'));
    const kept = learning.inForce?.predictor;
    learning.change(change('aaa', 'predictor'));
    expect([kept, learning.inForce?.predictor?.hash]).toEqual([undefined, 'aaa']);
  });
});

test('nothing is learned from a market that was not heard of for a minute', () => {
  const stage = new LearningStage().bar(3);
  const bar = stage.rig.facts('BarClosed').at(-1)!;
  const next = { ...bar, start: bar.end, end: bar.end + 5_000_000 };
  const why = [next.end - 60_000_000, next.end - 60_000_001].map((asOf, n) => {
    stage.rig.post({ ...next, start: next.start + n * 5_000_000, end: next.end + n * 5_000_000, asOf: asOf + n * 5_000_000 });
    return stage.rig.books.learning.of('ACME').unusable;
  });
  expect(why).toEqual([undefined, 'nothing of its market came for 60 s']);
});
