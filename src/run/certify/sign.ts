import type { KeyObject } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { ModelError } from '../../inference/model-error';
import { TrialLedger } from '../../inference/registry/ledger';
import { Registry } from '../../inference/registry/registry';
import { type Certificate, certificateText, sha256, sign } from '../../validation/certificate/certificate';
import { readPrivateKey } from '../../validation/certificate/keys';
import { type CertifiableReport, readReport } from '../../validation/certificate/report-file';
import { hasExternalEvidence } from '../../validation/external-evidence';
import { personFor } from '../models/guard';
import { UsageError } from '../usage-error';
import { conflictOf } from './conflict';
import { reportBeside } from './examine';
import { type Narrowing, narrowed } from './narrow';

/** What somebody asks to have signed. */
export interface SignRequest {
  /** report.json of a validation. */
  readonly report: string;
  /** File of the private key. */
  readonly key: string;
  readonly approver: string;
  /** How long it is good for, in days. */
  readonly days: number;
  /** Bounds that are tighter than the report's. */
  readonly narrow: Narrowing;
  /** Folder of the registry, which keeps it. */
  readonly registry: string;
  /** A file in place of the registry. */
  readonly out?: string | undefined;
  /** The approver's, where the registry is guarded by a people file. */
  readonly secret?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A certificate, and where it is kept. */
export interface Signed {
  readonly file: string;
  readonly certificate: Certificate;
  /** What the ledger of the registry says of the report and the model's other validations, for the approver. */
  readonly notes: readonly string[];
}

/** A year and a day: who approves a model looks at it again. */
export const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/** Certifies the model of a report. Rejects with a UsageError that says why where that cannot be. */
export async function signReport(request: SignRequest): Promise<Signed> {
  const { report: file, days, now, registry: dir, out } = request;
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new UsageError(`--expires: from 1d to ${MOST_DAYS}d, and not ${days}d`);
  const bytes = read(file);
  const report = readReport(bytes.toString('utf8'));
  if (typeof report === 'string') throw new UsageError(`${file}: ${report}`);
  const failed = failedText(report);
  if (failed !== undefined) throw new UsageError(`${file}: ${failed}`);
  const key = privateKey(request.key);
  const approver = await personFor(dir, 'certify', request.approver, request.secret);
  const conflict = known(() => conflictOf(approver, report.model.hash, new Registry(dir)));
  if (conflict !== undefined) throw new UsageError(`--approver: ${conflict}: a model is approved by somebody else`);
  const { verdict, model } = report;
  const certificate = sign(
    {
      model: { hash: model.hash, name: model.name },
      dataHash: report.run.dataHash,
      reportHash: sha256(bytes),
      verdict: verdict === 'pass' ? 'pass' : 'inconclusive',
      scope: narrowed(report.scope, request.narrow),
      issued: new Date(now).toISOString(),
      expires: new Date(now + days * DAY_MS).toISOString(),
      approver,
      externalEvidence: hasExternalEvidence(report.stages),
    },
    key,
  );
  const notes = known(() => ledgerNotes(dir, certificate));
  return { file: keep(certificate, bytes, { dir, out }), certificate, notes };
}

/** A report that nobody wrote down may be of another registry, or changed by hand; one of several may be the one that was waited for. */
function ledgerNotes(dir: string, { model, reportHash }: Certificate): string[] {
  const validations = new TrialLedger(dir).lines().filter(l => l.act === 'validation' && l.model === model.hash);
  const others = validations.flatMap(l => (l.act === 'validation' && l.report !== reportHash ? [l.verdict] : []));
  return [
    ...(others.length < validations.length
      ? []
      : [`the ledger of ${dir} does not have this report: it was written on another registry, or changed since`]),
    ...(others.length > 0 ? [`other validations of the model, by the ledger: ${others.join(', ')}`] : []),
  ];
}

/** Why a report gets no certificate, gate by gate. */
function failedText({ verdict, stages }: CertifiableReport): string | undefined {
  if (verdict !== 'fail') return undefined;
  const gates = stages.flatMap(s => s.gates).filter(g => g.verdict === 'fail');
  return `the model failed, and a failed model is not certified: ${gates.map(g => `${g.id}: ${g.why}`).join('; ') || 'no gate says why'}`;
}

function privateKey(file: string): KeyObject {
  const text = read(file).toString('utf8');
  if ((statSync(file).mode & 0o077) !== 0)
    throw new UsageError(`${file}: others than its owner may read this key: chmod 600 ${file}`);
  try {
    return readPrivateKey(text);
  } catch (error) {
    throw new UsageError(`--key: ${file}: ${(error as Error).message}`);
  }
}

function keep(certificate: Certificate, report: Buffer, { dir, out }: { dir: string; out: string | undefined }): string {
  const text = checkedText(certificate);
  const { hash } = certificate.model;
  if (out === undefined) {
    const registry = new Registry(dir);
    registry.noteCertificate(hash, text, report);
    return registry.path(hash, 'certificate.json');
  }
  try {
    writeFileSync(reportBeside(out), report);
    writeFileSync(out, text);
  } catch (error) {
    throw new UsageError(`--out: ${(error as Error).message}`);
  }
  return out;
}

/** What nobody could read again is not written: a name with a control character, a scope that is none. */
function checkedText(certificate: Certificate): string {
  try {
    return certificateText(certificate);
  } catch (error) {
    throw new UsageError(`the certificate cannot be written: ${(error as Error).message}`);
  }
}

function known<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(error.message) : error;
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file}: cannot be read: ${(error as Error).message}`);
  }
}
