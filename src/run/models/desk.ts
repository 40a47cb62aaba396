import type { FactOf, Input, ModelsInForce } from '../../core/facts';
import type { RecordedTurn } from '../../core/journal-port';
import { ModelError } from '../../inference/model-error';
import type { ModelRole } from '../../inference/registry/entry';
import type { HistoryLine } from '../../inference/registry/history';
import { type Act, Registry } from '../../inference/registry/registry';
import type { RoleChange } from '../certify/permits';
import type { Served } from '../forecast/desk';
import type { LoadedModels } from '../forecast/load';
import { UsageError } from '../usage-error';
import { VERSION } from '../version';
import { CHAMPION } from './resolve';

/** What a config says of each role: `champion`, or a model that it names itself. */
export type ModelSpecs = Readonly<Partial<Record<ModelRole, string | undefined>>>;

/** What a gateway's models are asked of, and told to. */
export interface ModelsDeskParts {
  /** Folder of the registry. */
  readonly registry: string;
  /** As the config names them; undefined where it has no `models`. */
  readonly specs: ModelSpecs | undefined;
  /** Opens what the specs mean now. Throws where one cannot be, or the model that is promoted may not be. */
  readonly load: (change: RoleChange) => LoadedModels;
  readonly serve: (models: readonly Served[]) => void;
  /** Posts a fact and has it on the disk when it returns. */
  readonly post: (input: Input) => void;
  readonly inForce: () => ModelsInForce | undefined;
  /** What the latest start or change let models do. */
  readonly latest: () => ModelsInForce | undefined;
  /** Told where an automatic rollback could not be kept in the registry. */
  readonly failed: (error: Error) => void;
}

/** Something that is to be done to a role. */
export interface ModelRequest {
  readonly role: ModelRole;
  readonly by: string;
  readonly why: string;
}

/** What a gateway says of it: what is in force in the role by the registry, and from when. */
export interface ModelChange {
  readonly role: ModelRole;
  readonly hash: string | null;
  readonly from: string | null;
  readonly takes: 'now' | 'never';
}

/**
 * Promotes and rolls back models of a running gateway: in the registry first, which the next start reads, then as a fact. What cannot be opened is taken back there, and
 * the models in force stay.
 */
export class ModelsDesk {
  readonly registry: Registry;

  constructor(private readonly parts: ModelsDeskParts) {
    this.registry = new Registry(parts.registry);
  }

  get inForce(): ModelsInForce | undefined {
    return this.parts.inForce();
  }

  get latest(): ModelsInForce | undefined {
    return this.parts.latest();
  }

  /** Throws UsageError where the model, the role or the config does not allow it. */
  promote(asked: string, request: ModelRequest): ModelChange {
    return this.change(request, act => this.registry.promote(this.registry.find(asked).hash, request.role, VERSION, act));
  }

  rollback(request: ModelRequest): ModelChange {
    return this.change(request, act => this.registry.rollback(request.role, act));
  }

  /** A predictor that the line itself rolled back is not to come again with the next start. The registry is written outside the turn. */
  committed({ facts }: Pick<RecordedTurn, 'facts'>): void {
    for (const fact of facts) if (fact.type === 'ModelRolledBack') setImmediate(() => this.followed(fact));
  }

  private followed({ role, from, why }: FactOf<'ModelRolledBack'>): void {
    try {
      if (this.registry.inForce(role) !== from) return;
      this.registry.rollback(role, { by: 'sluice', why, at: now() });
    } catch (error) {
      this.parts.failed(error as Error);
    }
  }

  private change({ role, by, why }: ModelRequest, write: (act: Act) => HistoryLine): ModelChange {
    const { specs } = this.parts;
    if (specs && specs[role] !== CHAMPION)
      throw new UsageError(
        `this gateway does not follow the registry: its config ${specs[role] === undefined ? `names no ${role}` : `has models.${role}: ${specs[role]}`}; write \`${role}: ${CHAMPION}\` there, and start it again`,
      );
    const { hash, from, act } = told(() => write({ by, why, at: now() }));
    if (!specs) return { role, hash, from, takes: 'never' };
    this.takeUp({ role, by, why }, act === 'rollback' ? from : null);
    return { role, hash, from, takes: 'now' };
  }

  private takeUp({ role, by, why }: ModelRequest, withdrawn: string | null): void {
    let loaded: LoadedModels;
    try {
      loaded = this.parts.load({ act: withdrawn === null ? 'promote' : 'rollback', role });
    } catch (error) {
      const text = (error as Error).message;
      told(() => this.registry.undo({ by: 'sluice', why: `could not be opened: ${text}`, at: now() }));
      throw new UsageError(`the models in force stay: ${text}`);
    }
    this.parts.serve(loaded.served);
    this.parts.post({ type: 'ModelChanged', models: loaded.inForce, role, ...(withdrawn !== null && { withdrawn }), by, why });
  }
}

const now = (): string => new Date().toISOString();

/** What a registry refuses is the user's to mend. */
export function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(error.message) : error;
  }
}
