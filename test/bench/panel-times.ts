import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { findProgram } from '../support/mariadb.ts';
import { Server } from './server.ts';
import { settingsOf, type Settings } from './settings.ts';

/**
 * `npm run bench:panel`: how heavy the panel's scripts are, and after how long a list shows rows: on a first visit over
 * a slow line, and on a later one with a slow processor. With folders of built checkouts it measures them in turn, so
 * that one run tells what a change did.
 */
const LIST = '/admin/resources/complaints';
/** A person of the demo data who may open every list. */
const PERSON = 'anita';
const ROUNDS = 5;
/** 1.6 Mbit/s down and 0.75 up, in bytes a second, and 150 ms to each answer. */
const LINE = { offline: false, downloadThroughput: 200_000, uploadThroughput: 93_750, latency: 150 };
/** How many times slower than this machine's the processor is. */
const SLOWER = 4;
/** Notes in the page when the first row of a list was painted, in milliseconds after the address was asked for. */
const NOTE_ROWS = `new MutationObserver((_, observer) => {
  if (document.querySelector('tbody tr') === null) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.rowsAt = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;

interface Visit {
  readonly rowsAt: number;
  readonly scripts: number;
}

interface Measured {
  readonly checkout: string;
  readonly scripts: number[];
  readonly cold: number[];
  readonly warm: number[];
}

/** Opens the list in a tab of its own. */
async function visit(context: BrowserContext, condition: 'slow line' | 'slow processor'): Promise<Visit> {
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send('Network.enable');
  if (condition === 'slow line') await protocol.send('Network.emulateNetworkConditions', LINE);
  else await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(NOTE_ROWS);
  await page.goto(LIST, { waitUntil: 'commit' });
  await page.waitForFunction('window.rowsAt !== undefined');
  const rowsAt = await page.evaluate<number>('window.rowsAt');
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ initiatorType }) => initiatorType === 'script')
      .reduce((sum, { transferSize, encodedBodySize }) => sum + (transferSize && encodedBodySize), 0),
  );
  await page.close();
  return { rowsAt, scripts };
}

/** A first visit and a later one by somebody who was never there before. */
async function measureOnce(browser: Browser, url: string, password: string, into: Measured): Promise<void> {
  const viewport = { width: 1280, height: 900 };
  // What waits for the rows is no script of the page's own.
  const context = await browser.newContext({ baseURL: url, viewport, bypassCSP: true });
  await context.request.post('/login', {
    form: { username: PERSON, password },
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    maxRedirects: 0,
  });
  const cold = await visit(context, 'slow line');
  const warm = await visit(context, 'slow processor');
  await context.close();
  into.scripts.push(cold.scripts);
  into.cold.push(cold.rowsAt);
  into.warm.push(warm.rowsAt);
}

/** Fills an embedded database with the demo data; returns the password of its people. */
async function fill(checkout: string, settings: Settings): Promise<string> {
  const command = async (...words: string[]): Promise<string> => {
    const file = join(checkout, 'dist/src/cli/index.js');
    const { stdout } = await promisify(execFile)(process.execPath, [file, ...words], {
      env: { ...process.env, ...settings },
    });
    return stdout;
  };
  await command('migrate');
  const [, password] = /password .*: (\S+)$/m.exec(await command('seed', '--demo')) ?? [];
  if (password === undefined) throw new Error(`${checkout} told no password of the demo data.`);
  return password;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function tell({ checkout, scripts, cold, warm }: Measured): string {
  const seconds = (values: number[]): string => `${(median(values) / 1000).toFixed(2)} s`;
  const kilobytes = (median(scripts) / 1000).toFixed(0);
  return `${checkout}\n  scripts ${kilobytes} KB, rows on a slow line ${seconds(cold)}, later with a slow processor ${seconds(warm)}\n`;
}

async function run(checkouts: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-panel-'));
  const servers: Server[] = [];
  const executablePath =
    process.env.CHROMIUM ?? findProgram('chromium-headless-shell', 'chromium', 'google-chrome');
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox'],
  });
  try {
    const measured: (Measured & { readonly password: string; readonly url: string })[] = [];
    for (const [index, checkout] of checkouts.entries()) {
      const settings = settingsOf(undefined, join(folder, String(index)));
      const password = await fill(checkout, settings);
      const server = await Server.start(settings, 'nothing', checkout);
      servers.push(server);
      measured.push({ checkout, scripts: [], cold: [], warm: [], password, url: server.url });
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const one of measured) await measureOnce(browser, one.url, one.password, one);
    }
    for (const one of measured) process.stdout.write(tell(one));
  } finally {
    await browser.close();
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

const given = process.argv.slice(2).map((folder) => resolve(folder));
await run(given.length === 0 ? [resolve(import.meta.dirname, '../..')] : given);
