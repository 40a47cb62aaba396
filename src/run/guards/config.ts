import { z } from 'zod';

const text = z.string('must be a text').min(1, 'must not be empty');

/** `guards` in the file of a validation. */
export const guardsSchema = z
  .strictObject({
    /** Moments after which everything is replaced, one at a time. */
    cuts: z.int('must be a whole number').min(2, 'must be 2 or more').max(1000, 'must be 1000 or less').default(12),
    /** Folder of reference data that says whose the tickers of recorded data were, and who is gone. */
    reference: text.optional(),
    /** Files of quotes or books and of trades of one symbol: features are tested on them too. */
    recorded: z
      .strictObject({ files: z.array(text).min(1, 'name at least one file'), format: text.optional(), symbol: text.optional() })
      .optional(),
  })
  .prefault({});
export type GuardsConfig = z.infer<typeof guardsSchema>;
export type RecordedFiles = NonNullable<GuardsConfig['recorded']>;

/** Files that it names stand where `beside` says. */
export const guardsBeside = (config: GuardsConfig, beside: (name: string) => string): GuardsConfig => ({
  ...config,
  ...(config.reference !== undefined && { reference: beside(config.reference) }),
  ...(config.recorded && { recorded: { ...config.recorded, files: config.recorded.files.map(beside) } }),
});
