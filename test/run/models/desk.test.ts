import type { Input, ModelsInForce } from '../../../src/core/facts';
import type { ModelRole } from '../../../src/inference/registry/entry';
import type { Registry } from '../../../src/inference/registry/registry';
import type { LoadedModels } from '../../../src/run/forecast/load';
import { type ModelSpecs, ModelsDesk } from '../../../src/run/models/desk';
import { VERSION } from '../../../src/run/version';
import { at, modelFile, PASSED, withRegistry } from '../../inference/registry/models';

const IN_FORCE: ModelsInForce = { mode: 'acts', deadline: 2000, maxAge: 1_000_000 };
const request = (role: ModelRole = 'predictor') => ({ role, by: 'ana', why: 'a test' });

interface Around {
  readonly desk: ModelsDesk;
  readonly registry: Registry;
  /** What was served and posted, in order. */
  readonly told: unknown[];
  readonly add: (weight: number) => string;
  /** From now on models cannot be opened. */
  readonly breakModels: () => void;
}

function withDesk<T extends void | Promise<void>>(specs: ModelSpecs | undefined, work: (around: Around) => T): T {
  return withRegistry((registry, dir) => {
    const told: unknown[] = [];
    let broken = false;
    const load = (): LoadedModels => {
      if (broken) throw new Error('no runtime');
      return { inForce: IN_FORCE, served: [] };
    };
    const desk = new ModelsDesk({
      registry: dir,
      specs,
      load,
      serve: models => told.push(`served ${models.length}`),
      post: (input: Input) => told.push(input),
      inForce: () => IN_FORCE,
      latest: () => IN_FORCE,
      failed: error => told.push(error.message),
    });
    const add = (weight: number): string => {
      const { hash } = registry.add(modelFile(weight), {}, { by: 'ana', at: at(0) });
      registry.noteCheck(hash, { ...PASSED, version: VERSION });
      return hash;
    };
    return work({ desk, registry, told, add, breakModels: () => void (broken = true) });
  });
}

const CHAMPION = { predictor: 'champion', challenger: 'champion' };

/** What a refusal says. */
const refused = (work: () => unknown): string => {
  try {
    work();
    return 'not refused';
  } catch (error) {
    return (error as Error).message;
  }
};

test('a promotion is in the registry, then served, then a fact that says who and why', () =>
  withDesk(CHAMPION, ({ desk, registry, told, add }) => {
    const hash = add(1);
    const done = desk.promote(hash.slice(0, 8), request());
    expect([done, registry.inForce('predictor'), told]).toEqual([
      { role: 'predictor', hash, from: null, takes: 'now' },
      hash,
      ['served 0', { type: 'ModelChanged', models: IN_FORCE, role: 'predictor', by: 'ana', why: 'a test' }],
    ]);
  }));

test('a rollback names the model that was withdrawn: its orders are not worked by it any more', () =>
  withDesk(CHAMPION, ({ desk, told, add }) => {
    const [a, b] = [add(1), add(2)];
    desk.promote(a, request());
    desk.promote(b, request());
    desk.rollback(request());
    expect(told.at(-1)).toEqual({
      type: 'ModelChanged',
      models: IN_FORCE,
      role: 'predictor',
      withdrawn: b,
      by: 'ana',
      why: 'a test',
    });
  }));

test.each<[string, ModelSpecs | undefined, string, number]>([
  [
    'another spec',
    { predictor: 'default' },
    'this gateway does not follow the registry: its config has models.predictor: default; write `predictor: champion` there, and start it again',
    0,
  ],
  [
    'no predictor',
    { policy: 'champion' },
    'this gateway does not follow the registry: its config names no predictor; write `predictor: champion` there, and start it again',
    0,
  ],
  ['no models', undefined, 'not refused', 1],
])('a gateway whose config has %s does not change what is in force', (_what, specs, message, lines) =>
  withDesk(specs, ({ desk, registry, told, add }) => {
    const hash = add(1);
    expect([refused(() => desk.promote(hash, request())), told, registry.lines().length]).toEqual([message, [], lines]);
  }),
);

test('what cannot be opened is taken back, promotion or rollback, and the models in force stay', () =>
  withDesk(CHAMPION, ({ desk, registry, told, add, breakModels }) => {
    const [a, b] = [add(1), add(2)];
    desk.promote(a, request());
    desk.promote(b, request('challenger'));
    const before = told.length;
    breakModels();
    // the challenger's promotion is two lines, and both are taken back
    const promotion = refused(() => desk.promote(b, request()));
    const after = [registry.inForce('predictor'), registry.inForce('challenger')];
    const rollback = refused(() => desk.rollback(request()));
    const last = registry.lines().at(-1)!;
    expect([promotion, after, rollback, registry.inForce('predictor'), told.length - before, last.by, last.why]).toEqual([
      'the models in force stay: no runtime',
      [a, b],
      'the models in force stay: no runtime',
      a,
      0,
      'sluice',
      'could not be opened: no runtime',
    ]);
  }));

test('what the line rolls back by itself does not come again with the next start; another is left alone', async () =>
  withDesk(CHAMPION, async ({ desk, registry, told, add }) => {
    const [a, b] = [add(1), add(2)];
    desk.promote(a, request());
    desk.promote(b, request());
    const rolledBack = { type: 'ModelRolledBack', role: 'predictor', why: 'drift of spreadBps' } as const;
    desk.committed({ facts: [{ ...rolledBack, from: 'f'.repeat(64) }] });
    desk.committed({ facts: [{ ...rolledBack, from: b, to: a }] });
    await new Promise(resolve => setImmediate(resolve));
    const last = registry.lines().at(-1)!;
    expect([registry.inForce('predictor'), registry.lines().length, last.by, last.why, told.length]).toEqual([
      a,
      3,
      'sluice',
      'drift of spreadBps',
      4,
    ]);
  }));
