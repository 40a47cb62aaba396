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
  'ClockMoved',
  'HeadNotPublished',
  'HeadContradicted',
] as const;

export type AlarmCode = (typeof ALARMS)[number];
