import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashPassword } from '../../../src/fix/security/password';
import { TrialLedger } from '../../../src/inference/registry/ledger';
import { writeKeys } from '../../../src/run/certify/make-keys';
import type { SignRequest } from '../../../src/run/certify/sign';
import { verifyModel } from '../../../src/run/certify/verify';
import { guardRegistry } from '../../../src/run/models/guard';
import { VERSION } from '../../../src/run/version';
import type { Verdict } from '../../../src/validation/report';
import { Desk, SCOPE, said } from './set-up';

let desk: Desk;
let model: string;
beforeEach(() => {
  desk = new Desk();
  model = desk.add(1);
});
afterEach(() => desk.end());

/** What `sluice validate verify` finds wrong, by check; `holds` where nothing is. */
const verified = (asked = model, now = Date.now()): unknown => {
  const { holds, examined, may } = verifyModel({ model: asked, registry: desk.registry.dir, trust: [desk.keys.publicFile], now });
  return [
    holds ? 'holds' : examined.checks.filter(c => !c.ok).map(c => c.check),
    may.simulator.split(':')[0],
    may.live.split(':')[0],
  ];
};

test('a report that passed: the model may act within it, for as long as it says', async () => {
  const { certificate, file } = await desk.sign(model);
  const { scope, approver, verdict, externalEvidence } = certificate;
  const later = Date.now() + 90 * 86_400_000;
  expect([scope, approver, verdict, externalEvidence, file, verified(), verified(model, later), verified(model, 0)]).toEqual([
    SCOPE,
    'vera',
    'pass',
    true,
    join(desk.registry.dir, `${model}.certificate.json`),
    ['holds', 'acts', 'acts'],
    [['time'], 'in shadow', 'in shadow'],
    [['time'], 'in shadow', 'in shadow'],
  ]);
});

test('an inconclusive one is certified for shadow only, a failed one not at all, with the gates that failed', async () => {
  const by = (verdict: Verdict) => said(desk.sign(model, {}, verdict));
  const failed = await by('fail');
  await by('inconclusive');
  expect([
    String(failed).startsWith(
      `${desk.dir}/report.json: the model failed, and a failed model is not certified: guards.all: guards is fail; in-sample.all: `,
    ),
    verified(),
  ]).toEqual([true, ['holds', 'in shadow', 'in shadow']]);
});

test.each<[string, SignRequest['narrow'], unknown]>([
  ['nothing', {}, SCOPE],
  [
    'everything',
    { venue: 'simulator', symbols: ['ACME'], maxQty: 100, regimes: ['calm'] },
    { venue: 'simulator', symbols: ['ACME'], maxQty: 100, maxBand: 0.1, maxWindow: 600, regimes: ['calm'] },
  ],
  ['more symbols', { symbols: ['ACME', 'CRUX'] }, '--symbols ACME,CRUX: the report is about ACME, BOLT, and not about CRUX'],
  ['all symbols', { symbols: ['*'] }, '--symbols *: the report is about ACME, BOLT, and not about *'],
  ['larger orders', { maxQty: 5001 }, '--max-qty 5001: the report goes up to 5000'],
  ['no size', { maxQty: 0 }, 'the largest order must be 1 or more, and the report goes up to 5000'],
  ['no symbol', { symbols: [] }, '--symbols : the report is about ACME, BOLT'],
])('a certificate only narrows its report: %s', async (_what, narrow, told) => {
  const found = await said(desk.sign(model, { narrow }).then(s => s.certificate.scope));
  expect(found).toEqual(told);
});

test('what was shown on the simulator is not certified for a real venue', async () => {
  const report = desk.report(model, 'pass', { scope: { ...SCOPE, venue: 'simulator' } });
  expect(await said(desk.sign(model, { report, narrow: { venue: 'live' } }))).toBe(
    '--venue live: the report is about the simulator only, and a certificate only narrows what a report shows',
  );
});

test('for a real venue the symbols are named', async () => {
  const scope = { ...SCOPE, symbols: ['*'] };
  const by = (narrow: SignRequest['narrow']) =>
    said(desk.sign(model, { report: desk.report(model, 'pass', { scope }), narrow }).then(s => s.certificate.scope.symbols));
  expect([await by({}), await by({ symbols: ['ACME'] }), await by({ venue: 'simulator' })]).toEqual([
    '--symbols: for a real venue name the symbols: a report that says `*` has tried none of them by name',
    ['ACME'],
    ['*'],
  ]);
});

test('who made a model, or one that it was made from, or put it in force, may not approve it', async () => {
  const made = desk.add(2, 'Vera', model);
  const child = desk.add(3, 'devon', made);
  desk.registry.promote(model, 'predictor', VERSION, { by: 'otto', why: 'x', at: '2026-01-05T10:00:00.000Z' });
  const told = [];
  for (const [hash, approver] of [
    [model, 'devon'],
    [made, 'vera'],
    [child, 'VERA'],
    [model, 'otto'],
    [child, 'ria'],
  ] as const)
    told.push(await said(desk.sign(hash, { approver }).then(s => s.certificate.approver)));
  const refused = (who: string, did: string): string =>
    `--approver: ${who} ${did}, and may not approve it: a model is approved by somebody else`;
  expect(told).toEqual([
    refused('devon', 'registered the model'),
    refused('vera', 'registered the model'),
    refused('VERA', `registered small-2 ${made.slice(0, 12)}, which it was made from`),
    refused('otto', 'put the model in force'),
    'ria',
  ]);
});

test('who trained a model by the ledger may not approve it; what the ledger says of the report is told', async () => {
  const ledger = new TrialLedger(desk.registry.dir);
  const at = '2026-01-05T10:00:00.000Z';
  const trial = { at, key: 'a'.repeat(64), what: 'training', name: 'mine', model, sharpe: null, by: 'Tara' } as const;
  ledger.noteTrial(trial);
  // who compared it has not made it
  ledger.noteTrial({ ...trial, key: 'b'.repeat(64), what: 'comparison', by: 'vera' });
  const trained = await said(desk.sign(model, { approver: 'tara' }));
  const { certificate, notes: unknown } = await desk.sign(model);
  ledger.noteValidation({ at, by: 'vera', model, verdict: 'pass', report: certificate.reportHash });
  const { notes: known } = await desk.sign(model);
  ledger.noteValidation({ at, by: 'vera', model, verdict: 'fail', report: 'f'.repeat(64) });
  const { notes: several } = await desk.sign(model);
  expect([trained, unknown, known, several]).toEqual([
    '--approver: tara trained the model, and may not approve it: a model is approved by somebody else',
    [`the ledger of ${desk.registry.dir} does not have this report: it was written on another registry, or changed since`],
    [],
    ['other validations of the model, by the ledger: fail'],
  ]);
});

test('one who registered it and had another key sign elsewhere is found when it is looked at', async () => {
  const elsewhere = join(desk.dir, 'elsewhere');
  const { file } = await desk.sign(model, { registry: elsewhere, approver: 'devon' });
  for (const kind of ['certificate', 'report'])
    writeFileSync(
      join(desk.registry.dir, `${model}.${kind}.json`),
      readFileSync(file.replace('certificate.json', `${kind}.json`)),
    );
  expect(verified()).toEqual([['approver'], 'in shadow', 'refused']);
});

test('where the gateway has a people file the approver is a validator in it, and whoever is nothing else', async () => {
  const credential = await hashPassword('secret');
  const people = ['vera validator', 'ria risk', 'ola operator'].map(p => p.split(' '));
  const file = join(desk.dir, 'people.yaml');
  writeFileSync(
    file,
    `people:\n${people.map(([name, role]) => `  - { name: ${name}, role: ${role}, credential: "${credential}" }\n`).join('')}`,
  );
  guardRegistry(desk.registry.dir, file);
  const told = [];
  for (const [approver, secret] of [
    ['vera', undefined],
    ['ria', 'secret'],
    ['ola', 'secret'],
    ['vera', 'wrong'],
    ['VERA', 'secret'],
  ] as const)
    told.push(await said(desk.sign(model, { approver, secret }).then(s => s.certificate.approver)));
  expect(told).toEqual([
    "'validate sign' needs a person of the role validator: name them with --approver, and put their secret into SLUICE_SECRET",
    'ria is risk; this needs validator',
    'ola is operator; this needs validator',
    'the name or the secret is wrong, or was revoked',
    'vera',
  ]);
});

test.each<[string, string, (bytes: Buffer) => number, string]>([
  ['the model', 'onnx', bytes => bytes.length >> 1, 'model'],
  ['the report', 'report.json', bytes => bytes.lastIndexOf('"seconds":1') + 10, 'report'],
  ['the certificate', 'certificate.json', bytes => bytes.lastIndexOf('5000'), 'signature'],
])('a byte that is changed in %s is found, and where', async (_what, kind, place, check) => {
  await desk.sign(model);
  const path = join(desk.registry.dir, `${model}.${kind}`);
  const bytes = readFileSync(path);
  const changed = Buffer.from(bytes);
  changed[place(bytes)]! ^= 0x01;
  writeFileSync(path, changed);
  const found = [verified(), verified(join(desk.registry.dir, `${model}.onnx`))];
  writeFileSync(path, bytes);
  const wrong = [[check], 'in shadow', 'refused'];
  expect([found, verified()]).toEqual([
    [wrong, wrong],
    ['holds', 'acts', 'acts'],
  ]);
});

test('keys: the private half is for its owner, and nothing is written over', async () => {
  const { privateFile, publicFile } = desk.keys;
  const again = (): unknown => {
    try {
      return writeKeys(join(desk.dir, 'validator'));
    } catch (error) {
      return (error as Error).message;
    }
  };
  const mode = (statSync(privateFile).mode & 0o777).toString(8);
  const before = readFileSync(privateFile);
  const refused = again();
  chmodSync(privateFile, 0o640);
  expect([
    mode,
    refused,
    readFileSync(privateFile).equals(before),
    await said(desk.sign(model)),
    await said(desk.sign(model, { key: join(desk.dir, 'nowhere.pem') })),
    await said(desk.sign(model, { key: publicFile })),
  ]).toEqual([
    '600',
    `${privateFile}: is there already, and a key is not overwritten: name another folder`,
    true,
    `${privateFile}: others than its owner may read this key: chmod 600 ${privateFile}`,
    expect.stringContaining('nowhere.pem: cannot be read: '),
    `${publicFile}: others than its owner may read this key: chmod 600 ${publicFile}`,
  ]);
});

test.each<[string, (file: string) => Partial<SignRequest>, string]>([
  ['a report that is not there', () => ({ report: 'nowhere.json' }), 'nowhere.json: cannot be read: '],
  ['one that is none', file => ({ report: file }), 'x.json: model: '],
  ['no time', () => ({ days: 0 }), '--expires: from 1d to 366d, and not 0d'],
  ['too much of it', () => ({ days: 400 }), '--expires: from 1d to 366d, and not 400d'],
])('%s is refused', async (_what, over, why) => {
  const none = join(desk.dir, 'x.json');
  writeFileSync(none, '{"schema":1}');
  expect(await said(desk.sign(model, over(none)))).toContain(why);
});
