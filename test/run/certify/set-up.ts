import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from '../../../src/inference/registry/registry';
import { type MadeKeys, writeKeys } from '../../../src/run/certify/make-keys';
import { type Signed, type SignRequest, signReport } from '../../../src/run/certify/sign';
import { VERSION } from '../../../src/run/version';
import type { Scope, ValidationReport, Verdict } from '../../../src/validation/report';
import { at, modelFile, PASSED } from '../../inference/registry/models';
import { report } from '../../validation/certificate/made';

const DAY_MS = 86_400_000;
export const SCOPE: Scope = {
  venue: 'live',
  symbols: ['ACME', 'BOLT'],
  maxQty: 5000,
  maxBand: 0.1,
  maxWindow: 600,
  regimes: ['*'],
};

/** A folder with a validator's keys, a registry, and reports. */
export class Desk {
  readonly dir = mkdtempSync(join(tmpdir(), 'sluice-certify-'));
  readonly registry = new Registry(join(this.dir, 'data', 'models'));
  readonly keys: MadeKeys = writeKeys(join(this.dir, 'validator'));

  /** A model that passed its check, added by `by`. Another weight is another model. */
  add(weight: number, by = 'devon', parent?: string): string {
    const { hash } = this.registry.add(modelFile(weight), {}, { by, at: at(0), parent });
    this.registry.noteCheck(hash, { ...PASSED, version: VERSION });
    return hash;
  }

  /** The file of a report about a model, whose paper stage had fills from outside of the simulator. */
  report(hash: string, verdict: Verdict = 'pass', over: Partial<ValidationReport> = {}): string {
    const whole = report(verdict, { model: { hash, name: 'mine' }, scope: SCOPE, ...over });
    const stages = whole.stages.map(s =>
      s.stage === 'paper' ? { ...s, gates: [...s.gates, { ...s.gates[0]!, id: 'paper.external' }] } : s,
    );
    const file = join(this.dir, 'report.json');
    writeFileSync(file, JSON.stringify({ ...whole, stages }));
    return file;
  }

  sign(hash: string, over: Partial<SignRequest> = {}, verdict: Verdict = 'pass'): Promise<Signed> {
    return signReport({
      report: over.report ?? this.report(hash, verdict),
      key: this.keys.privateFile,
      approver: 'vera',
      days: 90,
      narrow: {},
      registry: this.registry.dir,
      now: Date.now() - DAY_MS,
      ...over,
    });
  }

  end(): void {
    rmSync(this.dir, { recursive: true });
  }
}

/** What became of work: its value, or the message of its refusal. */
export const said = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    value => value,
    (error: Error) => error.message,
  );
