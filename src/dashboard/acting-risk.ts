import { z } from 'zod';
import { LEVELS } from '../core/risk/limits';
import { because, line } from './acting';
import { route } from './route';
import { heldRow, instrumentRow, statesAnswer } from './shapes';

const level = {
  level: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('firm'),
  key: line.optional().describe('session, account, strategy or symbol: what of that level; none for the firm'),
};
const needsKey = { path: ['key'], message: 'must be given at every level but firm, and there it must not' };
const isPlace = (of: { level: string; key?: string | undefined }): boolean => (of.level === 'firm') === (of.key === undefined);

const heldOrder = z.strictObject({
  order: line.describe('its OrderID (37), or its ClOrdID (11) where only one held order has it'),
  ...because,
});
const heldAnswer = z.object({
  orderId: z.string(),
  outcome: z.enum(['asked', 'released', 'refused', 'denied']).describe('denied: something else than the soft limit holds by now'),
  until: z.number().int().optional().describe('asked: a second person has until then (microseconds since the epoch)'),
  held: z.array(heldRow),
});

/** What a person of the risk desk does about levels, held orders and reference data. Who does it is who asks. */
export const actingOnRisk = [
  route({
    method: 'POST',
    path: '/api/states',
    about: 'Sets a level ACTIVE, REDUCING (only what makes a position smaller) or HALTED (nothing; what works is cancelled).',
    role: 'risk',
    body: z.strictObject({ ...level, state: z.enum(['ACTIVE', 'REDUCING', 'HALTED']), ...because }).refine(isPlace, needsKey),
    answer: statesAnswer,
    run: (desk, { body }, who) => desk.ask({ cmd: 'state-set', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/throttles/enable',
    about: 'Lets a level take orders again that its repeated-execution throttle has disabled; its count begins anew.',
    role: 'risk',
    body: z.strictObject({ ...level, ...because }).refine(isPlace, needsKey),
    answer: statesAnswer,
    run: (desk, { body }, who) => desk.ask({ cmd: 'throttle-reset', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/held/release',
    about:
      "Lets a held order go on, within its hard limits: the first person asks (`asked`), a second one, who is not the order's trader, grants it.",
    role: 'risk',
    body: heldOrder,
    answer: heldAnswer,
    run: (desk, { body }, who) => desk.ask({ cmd: 'held-release', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/held/refuse',
    about: 'Denies a held order at once.',
    role: 'operator',
    body: heldOrder,
    answer: heldAnswer,
    run: (desk, { body }, who) => desk.ask({ cmd: 'held-refuse', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/instruments/reload',
    about: 'Reads the instruments of the config again. Where anything is wrong, those in force stay.',
    role: 'risk',
    body: z.strictObject(because),
    answer: z.object({ changed: z.array(instrumentRow) }),
    run: (desk, { body }, who) => desk.ask({ cmd: 'instruments-reload', ...body, by: who!.name }),
  }),
];
