import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../../src/dashboard/server';
import { hashPassword } from '../../src/fix/security/password';
import { PACKAGE_ROOT } from '../../src/run/version';
import { Desk } from '../run/desk';
import { freePorts } from '../run/paper-rig';
import { launch } from './browser';
import { type MadeUp, MadeUpBoard } from './made-up';

const CONFIG = `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits:
  firm: { maxOrderQty: 100000, maxOpenOrders: 50 }
people: people.yaml
`;
const SECRETS = { vic: 'v-secret', olga: 'o-secret', rita: 'r-secret', rob: 'b-secret' } as const;
const ROLES = { vic: 'viewer', olga: 'operator', rita: 'risk', rob: 'risk' } as const;
export type Name = keyof typeof SECRETS;

/** A gateway with four named persons and its dashboard, an OMS and a venue that the test plays. */
export async function gatewayWithPage(): Promise<Desk> {
  const [http] = await freePorts(1);
  const desk = await Desk.make({ config: CONFIG, http: http! });
  const rows = await Promise.all(
    Object.entries(SECRETS).map(async ([name, secret]) => {
      const credential = await hashPassword(secret);
      return `  - { name: ${name}, role: ${ROLES[name as Name]}, credential: "${credential}" }\n`;
    }),
  );
  writeFileSync(join(desk.dir, 'sessions', 'people.yaml'), `people:\n${rows.join('')}`);
  await desk.start();
  return desk;
}

/** A gateway that names nobody; and the secret that it showed at its start. */
export async function gatewayOfNobody(): Promise<{ desk: Desk; secret: string }> {
  const [http] = await freePorts(1);
  const desk = await Desk.make({ config: CONFIG.replace('people: people.yaml\n', ''), http: http! });
  await desk.start();
  return { desk, secret: /owner, with the secret ([\w-]+) /.exec(desk.said.join('\n'))![1]! };
}

/** The dashboard's server in front of made-up rows. */
export const madeUp = (of: MadeUp): Promise<RunningServer> =>
  startServer(0, {
    desk: { version: '0', ready: () => true, people: undefined, metrics: async () => '', ask: async () => ({}) },
    board: new MadeUpBoard(of),
    page: join(PACKAGE_ROOT, 'dist', 'dashboard'),
    host: '127.0.0.1',
    patienceMs: 10_000,
    now: () => Math.round(performance.now() * 1000),
    failed: error => {
      throw error;
    },
  });

/** One browser for all tests. What a page asks of the network and what it complains about is kept. */
export class Viewer {
  readonly asked: string[] = [];
  readonly complaints: string[] = [];

  private constructor(private readonly browser: Browser) {}

  static async make(): Promise<Viewer> {
    return new Viewer(await launch());
  }

  /** A page in a window of its own, of somebody who is signed in where a name is given. */
  async open(port: number, name?: Name): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Berlin' });
    context.setDefaultTimeout(8_000);
    if (name) await signedIn(context, `${name}:${SECRETS[name]}`);
    const page = await context.newPage();
    page.on('request', request => this.asked.push(request.url()));
    page.on('websocket', socket => this.asked.push(socket.url()));
    page.on('pageerror', error => this.complaints.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${port}/`);
    return page;
  }

  /** Types a name and a secret into the page that asks for them. */
  async signIn(page: Page, name: string, secret: string = SECRETS[name as Name]): Promise<void> {
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Secret').fill(secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  stop(): Promise<void> {
    return this.browser.close();
  }
}

const signedIn = (context: BrowserContext, token: string): Promise<unknown> =>
  context.addInitScript(kept => sessionStorage.setItem('sluice.person', kept), token);
