import { ModelError } from '../model-error';

/** What a check found: `refused` keeps a model out; `note` is for whoever reads. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'note' | 'refused';
  readonly text: string;
}

/** A check of what a file says; a ModelError that it throws is its refusal. Returns what is so, in words. */
export type StaticCheck<T> = readonly [check: string, look: (what: T) => string];

/** Runs checks one after another, all of them. */
export const lookAt = <T>(what: T, checks: readonly StaticCheck<T>[]): Finding[] =>
  checks.map(([check, look]) => {
    try {
      return { check, state: 'ok', text: look(what) };
    } catch (error) {
      if (error instanceof ModelError) return { check, state: 'refused', text: error.message };
      throw error;
    }
  });
