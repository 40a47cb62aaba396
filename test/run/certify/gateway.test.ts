import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { SessionSettings } from '../../../src/fix/settings/settings';
import { keptTrust } from '../../../src/run/certify/trust';
import { readConfig } from '../../../src/run/config';
import { VERSION } from '../../../src/run/version';
import { settings } from '../../fix/transport/pair';
import { act } from '../../inference/registry/models';
import { GatewayOf } from './gateway-of';
import { Desk, said } from './set-up';

let desk: Desk;
let model: string;
beforeEach(() => {
  desk = new Desk();
  model = desk.add(1);
});
afterEach(() => desk.end());

/** What a start says of its models' permits, or why it is refused; and the permit that it journals. */
async function told(models: string, paper: boolean): Promise<unknown[]> {
  const gateway = new GatewayOf(desk, models.replace('MODEL', `"${model}"`).replace('KEY', desk.keys.publicFile), paper);
  const refused = await said(gateway.start());
  const inForce = await gateway.stop();
  if (refused !== undefined) return [String(refused).replaceAll(desk.dir, 'DIR').replaceAll(model, 'HASH')];
  const lines = gateway.lines.filter(l => l.startsWith('models: ')).slice(1);
  const own = lines.map(l =>
    l
      .replace(/\([0-9a-f]{8}\)/g, '')
      .replaceAll(desk.dir, 'DIR')
      .replaceAll(model, 'HASH'),
  );
  return [...own, inForce?.mode, inForce?.predictor?.permit?.within?.approver];
}

const TRUSTED = '{ predictor: MODEL, trust: [KEY], where: process }';
const LIVE = false;
const PAPER = true;

describe('on a real venue', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    [
      'without a certificate',
      async () => undefined,
      'models.predictor: DIR/data/models/HASH.onnx: a model is not taken to a real venue without a certificate, and it has no certificate: there is none (DIR/data/models/HASH.certificate.json); `sluice validate CONFIG` validates it, `sluice validate sign REPORT.json --key FILE --approver NAME` certifies it (docs/certificates.md), or take it out of the config',
    ],
    [
      'whose certificate was changed, and has ended besides',
      async () => {
        const { file } = await desk.sign(model, { now: Date.parse('2026-01-05T00:00:00Z'), days: 1 });
        writeFileSync(file, readFileSync(file, 'utf8').replace('5000', '5001'));
      },
      'and its certificate does not hold: DIR/data/models/HASH.certificate.json: its signature does not fit: it was changed since it was signed; `sluice validate CONFIG`',
    ],
  ])('a model %s is refused, with what is missing and how to come to it', async (_what, before, why) => {
    await before();
    const [refusal, ...more] = await told(TRUSTED, LIVE);
    expect([String(refusal).includes(why) ? 'refused' : refusal, more]).toEqual(['refused', []]);
  });

  test('a gateway whose certificate has ended starts, to manage the orders that work: the model is in shadow, and the start warns', async () => {
    await desk.sign(model, { now: Date.parse('2026-01-05T00:00:00Z'), days: 1 });
    expect(await told(TRUSTED, LIVE)).toEqual([
      'models: small-1  is in shadow, told and not done: its certificate does not hold: DIR/data/models/HASH.certificate.json: it ended at 2026-01-06T00:00:00.000Z',
      'models: WARNING: the certificate of small-1  HAS ENDED (2026-01-06): orders go by their baselines until it is validated and certified anew',
      'certified',
      'vera',
    ]);
  }, 30_000);

  test('by a key that the config does not name, and a file that is none', async () => {
    await desk.sign(model);
    const { publicFile, privateFile } = desk.keys;
    const unknown = String((await told('{ predictor: MODEL, where: process }', LIVE))[0]);
    const named = await told(`{ predictor: MODEL, trust: [${privateFile}] }`, LIVE);
    rmSync(publicFile);
    const gone = await told(TRUSTED, LIVE);
    expect([unknown.includes('which nobody here trusts (models.trust names public keys)'), named, gone]).toEqual([
      true,
      ['models.trust: DIR/validator/validator.key.pem: is a private key: whoever checks certificates needs the public one only'],
      [expect.stringContaining('models.trust: DIR/validator/validator.pub.pem: ENOENT')],
    ]);
  });

  test('certified for the simulator it is in shadow; for a real venue, with evidence, it acts within its bounds', async () => {
    await desk.sign(model, { narrow: { venue: 'simulator' } });
    const simulator = await told(TRUSTED, LIVE);
    await desk.sign(model, { narrow: { maxQty: 300 } });
    const [line, ...more] = await told(TRUSTED, LIVE);
    expect([simulator, String(line).replace(/until .*/, ''), more]).toEqual([
      ['models: small-1  is in shadow, told and not done: its certificate is for the simulator only', 'certified', 'vera'],
      'models: small-1  acts, certified by vera: ACME, BOLT; orders of at most 300, Band 0.1 and 600 s; any regime; ',
      ['certified', 'vera'],
    ]);
  }, 30_000);

  test('a model that is promoted while it runs needs one too: without, the models in force stay, in the registry as well', async () => {
    await desk.sign(model);
    const bare = desk.add(2);
    desk.registry.promote(model, 'predictor', VERSION, act('first'));
    const gateway = new GatewayOf(desk, `{ predictor: champion, trust: [${desk.keys.publicFile}], where: process }`, LIVE);
    await gateway.start();
    const promote = () =>
      said(
        gateway.ask({ cmd: 'models-promote', hash: bare, role: 'predictor', by: 'otto', reason: 'better' }).then(() => 'done'),
      );
    const refused = String(await promote());
    const stays = [(await gateway.ask({ cmd: 'models' }))['predictor'], desk.registry.inForce('predictor')];
    await desk.sign(bare);
    const then = [await promote(), (await gateway.ask({ cmd: 'models' }))['predictor'], desk.registry.inForce('predictor')];
    await gateway.stop();
    expect([
      refused.startsWith('the models in force stay: models.predictor: '),
      refused.includes('a model is not taken to a real venue without a certificate, and it has no certificate'),
      stays,
      then,
    ]).toEqual([true, true, [model, model], ['done', bare, bare]]);
  }, 30_000);
});

describe('on paper', () => {
  const SHADOW = 'models: small-1  is in shadow, told and not done: ';
  const TO_DO =
    '; `sluice validate CONFIG` validates it, `sluice validate sign REPORT.json --key FILE --approver NAME` certifies it (docs/certificates.md); on paper `models.uncertified: acts` lets it act without one';

  test('without a certificate it is in shadow, and the start says what to do; somebody may let it act all the same, loudly', async () => {
    const shadow = await told(TRUSTED, PAPER);
    const acts = await told('{ predictor: MODEL, uncertified: acts, where: process }', PAPER);
    expect([shadow, acts]).toEqual([
      [`${SHADOW}it has no certificate: there is none (DIR/data/models/HASH.certificate.json)${TO_DO}`, 'certified', undefined],
      [
        'models: UNCERTIFIED: models.uncertified is `acts`: on paper they act whatever their certificates say; what they do here is no evidence for anything',
        'acts',
        undefined,
      ],
    ]);
  }, 30_000);

  test('certified, for the simulator or more, it acts; where that ends soon the start warns; inconclusive is shadow', async () => {
    await desk.sign(model, { narrow: { venue: 'simulator' }, days: 10 });
    const [acts, warning] = await told(TRUSTED, PAPER);
    await desk.sign(model, {}, 'inconclusive');
    const inconclusive = await told(TRUSTED, PAPER);
    expect([String(acts).replace(/until .*/, ''), warning, inconclusive]).toEqual([
      'models: small-1  acts, certified by vera: ACME, BOLT; orders of at most 5000, Band 0.1 and 600 s; any regime; ',
      'models: WARNING: the certificate of small-1  ends in 9 days: validate it again before',
      [`${SHADOW}its validation was inconclusive`, 'certified', 'vera'],
    ]);
  }, 30_000);

  test('the registry keeps which keys its gateway trusts, for commands that have no config', async () => {
    await told(TRUSTED, PAPER);
    const kept = keptTrust(desk.registry.dir);
    await told('{ predictor: MODEL, where: process }', PAPER);
    expect([kept, keptTrust(desk.registry.dir)]).toEqual([[desk.keys.publicFile], []]);
  }, 30_000);
});

test('a model that was rolled back and is promoted anew while no gateway runs counts again at the next start', async () => {
  await desk.sign(model);
  const other = desk.add(2);
  await desk.sign(other);
  const role = 'predictor' as const;
  for (const hash of [other, model]) desk.registry.promote(hash, role, VERSION, act('first'));
  const gateway = new GatewayOf(desk, `{ predictor: champion, trust: [${desk.keys.publicFile}], where: process }`, PAPER);
  await gateway.start();
  gateway.post({ type: 'ModelRolledBack', role, from: model, to: other, why: 'drift' });
  const now = async () => (await gateway.ask({ cmd: 'models' }))['predictor'];
  const before = await now();
  await gateway.stop();
  // the registry followed the line: what is promoted anew is the model that the journal still has as the one that was given
  desk.registry.promote(model, role, VERSION, act('it was the data'));
  await gateway.start();
  const after = await now();
  await gateway.stop();
  expect([before, after, gateway.lines.some(l => l.includes('was rolled back'))]).toEqual([null, model, false]);
}, 30_000);

const CONFIG = 'instruments: [{ symbol: ACME, tick: 0.01, lot: 1 }]\n';
const acts = { models: 'models: { predictor: default, uncertified: acts }\n', simulator: 'simulator: { port: 9881 }\n' };
test.each<[string, string, readonly SessionSettings[], string | undefined]>([
  [
    'without a simulator',
    acts.models,
    [],
    'models.uncertified: models without a certificate act on paper only, and there is no `simulator` here: take it out of a live config',
  ],
  [
    'with a venue session that leads elsewhere',
    acts.models + acts.simulator,
    settings(
      '[SESSION]\nConnectionType=initiator\nSenderCompID=A\nTargetCompID=NYSE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=9999\n',
    ),
    'models.uncertified: models without a certificate act on paper only, and venue session FIX.4.4:A->NYSE does not lead to the simulator',
  ],
  ['on paper', acts.models + acts.simulator, [], undefined],
  ['of another word', acts.models.replace('acts', 'always'), [], 'models.uncertified: must be shadow or acts'],
])('`uncertified: acts` %s', (_what, models, sessions, why) => {
  const read = (): string | undefined => {
    try {
      readConfig('sluice.yaml', CONFIG + models, { settings: sessions });
      return undefined;
    } catch (error) {
      return (error as Error).message.replace(/^sluice.yaml:\d+: /, '');
    }
  };
  expect(read()).toBe(why);
});
