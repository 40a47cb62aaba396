import { existsSync } from 'node:fs';
import { hashOf } from '../../inference/model-hash';
import { readModelFile } from '../../inference/open';
import { Registry } from '../../inference/registry/registry';
import { type Place, permitOf } from '../../validation/certificate/permit';
import { told } from '../models/desk';
import { DEFAULT_MODEL } from '../models/resolve';
import { type CertifiedModel, type Examined, examine, wrongWith } from './examine';
import { withinText } from './lines';
import { keptTrust, trustedKeys } from './trust';

/** What `sluice validate verify` is asked. */
export interface VerifyRequest {
  /** A model's file, `default`, or six or more digits of the hash of one in the registry. */
  readonly model: string;
  readonly registry: string;
  /** Files of public keys, beside those of the gateway that ran last on the registry. */
  readonly trust: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What holds of a model's certificate, and what it lets the model do. */
export interface Verified {
  readonly hash: string;
  readonly holds: boolean;
  readonly examined: Examined;
  /** In words, by where a gateway trades. */
  readonly may: Readonly<Record<Place, string>>;
}

/** Looks at a model's certificate. Throws a UsageError where there is no such model. */
export function verifyModel({ model, registry, trust, now }: VerifyRequest): Verified {
  const found = told(() => modelOf(model, registry));
  const keys = trustedKeys([...new Set([...keptTrust(registry), ...trust])]);
  const examined = examine(found, { registry, keys, now });
  const may = { simulator: mayAt('simulator', examined), live: mayAt('live', examined) };
  return { hash: found.hash, holds: wrongWith(examined) === undefined, examined, may };
}

function modelOf(asked: string, dir: string): CertifiedModel {
  const file = asked === 'default' ? DEFAULT_MODEL : asked;
  if (existsSync(file)) return { file, hash: hashOf(readModelFile(file)) };
  const registry = new Registry(dir);
  const { hash } = registry.find(asked);
  return { file: registry.path(hash, 'onnx'), hash: hashOf(readModelFile(registry.path(hash, 'onnx'))) };
}

function mayAt(place: Place, examined: Examined): string {
  const wrong = wrongWith(examined);
  if (wrong?.check === 'time' && place === 'live') return 'in shadow: a start goes on without it, a promotion is refused';
  if (wrong) return place === 'live' ? 'refused' : 'in shadow';
  const { shadow, within } = permitOf(examined.certificate!, examined.key!, place);
  return shadow === undefined ? `acts: ${withinText(within!)}` : `in shadow: ${shadow}`;
}
