import { resolve } from 'node:path';
import type { CheckReport } from '../../inference/check/check-model';
import type { CheckRecord } from '../../inference/registry/entry';
import { Registry } from '../../inference/registry/registry';
import { askControl, NoGateway } from '../control-client';
import { hasControlCharacter } from '../kill-latch';
import { UsageError } from '../usage-error';
import { VERSION } from '../version';
import { type ModelChange, type ModelRequest, told } from './desk';
import { personFor } from './guard';
import { registryDir } from './resolve';

/** Where models are, and who may run there. */
export interface ModelFolders {
  /** Data folder of the gateway. */
  readonly data: string;
  /** Its control socket. */
  readonly socket: string;
  /** Folder of the registry; the gateway's where it is that of its data folder. */
  readonly registry: string;
}

/** What was done: by a gateway that runs, or in the registry alone, for the next start. */
export type ChangeDone = Omit<ModelChange, 'takes'> & { readonly takes: ModelChange['takes'] | 'next start' };

/** Looks at a model as `sluice models check` does, and keeps what was found beside it: without that it is not promoted. */
export async function checkInto(registry: Registry, hash: string): Promise<CheckRecord> {
  const { checkModel } = await import('../../inference/check/check-model'); // it loads ONNX Runtime: a list of models shall not wait for that
  const { ok, findings }: CheckReport = await checkModel(told(() => registry.bytes(hash)));
  const record = { ok, version: VERSION, at: new Date().toISOString(), findings: [...findings] };
  registry.noteCheck(hash, record);
  return record;
}

/** Checks a model and puts it in force. Rejects with UsageError where it is refused, with the reason. */
export async function promote(folders: ModelFolders, asked: string, request: ModelRequest): Promise<ChangeDone> {
  const registry = new Registry(folders.registry);
  const { hash } = told(() => registry.find(asked));
  await checkInto(registry, hash);
  return change(folders, 'promote', { hash, ...request }, (by, at) =>
    registry.promote(hash, request.role, VERSION, { by, why: request.why, at }),
  );
}

/** Puts in force again what was before. Rejects with UsageError where nothing was. */
export function rollback(folders: ModelFolders, request: ModelRequest): Promise<ChangeDone> {
  const registry = new Registry(folders.registry);
  return change(folders, 'rollback', request, (by, at) => registry.rollback(request.role, { by, why: request.why, at }));
}

/** By the gateway of the data folder where one runs on this registry, else in the registry. */
async function change(
  { data, socket, registry }: ModelFolders,
  act: 'promote' | 'rollback',
  { why, ...request }: ModelRequest & { readonly hash?: string },
  write: (by: string, at: string) => { hash: string | null; from: string | null },
): Promise<ChangeDone> {
  if (resolve(registry) === resolve(registryDir(data))) {
    try {
      const { ok: _, ...done } = await askControl(socket, { cmd: `models-${act}`, ...request, reason: why }, GATEWAY_MS);
      return done as unknown as ChangeDone;
    } catch (error) {
      if (!(error instanceof NoGateway)) throw error;
    }
  }
  const by = await personFor(registry, act, request.by, process.env['SLUICE_SECRET']);
  const { hash, from } = told(() => write(by, new Date().toISOString()));
  return { role: request.role, hash, from, takes: 'next start' };
}

/** A gateway opens the model before it answers (ms). */
const GATEWAY_MS = 15_000;

/** A text that is kept and shown: throws UsageError where it is empty or no plain line. */
export function needText(name: string, text: string): string {
  if (text.trim() === '') throw new UsageError(`--${name}: must not be empty`);
  if (hasControlCharacter(text)) throw new UsageError(`--${name}: has a control character: write it as plain text on one line`);
  return text;
}
