import { z } from 'zod';
import { KILL_LEVELS } from '../core/control/kills';
import { route } from './route';
import { killsAnswer, limitRow } from './shapes';

/** A text that goes into facts and messages. */
export const line = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(256)
  .regex(/^\P{Cc}*$/u, 'must be one line of plain text');

/** Why something is done. */
export const because = { reason: line.describe('why: it is journaled with your name') };
const changed = z.object({ changed: z.array(limitRow) });

const place = z.strictObject({
  level: z.enum(KILL_LEVELS, `must be one of ${KILL_LEVELS.join(', ')}`).default('firm'),
  key: line.optional().describe('session, venue, account, strategy or order: what of that level; none for the firm'),
  id: line.optional().describe('makes it idempotent: the same command again changes nothing'),
  ...because,
});
const placed = place.refine(({ level, key }) => (level === 'firm') === (key === undefined), {
  path: ['key'],
  message: 'must be given at every level but firm, and there it must not',
});

/** What changes something. Who does it is who asks. */
export const acting = [
  route({
    method: 'POST',
    path: '/api/limits',
    about: 'Sets one limit, in force at once and in the file it stands in.',
    role: 'risk',
    body: z.strictObject({
      path: line.describe('accounts.A1.maxOrderQty'),
      value: line.describe('as it would stand in the file; off takes the limit away'),
      ...because,
    }),
    answer: changed,
    run: (desk, { body }, who) => desk.ask({ cmd: 'limits-set', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/limits/reload',
    about: 'Reads the limits file again. Where it is wrong, the limits in force stay.',
    role: 'risk',
    body: z.strictObject(because),
    answer: changed,
    run: (desk, { body }, who) => desk.ask({ cmd: 'limits-reload', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/kill',
    urgent: true,
    about: 'Engages a kill switch: it is on disk, in the journal and its cancels are sent when this answers.',
    role: 'operator',
    body: placed,
    answer: killsAnswer,
    run: (desk, { body }, who) => desk.ask({ cmd: 'kill', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/release',
    about: "Releases a kill switch. The firm's waits for a second person of the risk role: `released` is false until then.",
    role: 'risk',
    body: placed,
    answer: killsAnswer.extend({ released: z.boolean() }),
    run: (desk, { body }, who) => desk.ask({ cmd: 'release', ...body, by: who!.name }),
  }),
];
