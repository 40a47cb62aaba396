import { existsSync, readFileSync } from 'node:fs';
import { ModelError } from '../../inference/model-error';
import { hashOf } from '../../inference/model-hash';
import { Registry } from '../../inference/registry/registry';
import { type Certificate, readCertificate, sha256, signedBy } from '../../validation/certificate/certificate';
import type { TrustedKey } from '../../validation/certificate/keys';
import { DEFAULT_MODEL } from '../models/resolve';
import { conflictOf } from './conflict';

/** A model whose certificate is looked at. */
export interface CertifiedModel {
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string;
  readonly file: string;
}

/** One thing that was looked at. */
export interface Examination {
  readonly check: 'file' | 'form' | 'model' | 'signature' | 'report' | 'approver' | 'time';
  readonly ok: boolean;
  readonly text: string;
}

/** What was found of a model's certificate: it holds where every check is ok. */
export interface Examined {
  /** Where it is, or should be. */
  readonly file: string;
  /** Absent where there is none, or it cannot be read. */
  readonly certificate?: Certificate | undefined;
  /** Who signed it; absent where nobody that is trusted did. */
  readonly key?: TrustedKey | undefined;
  readonly checks: readonly Examination[];
}

/** What a certificate is held against. */
export interface Against {
  /** Folder of the registry. */
  readonly registry: string;
  readonly keys: readonly TrustedKey[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Looks at a model's certificate; what could not be looked at for what is wrong before it is left out. */
export function examine(model: CertifiedModel, { registry, keys, now }: Against): Examined {
  const files = filesOf(model, registry);
  const file = files.find(existsSync);
  if (file === undefined) return { file: files[0]!, checks: [{ check: 'file', ok: false, text: `there is none (${files[0]})` }] };
  const found: Examination = { check: 'file', ok: true, text: file };
  const certificate = readCertificate(readFileSync(file, 'utf8'));
  if (typeof certificate === 'string') return { file, checks: [found, { check: 'form', ok: false, text: certificate }] };
  const key = signedBy(certificate, keys);
  const signature: Examination =
    typeof key === 'string'
      ? { check: 'signature', ok: false, text: key }
      : {
          check: 'signature',
          ok: true,
          text: `signed by ${key.kind === 'project' ? "the project's key" : 'the key'} ${key.id.slice(0, 12)}`,
        };
  const checks = [
    found,
    ofModel(certificate, model),
    signature,
    ofReport(certificate, file),
    ofApprover(certificate, model, registry),
    ofTime(certificate, now),
  ];
  return { file, certificate, checks, ...(typeof key !== 'string' && { key }) };
}

/** The first thing that is wrong with a certificate; undefined where it holds. */
export const wrongWith = ({ checks }: Examined): Examination | undefined => checks.find(c => !c.ok);

/** Where a model's certificate may be, the registry first: there it is by the model's hash, also of a model that is not in it. */
function filesOf({ hash, file }: CertifiedModel, registry: string): string[] {
  const shipped = existsSync(DEFAULT_MODEL) && hashOf(readFileSync(DEFAULT_MODEL)) === hash ? [besideModel(DEFAULT_MODEL)] : [];
  return [...new Set([new Registry(registry).path(hash, 'certificate.json'), besideModel(file), ...shipped])];
}

const besideModel = (file: string): string => `${file.replace(/\.onnx$/, '')}.certificate.json`;

/** The file of the report that a certificate rests on: beside it. */
export const reportBeside = (certificate: string): string => certificate.replace(/(\.certificate)?\.json$/, '.report.json');

function ofModel({ model }: Certificate, { hash }: CertifiedModel): Examination {
  const ok = model.hash === hash;
  const text = ok
    ? `${model.name} ${hash.slice(0, 12)}`
    : `it is of another model, or the model was changed: it says ${model.hash.slice(0, 12)}, the file is ${hash.slice(0, 12)}`;
  return { check: 'model', ok, text };
}

function ofReport({ reportHash }: Certificate, file: string): Examination {
  const report = reportBeside(file);
  if (!existsSync(report)) return { check: 'report', ok: true, text: `${reportHash.slice(0, 12)}, not kept here (${report})` };
  const ok = sha256(readFileSync(report)) === reportHash;
  return { check: 'report', ok, text: ok ? report : `${report} is not what was signed: it was changed, or is another` };
}

function ofApprover({ approver }: Certificate, { hash }: CertifiedModel, registry: string): Examination {
  try {
    const conflict = conflictOf(approver, hash, new Registry(registry));
    return { check: 'approver', ok: conflict === undefined, text: conflict ?? approver };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { check: 'approver', ok: false, text: `who made the model is not known: ${error.message}` };
  }
}

function ofTime({ issued, expires }: Certificate, now: number): Examination {
  if (Date.parse(issued) > now) return { check: 'time', ok: false, text: `it is not valid before ${issued}` };
  if (Date.parse(expires) < now) return { check: 'time', ok: false, text: `it ended at ${expires}` };
  return { check: 'time', ok: true, text: `from ${issued} until ${expires}` };
}
