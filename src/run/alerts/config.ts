import { z } from 'zod';

/** `alerts:` of a config. */
export const alertsSchema = z.strictObject({
  webhook: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  minIntervalSeconds: z.number().int().min(0).max(86_400).default(10),
});

/** How a person is told of alerts. */
export interface AlertsConfig {
  /** Alerts are posted here as JSON. It may carry a secret: never told in a log or a fact. */
  readonly webhook?: string | undefined;
  /** Alerts of one kind about one thing are told at most this often; what is held back is told as one. */
  readonly minIntervalSeconds: number;
}

/** What holds without a config. */
export const ALERTING: AlertsConfig = alertsSchema.parse({});
