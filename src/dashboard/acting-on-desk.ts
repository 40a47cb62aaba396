import { z } from 'zod';
import { because, line } from './acting';
import { route } from './route';
import { alertRow, orderRow, sessionRow } from './shapes';

const alert = z.strictObject({
  id: line.describe('as `GET /api/alerts` tells it'),
  note: line.describe('what was found, or done: it is journaled with your name'),
});
const session = { session: line.describe('its id, or its TargetCompID where only one session has it') };
const number = z.number().int().min(1).max(2_000_000_000);
const told = z.looseObject({ session: sessionRow });

/** What an operator does about alerts, sessions and orders. Who does it is who asks. */
export const actingOnDesk = [
  route({
    method: 'POST',
    path: '/api/alerts/acknowledge',
    about: 'Says that somebody looks into an alert.',
    role: 'operator',
    body: alert,
    answer: z.looseObject({ alert: alertRow }),
    run: (desk, { body }, who) => desk.ask({ cmd: 'alert-acknowledge', alert: body.id, note: body.note, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/alerts/resolve',
    about: 'Says that what an alert was about is dealt with.',
    role: 'operator',
    body: alert,
    answer: z.looseObject({ alert: alertRow }),
    run: (desk, { body }, who) => desk.ask({ cmd: 'alert-resolve', alert: body.id, note: body.note, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/sessions/reset',
    about: 'Logs a session out and sets both sequence numbers to 1. What either side has not seen of the other is lost.',
    role: 'operator',
    body: z.strictObject({ ...session, ...because }),
    answer: told,
    run: (desk, { body }, who) => desk.ask({ cmd: 'session-reset', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/sessions/set-seq',
    about: 'Logs a session out and sets its sequence numbers. A lower one than the peer knows needs `force`.',
    role: 'operator',
    body: z.strictObject({
      ...session,
      in: number.optional().describe('the next number that is expected of the peer'),
      out: number.optional().describe('the next number that we send'),
      force: z.boolean().optional(),
      ...because,
    }),
    answer: told,
    run: (desk, { body }, who) => desk.ask({ cmd: 'session-set-seq', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/sessions/disconnect',
    about: 'Logs a session out. An initiator comes back by itself, an acceptor when its peer dials.',
    role: 'operator',
    body: z.strictObject({ ...session, ...because }),
    answer: told,
    run: (desk, { body }, who) => desk.ask({ cmd: 'session-disconnect', ...body, by: who!.name }),
  }),
  route({
    method: 'POST',
    path: '/api/orders/cancel',
    about: 'Ends a parent order: its children are cancelled, then its OMS is told.',
    role: 'operator',
    body: z.strictObject({ order: line.describe('its OrderID (37)'), ...because }),
    answer: z.looseObject({ order: orderRow }),
    run: (desk, { body }, who) => desk.ask({ cmd: 'order-stop', ...body, by: who!.name }),
  }),
];
