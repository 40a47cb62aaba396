import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelFile } from '../inference/registry/models';
import { report } from '../validation/certificate/made';
import { sluice } from './run-cli';

const dir = mkdtempSync(join(tmpdir(), 'sluice-certify-cli-'));
afterAll(() => rmSync(dir, { recursive: true }));
const at = (name: string): string => join(dir, name);
const data = ['--data', at('data')];

/** What differs from run to run. */
const plain = (lines: readonly string[]): string[] =>
  lines.map(line =>
    line
      .replaceAll(dir, 'DIR')
      .replaceAll(/[0-9a-f]{64}/g, 'HASH')
      .replaceAll(/\b[0-9a-f]{12}\b/g, 'HASH12')
      .replaceAll(/\d{4}-\d\d-\d\d(T[\d:.]+Z?)?/g, 'TIME')
      .replaceAll(/ {2,}/g, '  '),
  );

test('keys are made, a report is signed by somebody else than who added the model, and what holds of it is told', async () => {
  writeFileSync(at('mine.onnx'), modelFile(1));
  const added = await sluice('models', 'add', at('mine.onnx'), '--by', 'devon', ...data);
  const hash = added.out[0]!.slice(0, 64);
  const scope = { venue: 'simulator' as const, symbols: ['*'], maxQty: 4000, maxBand: 0.1, maxWindow: 600, regimes: ['calm'] };
  writeFileSync(at('report.json'), JSON.stringify(report('pass', { model: { hash, name: 'mine' }, scope })));
  const keys = await sluice('validate', 'keys', '--out', at('v'));
  const sign = (approver: string, ...more: string[]) =>
    sluice('validate', 'sign', at('report.json'), '--key', at('v/validator.key.pem'), '--approver', approver, ...more, ...data);
  const own = await sign('devon');
  const signed = await sign('vera', '--max-qty', '500', '--expires', '30d');
  const trusted = ['--trust', at('v/validator.pub.pem')];
  const holds = await sluice('validate', 'verify', hash.slice(0, 8), ...trusted, ...data);
  const stranger = await sluice('validate', 'verify', hash.slice(0, 8), ...data);
  const listed = await sluice('models', 'list', ...data);
  expect([
    [keys.code, own.code, signed.code, holds.code, stranger.code],
    plain(own.err),
    plain(signed.out),
    plain(holds.out).slice(-4),
    plain(stranger.out).filter(line => line.startsWith('WRONG')),
    plain(listed.out)[1]!.split('  ').at(-1),
  ]).toEqual([
    [0, 2, 0, 0, 1],
    ['sluice: --approver: devon registered the model, and may not approve it: a model is approved by somebody else'],
    [
      'mine HASH12 is certified to act on simulator',
      'symbols *; orders of at most 500, Band 0.1 and 600 s; regimes calm; until TIME',
      'signed by vera with the key HASH12: DIR/data/models/HASH.certificate.json',
      'note: the ledger of DIR/data/models does not have this report: it was written on another registry, or changed since',
    ],
    [
      'verdict pass; for simulator; evidence from outside of the simulator: no',
      'the certificate holds',
      'on paper: acts: any symbol; orders of at most 500, Band 0.1 and 600 s; calm; until TIME',
      'on a real venue: in shadow: its certificate is for the simulator only',
    ],
    ['WRONG  signature  it is signed by the key HASH12, which nobody here trusts (models.trust names public keys)'],
    'does not hold',
  ]);
}, 120_000);

test.each<[string, string[], string]>([
  ['an end that is no days', ['sign', 'x', '--key', 'k', '--approver', 'v', '--expires', '90'], 'days such as 90d are needed'],
  ['a model that is not there', ['verify', 'abcdef', ...data], 'there is no model abcdef'],
  ['an approver on two lines', ['sign', 'x', '--key', 'k', '--approver', 'a\nb'], '--approver: has a control character'],
  ['a key that is none', ['verify', 'default', '--trust', at('report.json'), ...data], 'is no public ed25519 key in PEM'],
])('%s: exit code 2 and why', async (_what, args, why) => {
  const { code, err } = await sluice('validate', ...args);
  expect([code, err[0]?.includes(why)]).toEqual([2, true]);
});
