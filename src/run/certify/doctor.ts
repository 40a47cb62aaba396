import type { SessionSettings } from '../../fix/settings/settings';
import { MODEL_ROLES, type ModelRole } from '../../inference/registry/entry';
import type { Config } from '../config';
import type { Finding } from '../doctor-checks';
import { registryDir, resolveModel } from '../models/resolve';
import { UsageError } from '../usage-error';
import { type Admission, admission } from './admission';
import { endText, permitText } from './lines';

/** Whether a start would take the models of a config, and what they might do. `data`: the gateway's data folder. */
export function modelFindings(config: Config, settings: readonly SessionSettings[], data: string): Finding[] {
  if (!config.models) return [];
  const registry = registryDir(data);
  const admitted = admission(config, settings, registry);
  return MODEL_ROLES.flatMap((role): Finding[] => {
    const spec = config.models![role];
    if (spec === undefined) return [];
    try {
      return finding(role, spec, { registry, ...admitted });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return [{ check: 'models', result: 'fail', text: error.message }];
    }
  });
}

function finding(role: ModelRole, spec: string, { registry, permits }: Admission & { readonly registry: string }): Finding[] {
  const model = resolveModel(spec, { role, registry });
  if (!model) return [];
  const who = `${role} ${model.file}`;
  const permit = permits?.(model, role);
  if (!permit) return [{ check: 'models', result: 'warn', text: `${who} acts without a certificate (models.uncertified)` }];
  const ends = endText(permit, Date.now());
  const text = `${who} ${permitText(permit)}${ends === undefined ? '' : `; its certificate ${ends}`}`;
  return [{ check: 'models', result: permit.shadow === undefined && ends === undefined ? 'ok' : 'warn', text }];
}
