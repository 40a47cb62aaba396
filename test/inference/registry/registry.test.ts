import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../../src/inference/model-hash';
import type { Registry } from '../../../src/inference/registry/registry';
import { act, added, at, modelFile, PASSED, VERSION, withRegistry } from './models';

/** What is thrown, without the folder in front. */
const refusal = (dir: string, work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message.replaceAll(`${dir}/`, '');
  }
  return 'not refused';
};

describe('a model that is added', () => {
  test('is found by its hash, with what its card and its file say of it, and is there once', () =>
    withRegistry(registry => {
      const bytes = modelFile(1);
      const card = {
        name: 'called otherwise',
        hash: hashOf(bytes),
        window: 'a week',
        made: { by: 'sluice 0.1.0', configHash: 'c1', dataHash: 'd1', seed: 7 },
        figures: [{ target: 'drift', skill: 0.01 }],
        more: { kept: [1, 2] },
        governance: { tier: 2, purpose: 'a test' },
      };
      const entry = registry.add(bytes, card, { by: 'ana', at: at(1), parent: 'f'.repeat(64) });
      const again = registry.add(bytes, {}, { by: 'bo', at: at(2) });
      expect([registry.find(hashOf(bytes).slice(0, 8)), again, registry.list().length, [...registry.bytes(entry.hash)]]).toEqual([
        {
          schema: 1,
          hash: hashOf(bytes),
          name: 'small-1',
          targets: ['drift 30s'],
          features: ['imbalance1'],
          lineage: { dataHash: 'd1', configHash: 'c1', code: 'sluice 0.1.0', seed: 7, window: 'a week', parent: 'f'.repeat(64) },
          card,
          registered: { at: at(1), by: 'ana' },
        },
        entry,
        1,
        [...bytes],
      ]);
    }));

  test('says what its file says where it has no card', () =>
    withRegistry(registry => {
      const { lineage } = registry.add(modelFile(1), {}, { by: 'ana', at: at(0) });
      expect(lineage).toEqual({ dataHash: 'd0', window: 'made up' });
    }));

  test.each<[string, Uint8Array | 'model', unknown, RegExp]>([
    ['no model', Buffer.from('hello'), {}, /./],
    ['a model cut in half', modelFile(1).subarray(0, 200), {}, /./],
    ['the card of another', 'model', { hash: 'a'.repeat(64) }, /^the card is of another file: it says aaaaaaaaaaaa, the file is/],
    ['a card that is none', 'model', { governance: { tier: 4 } }, /^card: governance\.tier: must be 1, 2 or 3$/],
    ['a card that is a list', 'model', [], /^card: the whole file: /],
  ])('%s is refused, and nothing is left of it', (_what, bytes, card, message) =>
    withRegistry((registry, dir) => {
      const said = refusal(dir, () => registry.add(bytes === 'model' ? modelFile(1) : bytes, card, { by: 'ana', at: at(0) }));
      expect([said === 'not refused' ? said : message.test(said), registry.list()]).toEqual([true, []]);
    }),
  );
});

describe('what a crash leaves behind', () => {
  test('a model that was half written, one without its entry, and a draft are not there; the same model can be added', () =>
    withRegistry((registry, dir) => {
      const [whole, lost] = [added(registry, 1), hashOf(modelFile(2))];
      writeFileSync(join(dir, `${lost}.onnx`), modelFile(2).subarray(0, 50));
      writeFileSync(join(dir, `${lost}.onnx.123.draft`), 'half');
      writeFileSync(join(dir, 'history.jsonl.123.draft'), '{"n":1');
      const before = [registry.list().map(e => e.hash), registry.lines()];
      added(registry, 2);
      expect([before, registry.list().length, hashOf(registry.bytes(lost))]).toEqual([[[whole], []], 2, lost]);
    }));

  test('the lock of a process that died is taken over, that of one that lives is not', () =>
    withRegistry((registry, dir) => {
      const hash = added(registry, 1);
      const lock = join(dir, 'lock');
      writeFileSync(lock, String(process.ppid));
      const held = refusal(dir, () => registry.promote(hash, 'predictor', VERSION, act('first')));
      // no process has such an id
      writeFileSync(lock, '4194305');
      registry.promote(hash, 'predictor', VERSION, act('first'));
      expect([held, registry.inForce('predictor')]).toEqual(['lock: another process writes to the registry: try again', hash]);
    }));
});

describe('tampering', () => {
  test.each<[string, (dir: string, hash: string) => void, (registry: Registry, hash: string) => unknown, string]>([
    [
      'a model that was changed',
      (dir, hash) => writeFileSync(join(dir, `${hash}.onnx`), modelFile(9)),
      (registry, hash) => registry.promote(hash, 'predictor', VERSION, act('x')),
      'HASH.onnx: does not hash to its name: it was changed or is damaged; add the model anew',
    ],
    [
      'an entry that was renamed',
      (dir, hash) => {
        const other = hashOf(modelFile(9));
        writeFileSync(join(dir, `${other}.onnx`), modelFile(9));
        writeFileSync(join(dir, `${other}.json`), readFileSync(join(dir, `${hash}.json`)));
      },
      registry => registry.find(hashOf(modelFile(9))),
      'OTHER.json: is of another model (HASH12): its name was changed',
    ],
    [
      'an entry that is no JSON',
      (dir, hash) => writeFileSync(join(dir, `${hash}.json`), '{"schema":1,'),
      registry => registry.list(),
      'HASH.json: is no JSON: ',
    ],
    [
      'a line of the history that was changed',
      (dir, hash) => {
        const file = join(dir, 'history.jsonl');
        writeFileSync(file, readFileSync(file, 'utf8').replace(`"hash":"${hash}"`, `"hash":"${'0'.repeat(64)}"`));
      },
      registry => registry.inForce('predictor'),
      'history.jsonl:2: the line before it was changed or is missing: nothing here is to be trusted',
    ],
    [
      'a line that was taken out',
      dir => {
        const file = join(dir, 'history.jsonl');
        writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(1).join('\n'));
      },
      registry => registry.lines(),
      'history.jsonl:1: the line before it was changed or is missing: nothing here is to be trusted',
    ],
  ])('%s is refused by name', (_what, tamper, use, message) =>
    withRegistry((registry, dir) => {
      const hash = added(registry, 1);
      registry.promote(hash, 'predictor', VERSION, act('first'));
      registry.promote(added(registry, 2), 'predictor', VERSION, act('second'));
      tamper(dir, hash);
      const said = refusal(dir, () => use(registry, hash));
      const named = said
        .replaceAll(hash, 'HASH')
        .replaceAll(hashOf(modelFile(9)), 'OTHER')
        .replace(hash.slice(0, 12), 'HASH12');
      expect(named.slice(0, message.length)).toBe(message);
    }),
  );
});

test('a model that was changed is whole again once it is added anew', () =>
  withRegistry((registry, dir) => {
    const hash = added(registry, 1);
    writeFileSync(join(dir, `${hash}.onnx`), 'damaged');
    registry.add(modelFile(1), {}, { by: 'bo', at: at(9) });
    expect([hashOf(registry.bytes(hash)), registry.find(hash).registered.by]).toEqual([hash, 'ana']);
  }));

describe('promotion and rollback', () => {
  test('each puts another model in force; two rollbacks go two back, a third is refused', () =>
    withRegistry((registry, dir) => {
      const [a, b] = [added(registry, 1), added(registry, 2)];
      const now = (): string | undefined => registry.inForce('predictor');
      const seen: (string | undefined)[] = [now()];
      registry.promote(a, 'predictor', VERSION, act('first'));
      seen.push(now());
      registry.promote(b, 'predictor', VERSION, act('better'));
      seen.push(now());
      const states = [registry.stateOf(a), registry.stateOf(b)];
      registry.rollback('predictor', act('worse', 3));
      seen.push(now());
      registry.rollback('predictor', act('worse too', 4));
      seen.push(now());
      const third = refusal(dir, () => registry.rollback('predictor', act('again', 5)));
      const last = registry.lines().at(-1)!;
      expect([seen, states, third, [last.n, last.act, last.from, last.hash, last.by, last.why, last.at]]).toEqual([
        [undefined, a, b, a, undefined],
        [
          { state: 'retired', role: 'predictor' },
          { state: 'champion', role: 'predictor' },
        ],
        'predictor: nothing was promoted that could be rolled back',
        [4, 'rollback', a, null, 'ana', 'worse too', at(4)],
      ]);
    }));

  test('a challenger that becomes the predictor is the challenger no more', () =>
    withRegistry(registry => {
      const [a, b] = [added(registry, 1), added(registry, 2)];
      registry.promote(a, 'predictor', VERSION, act('first'));
      registry.promote(b, 'challenger', VERSION, act('try'));
      const tried = registry.stateOf(b);
      registry.promote(b, 'predictor', VERSION, act('won'));
      expect([
        tried,
        registry.stateOf(b),
        registry.inForce('challenger'),
        registry.lines().map(l => `${l.act} ${l.role}`),
      ]).toEqual([
        { state: 'challenger', role: 'challenger' },
        { state: 'champion', role: 'predictor' },
        undefined,
        ['promote predictor', 'promote challenger', 'promote predictor', 'leave challenger'],
      ]);
    }));

  test.each<[string, (registry: Registry) => unknown, RegExp]>([
    [
      'one that nobody checked',
      r => r.promote(r.add(modelFile(3), {}, { by: 'a', at: at(0) }).hash, 'predictor', VERSION, act('x')),
      /it was not checked by this version/,
    ],
    [
      'one that another version checked',
      r => {
        const hash = added(r, 3);
        r.noteCheck(hash, { ...PASSED, version: '1.0.0' });
        return r.promote(hash, 'predictor', VERSION, act('x'));
      },
      /it was not checked by this version/,
    ],
    [
      'one that failed its check',
      r => {
        const hash = added(r, 3);
        r.noteCheck(hash, { ...PASSED, ok: false, findings: [{ check: 'golden', state: 'refused', text: 'row 3 is 0.2 off' }] });
        return r.promote(hash, 'predictor', VERSION, act('x'));
      },
      /^small-3 [0-9a-f]{12} is not promoted: its check failed: golden: row 3 is 0\.2 off$/,
    ],
    [
      'a policy as predictor',
      r => r.promote(added(r, 3, 'tilt'), 'predictor', VERSION, act('x')),
      /its target is tilt: it is a policy, not a predictor/,
    ],
    [
      'a predictor as policy',
      r => r.promote(added(r, 3), 'policy', VERSION, act('x')),
      /it has no target tilt: a policy needs one/,
    ],
    ['the one in force', r => r.promote(r.inForce('predictor')!, 'predictor', VERSION, act('x')), /it is the predictor in force/],
    [
      'the one in force as its own challenger',
      r => r.promote(r.inForce('predictor')!, 'challenger', VERSION, act('x')),
      /there is nothing to compare it with/,
    ],
    ['one that is not there', r => r.promote(r.find('abcdef').hash, 'predictor', VERSION, act('x')), /there is no model abcdef/],
    ['a name in place of a hash', r => r.find('default'), /'default' is no hash/],
  ])('%s is not promoted', (_what, work, message) =>
    withRegistry((registry, dir) => {
      const first = added(registry, 1);
      registry.promote(first, 'predictor', VERSION, act('first'));
      const said = refusal(dir, () => work(registry));
      expect([message.test(said) ? 'as expected' : said, registry.inForce('predictor'), registry.lines().length]).toEqual([
        'as expected',
        first,
        1,
      ]);
    }),
  );
});
