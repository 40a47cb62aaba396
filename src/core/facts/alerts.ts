import type { AlertCode } from '../alarms';
import type { LevelName } from '../risk/limits';

/** Parts of a limit (per cent) that a person is told of when its use reaches them. Above 100 it is exceeded: by what no decision of ours let through. */
export type Mark = 0 | 70 | 90 | 100;

// derived
/** The use of a limit reached a mark, or fell well below the one it was at (0: below all of them). */
export interface UtilisationChanged {
  readonly type: 'UtilisationChanged';
  readonly level: LevelName;
  /** Session, account, strategy or symbol; '' for the firm. */
  readonly key: string;
  /** Of a limit that is counted a symbol: which. */
  readonly symbol?: string | undefined;
  /** Its key at the level, as in the limits file (`maxGross`, `dailyLoss.halted`). */
  readonly limit: string;
  readonly mark: Mark;
  /** What is used and what may be, as decimal text. */
  readonly used: string;
  readonly most: string;
}

// inputs: the gateway itself
/** Alerts of one kind that came too close together to be told one by one. */
export interface AlertsHeldBack {
  readonly type: 'AlertsHeldBack';
  readonly code: AlertCode;
  /** What they were about, where alerts of the code are told apart. */
  readonly about: string;
  readonly count: number;
  /** The text of the last one. */
  readonly last: string;
}
/** Alerts could not be told outside; they are kept and tried again. */
export interface AlertsNotDelivered {
  readonly type: 'AlertsNotDelivered';
  /** Which outlet: `webhook`. */
  readonly outlet: string;
  readonly why: string;
}

// inputs: a person
/** A person has taken up an alert. */
export interface AlertAcknowledged {
  readonly type: 'AlertAcknowledged';
  /** `turn.place` of the fact that it was read off. */
  readonly alert: string;
  readonly by: string;
  /** What was found, or done. */
  readonly reason: string;
}
/** A person says that what an alert was about is dealt with. */
export interface AlertResolved {
  readonly type: 'AlertResolved';
  readonly alert: string;
  readonly by: string;
  /** What was found, or done. */
  readonly reason: string;
}
