// Pictures of the dashboard for docs/dashboard.md, out of a paper gateway of its own: `node scripts/build.mjs && node scripts/screenshots.mjs`.
// The market inside is seeded and the orders are these, so that they look alike each time; times and fills do not. Takes about three minutes.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const OUT = 'docs/images';
const MAIN = resolve('dist/src/cli/main.js');
const PERSONS = { olga: 'operator', rita: 'risk' };
const SECRET = 'only for pictures';
/** How long (ms) the orders are worked before the pictures are taken. */
const WORKED = 100_000;
const ORDERS = [
  'buy 24000 ACME --algo adaptive --over 4m --slot 10s --param Style=normal',
  'sell 12000 BOLT --algo vwap --over 4m',
  'buy 6000 CRUX --algo pov --rate 0.1 --over 3m',
  'buy 18000 DELTA --algo twap --over 90s',
  'sell 9000 EMBER --algo is --over 4m',
  'buy 500 FJORD --limit 150',
  'buy 2000 ACME --limit 100.50 --tif ioc',
  'sell 15000 CRUX --algo ptwap --over 5m',
  'buy 2000000 BOLT --algo twap --over 5m',
  'buy 30000 ACME --algo twap --over 4m --slot 15s',
];

const wait = ms => new Promise(resolve => setTimeout(resolve, ms));
const sluice = (...args) => execFileSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });

/** A port that nobody listens on: the wanted one where it is. */
async function freePort(wanted = 0) {
  const server = createServer();
  try {
    await new Promise((done, failed) => server.once('error', failed).listen(wanted, '127.0.0.1', done));
  } catch {
    return freePort();
  }
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

/** What the paper set-up does not limit, near enough to what the orders use up to be seen. */
const LIMITS = { maxPosition: 60_000, maxGross: 15_000_000, maxNet: 12_000_000, maxOpenValue: 14_000_000, credit: 20_000_000 };

/** The paper set-up as it ships, on ports of its own, with two persons and a few more limits. */
async function setUp() {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-pictures-'));
  const [oms, sim, http] = [await freePort(9880), await freePort(9881), await freePort(8080)];
  cpSync('sessions/paper', join(dir, 'sessions'), { recursive: true });
  for (const file of ['gateway.cfg', 'sluice.yaml']) {
    const path = join(dir, 'sessions', file);
    const people = file === 'sluice.yaml' ? '\npeople: people.yaml\n' : '';
    const limits = Object.entries(LIMITS).map(([name, value]) => `\n    ${name}: ${value}`);
    const text = readFileSync(path, 'utf8').replaceAll('9880', oms).replaceAll('9881', sim);
    writeFileSync(path, text.replace('maxOpenOrders: 1000', `$&${limits.join('')}`) + people);
  }
  const rows = Object.entries(PERSONS).map(([name, role]) => {
    const credential = execFileSync(process.execPath, [MAIN, 'sessions', 'hash-password'], {
      input: `${SECRET}\n`,
      encoding: 'utf8',
    });
    return `  - { name: ${name}, role: ${role}, credential: "${credential.trim()}" }\n`;
  });
  writeFileSync(join(dir, 'sessions', 'people.yaml'), `people:\n${rows.join('')}`);
  return { dir, oms, http };
}

function startGateway({ dir, http }) {
  const args = [MAIN, 'start', '--sessions', 'sessions', '--data', 'var', '--http', `${http}`];
  const child = spawn(process.execPath, args, { cwd: dir, stdio: ['ignore', 'pipe', 'ignore'] });
  const ready = new Promise((resolve, reject) => {
    child.stdout.on('data', text => String(text).includes('ready ') && resolve());
    child.on('exit', code => reject(new Error(`the gateway ended (${code})`)));
  });
  return { child, ready };
}

async function pageOf(browser, { http }, name, look) {
  const context = await browser.newContext({ viewport: look.size, colorScheme: look.scheme, timezoneId: 'UTC' });
  await context.addInitScript(token => sessionStorage.setItem('sluice.person', token), `${name}:${SECRET}`);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`http://127.0.0.1:${http}/`);
  await page.locator('.pill.good', { hasText: 'live' }).waitFor();
  return page;
}

const shot = (page, name) => page.screenshot({ path: join(OUT, `dashboard-${name}.png`) });
const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1040 };

async function pictures(browser, gateway) {
  const page = await pageOf(browser, gateway, 'olga', { size: SMALL, scheme: 'light' });
  const row = page.locator('tr.level-1').filter({ hasText: 'adaptive' });
  await row.click();
  await wait(1_000);
  await page.locator('.slot summary').first().click();
  await wait(500);
  await shot(page, 'blotter');
  await page.getByRole('tab', { name: 'Alerts' }).click();
  await page.getByRole('button', { name: 'Acknowledge' }).last().click();
  await page.getByLabel('Reason').fill('told the desk');
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  for (const view of ['Sessions', 'Risk', 'Alerts', 'Latency', 'Models']) {
    await page.getByRole('tab', { name: view }).click();
    await wait(700);
    await shot(page, view.toLowerCase());
  }
  const large = await pageOf(browser, gateway, 'olga', { size: LARGE, scheme: 'dark' });
  await large.locator('tr.level-1').filter({ hasText: 'adaptive' }).click();
  await large.keyboard.press('ArrowRight');
  await wait(1_500);
  await shot(large, 'large');
  await page.keyboard.press('k');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('orders nobody knows of');
  await dialog.getByLabel('Type KILL').fill('KILL');
  await dialog.getByRole('button', { name: 'Engage' }).click();
  await dialog.getByText('Killed: firm').waitFor();
  await wait(700);
  await shot(page, 'kill');
}

const gateway = await setUp();
const { child, ready } = startGateway(gateway);
let browser;
try {
  mkdirSync(OUT, { recursive: true });
  await ready;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const empty = await pageOf(browser, gateway, 'olga', { size: SMALL, scheme: 'light' });
  await empty.getByText('No orders yet').waitFor();
  await shot(empty, 'empty');
  await empty.context().close();
  for (const order of ORDERS)
    sluice('order', ...order.split(' '), '--no-wait', '--port', `${gateway.oms}`, '--data', join(gateway.dir, 'var'));
  await wait(WORKED);
  await pictures(browser, gateway);
} finally {
  await browser?.close();
  child.kill('SIGTERM');
  await new Promise(resolve => child.once('exit', resolve));
  rmSync(gateway.dir, { recursive: true, force: true });
}
