/** Everything that calls a person: booked all the same, or left as it is until somebody has looked. docs/errors.md has a row for each. */
export const ALARMS = [
  'DuplicateExecID',
  'ExecIDReused',
  'FineFill',
  'Overfill',
  'LateFill',
  'CorporateAction',
  'CancelRefused',
  'OrderUnknownAtVenue',
  'VenueRefused',
  'ReportQuarantined',
  'IncompleteReport',
  'OrderInDoubt',
  'ReconciliationDiffers',
  'FillNotBooked',
  'KillOutstanding',
  'ClockMoved',
  'HeadNotPublished',
  'HeadContradicted',
] as const;

export type AlarmCode = (typeof ALARMS)[number];

/** Alarms that cannot wait. */
const CRITICAL: ReadonlySet<AlarmCode> = new Set<AlarmCode>([
  'Overfill',
  'OrderInDoubt',
  'FillNotBooked',
  'KillOutstanding',
  'HeadContradicted',
]);

export const isCritical = (code: AlarmCode): boolean => CRITICAL.has(code);

/** info: somebody changed something; warning: look at it today; critical: now. */
export type Severity = 'info' | 'warning' | 'critical';

/** Alerts that are no alarm of ours: when each is raised, and what to do about it. docs/errors.md prints this table. */
export const ALERTS = {
  LimitNear: {
    severity: 'warning',
    when: 'the use of a limit reached 70 or 90 per cent of it',
    remedy: 'see who uses it (`GET /api/limits`); raise it, or trade less, before orders are denied',
  },
  LimitExceeded: {
    severity: 'critical',
    when: 'more is used than a limit allows: by a late fill, a price that moved, or a limit that was lowered; no decision of ours does',
    remedy: 'reduce the position, or raise the limit',
  },
  OrderHeld: {
    severity: 'warning',
    when: 'an order is beyond a soft limit, and waits',
    remedy: 'two persons release it (`sluice orders release`), or one refuses it, before its time is over',
  },
  HeldReleaseAsked: {
    severity: 'warning',
    when: 'a person asked that a held order goes on',
    remedy: 'a second person of the risk role, who is not its trader, releases it too, or refuses it',
  },
  KillSwitchEngaged: {
    severity: 'critical',
    when: 'a kill switch was engaged',
    remedy: 'find out why: the text says who and for what',
  },
  KillReleaseAsked: {
    severity: 'warning',
    when: "a person asked for the release of the firm's kill switch",
    remedy: 'a second person of the risk role releases it too, within ten minutes, or lets it lapse',
  },
  KillSwitchReleased: { severity: 'warning', when: 'a kill switch was released', remedy: 'nothing, where that was meant' },
  TradingReduced: {
    severity: 'critical',
    when: 'a level trades only what makes a position smaller (REDUCING), or nothing (HALTED)',
    remedy: 'see the reason; a person sets it back once it is mended',
  },
  TradingResumed: {
    severity: 'warning',
    when: 'a level trades again without restraint',
    remedy: 'nothing, where that was meant',
  },
  ThrottleTripped: {
    severity: 'critical',
    when: 'a strategy was applied too often, and is off until a person enables it again',
    remedy: 'find out what repeats itself before it is enabled',
  },
  InstrumentsChanged: {
    severity: 'info',
    when: 'other instruments are in force',
    remedy: 'nothing, where that was meant',
  },
  LimitsChanged: { severity: 'info', when: 'other limits are in force', remedy: 'nothing, where that was meant' },
  MarketDataStale: {
    severity: 'warning',
    when: 'market data of a symbol is older than `marketData.staleAfter`, or its session is logged off within its hours',
    remedy: 'see the session (`sluice sessions`) and the venue; orders are worked without what they cannot see',
  },
  MarketDataFlowing: { severity: 'info', when: 'it flows again', remedy: 'nothing' },
  CautionBegan: {
    severity: 'info',
    when: 'flash news came, or a halt ended: scheduled orders of the symbol do not cross for as long as `marketData.caution` says',
    remedy: 'nothing; look at the orders that are due soon',
  },
  DriftDetected: {
    severity: 'warning',
    when: 'what a learned model relies on does not hold: a feature is distributed otherwise than in training, its forecasts are off, or costs lie outside what was foretold',
    remedy: 'see docs/learning.md; train anew on data of now, or find what is wrong with the feed',
  },
  ModelRolledBack: {
    severity: 'critical',
    when: 'a learned model was taken out of force by itself: an older version is asked, or adaptive orders keep to their baseline',
    remedy: 'nothing at once: orders go on; find out why before a person promotes it again',
  },
  ChallengePlanned: {
    severity: 'info',
    when: 'a challenger is compared with the model in force; the text says how many orders that is likely to take',
    remedy: 'nothing; take it out of `models.challenger` where that is too long',
  },
  ChallengerJudged: {
    severity: 'warning',
    when: 'the comparison of a challenger with the model in force has come to a verdict',
    remedy: 'better: a person may promote it (`sluice models promote`); worse: it gets no more orders',
  },
  NewsUnreadable: {
    severity: 'warning',
    when: 'a line of the file of `marketData.news`, or a News (B), says nothing we can read; it is passed over',
    remedy: 'the text names file and line, or the session: mend what writes it',
  },
  RecordingFailed: {
    severity: 'warning',
    when: 'market data could not be recorded: told once, until it can be; trading goes on, and what came meanwhile is lost',
    remedy: 'make room on the disk, or mend the folder of `marketData.record`',
  },
  RecordingResumed: { severity: 'info', when: 'recording goes on; the text says how many rows are lost', remedy: 'nothing' },
  FixLogFailed: {
    severity: 'warning',
    when: 'the FIX logs of `FileLogPath` could not be written: told once, until they can be; trading goes on, and of what waits beyond 32 MiB the newest is lost',
    remedy: 'make room on the disk, or mend the folder; `sluice log export` writes what was sent out of the journal',
  },
  FixLogResumed: {
    severity: 'info',
    when: 'FIX logs are written again; the text says how many lines are lost',
    remedy: 'nothing',
  },
  UnexpectedReport: {
    severity: 'warning',
    when: 'a report of a venue fits no order, or no status of its order',
    remedy: 'compare with the venue; it is in the journal and changed nothing',
  },
  AlertsHeldBack: {
    severity: 'warning',
    when: 'alerts of one kind came closer together than `alerts.minIntervalSeconds`',
    remedy: 'the journal has each of them',
  },
  AlertsNotDelivered: {
    severity: 'warning',
    when: 'the webhook does not take alerts; told once, until it takes them again',
    remedy: 'see that it answers 2xx within 5 s; what waits is sent then',
  },
} as const satisfies Record<string, { severity: Severity; when: string; remedy: string }>;

/** What a person is told of: every alarm, and what the table above adds. */
export type AlertCode = AlarmCode | keyof typeof ALERTS;
