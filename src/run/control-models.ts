import { grantOf, inShadow } from '../core/adaptive/models';
import { MODEL_ROLES, type ModelRole } from '../inference/registry/entry';
import { plain, textOf } from './control-request';
import type { ControlHandler, ControlRequest } from './control-server';
import type { ModelRequest, ModelsDesk } from './models/desk';
import { UsageError } from './usage-error';

/** What can be asked about models, and done to them, over the control socket: `models`, `models-promote`, `models-rollback`. */
export function modelsHandler(desk: ModelsDesk | undefined): ControlHandler {
  return (request, reply) => {
    if (!desk) throw new Error('this gateway has no registry of models');
    try {
      reply({ ok: true, ...answer(desk, request) });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      reply({ ok: false, mistake: true, error: error.message });
    }
    return 'done';
  };
}

function answer(desk: ModelsDesk, request: ControlRequest): object {
  if (request.cmd === 'models-promote') return desk.promote(textOf(request['hash'], 'hash'), requestOf(request));
  if (request.cmd === 'models-rollback') return desk.rollback(requestOf(request));
  const { inForce, latest, registry } = desk;
  const hashes = MODEL_ROLES.map(role => [role, inForce?.[role]?.hash ?? null] as const);
  const shadow = MODEL_ROLES.filter(role => {
    const terms = inForce?.[role];
    return terms && inShadow(inForce.mode, grantOf(latest, terms.hash));
  });
  return { registry: registry.dir, mode: inForce?.mode ?? null, shadow, ...Object.fromEntries(hashes) };
}

const requestOf = (request: ControlRequest): ModelRequest => ({
  role: roleOf(request['role']),
  by: plain(request['by'], 'by'),
  why: plain(request['reason'], 'reason'),
});

function roleOf(value: unknown): ModelRole {
  const role = MODEL_ROLES.find(r => r === value);
  if (!role) throw new UsageError(`'role' must be one of ${MODEL_ROLES.join(', ')}`);
  return role;
}
