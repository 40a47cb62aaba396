import { bearer } from './person';

/** What a request came to: the answer, or the gateway's own words for why not. */
export type Answer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly code: string; readonly why: string };

/** How long (ms) an answer is waited for. What it does may have been done all the same: the feed tells. */
const PATIENCE = 15_000;

/** Asks the gateway to do something, as the person who is signed in. Never rejects. */
export async function ask(path: string, body: object): Promise<Answer> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer() },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.ok ? { ok: true, body: await response.json() } : refused(response.status, await response.text());
  } catch {
    return { ok: false, code: 'Unreachable', why: 'the gateway did not answer: what was asked may or may not have been done' };
  }
}

/** A refusal in the gateway's words, where it has any. */
export function refused(status: number, text: string): Answer {
  try {
    const { code, message } = (JSON.parse(text) as { error: { code: string; message: string } }).error;
    return { ok: false, code: String(code), why: String(message) };
  } catch {
    return { ok: false, code: 'Failed', why: `the gateway answered with status ${status}` };
  }
}
