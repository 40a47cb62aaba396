/** Why a resting order ended. `away`: the market left its price behind, and it was moved after it. `stopped`: its schedule, or the end of what is known, ended it. */
export type SpellEnd = 'filled' | 'away' | 'stopped';

/** A child that rested at one price: from when it was sent, or moved there, to what ended that. */
export interface Spell {
  /** What belongs together, a parent order: intervals draw it as one. */
  readonly cluster: string;
  /** How it was priced. */
  readonly tactic: 'join' | 'improve';
  /** Seconds that it rested. */
  readonly seconds: number;
  readonly end: SpellEnd;
  /** Seconds that what stood before it was expected to take, whoever joins last: 0 where it improved; NaN: not known. */
  readonly queue: number;
  /** Whole spread when it was priced, ticks; NaN: not known. */
  readonly spread: number;
  /** What the cost rule expected: probability of a whole fill within `rest` (s); absent where it was not weighed. */
  readonly expected?: { readonly fill: number; readonly rest: number } | undefined;
  /** 1 over the probability with which its tactic was drawn; 1 where nothing was drawn. */
  readonly weight: number;
}
