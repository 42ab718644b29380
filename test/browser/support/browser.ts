import axe from 'axe-core';
import { expect } from 'chai';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { PASSWORD } from '../../factories/people.ts';
import { startApp, type AppOptions, type TestApp } from '../../support/app.ts';
import { eventually } from './eventually.ts';

interface Look {
  readonly colorScheme: 'light' | 'dark';
  /** In pixels. */
  readonly width: number;
}

const BOTH: readonly Look[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 360 },
];
const CROSSED: readonly Look[] = [
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 360 },
];

/**
 * The looks that a page is checked in: each scheme and each width once, or every pair of them with PORTAL_TEST_LOOKS=all.
 * How it looks does not depend on the database, so one engine is enough.
 */
export const LOOKS: readonly Look[] =
  process.env.TEST_DATABASE_URL === undefined
    ? [...BOTH, ...(process.env.PORTAL_TEST_LOOKS === 'all' ? CROSSED : [])]
    : [];

/** A window in which pages are as wide as they become: as much room as there is for what stands in one line. */
export const WIDE = { width: 1600, height: 900 };

/** What a suite of browser tests works with. */
export interface BrowserSuite {
  /** The application's address. */
  url(): string;
  /**
   * A new window without cookies; what it does is watched until the test ends.
   *
   * @param provoked what the console may tell of, since the test makes it happen.
   */
  open(options?: BrowserContextOptions, provoked?: RegExp): Promise<Page>;
}

/** A page that itself answers with a refusal is no fault, though browsers note it as one. */
function isOwnRefusal(page: Page, text: string, url: string): boolean {
  return (
    /^Failed to load resource: the server responded with a status of 4\d\d/.test(text) && url === page.url()
  );
}

interface Watched {
  readonly faults: string[];
  /** Beginnings of addresses that may be asked. */
  readonly hosts: readonly string[];
  readonly provoked?: RegExp | undefined;
}

function watch(page: Page, { faults, hosts, provoked }: Watched): void {
  page.on('console', (message) => {
    const { url: at } = message.location();
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (provoked?.test(message.text())) return;
    if (!isOwnRefusal(page, message.text(), at)) faults.push(`console: ${message.text()} (${at})`);
  });
  page.on('pageerror', (error) => faults.push(`error in the page: ${error.message}`));
  page.on('request', (request) => {
    const isKnown = hosts.some((host) => request.url().startsWith(`${host}/`));
    const foreign = !isKnown && !/^(data|blob|about):/.test(request.url());
    if (foreign) faults.push(`request to another host: ${request.url()}`);
  });
}

/** What the application is started with, and which other servers pages lead to. */
export interface BrowserOptions extends AppOptions {
  /** Beginnings of their addresses. */
  readonly hosts?: readonly string[];
  /** Pages are opened by the name of this machine, as some things in browsers want it, not by its address. */
  readonly byName?: boolean;
}

/** The one Chromium of this process: its windows have nothing in common. */
let running: Promise<Browser> | undefined;

/** What nobody sees is drawn by one process, and scripts of pages that are left soon are not made fast: a quarter of its time. */
const QUICK = [
  '--in-process-gpu',
  '--disable-gpu-compositing',
  '--js-flags=--single-threaded,--no-opt,--max-lazy',
];

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...QUICK],
  });
}

after(async () => (await running)?.close());

/**
 * Starts the application, and Chromium where it does not run yet, for the suite that calls it. A test fails when the browser's console had an
 * error, a script failed or another host was asked for anything.
 */
export function useBrowser(options: BrowserOptions | (() => Promise<BrowserOptions>) = {}): BrowserSuite {
  let app: TestApp;
  let url = '';
  let hosts: readonly string[] = [];
  let browser: Browser;
  const faults: string[] = [];

  before(async function start() {
    this.timeout(180_000);
    const given: BrowserOptions = typeof options === 'function' ? await options() : options;
    app = await startApp(given);
    url = given.byName === true ? app.url.replace('127.0.0.1', 'localhost') : app.url;
    hosts = [url, ...(given.hosts ?? [])];
    browser = await (running ??= launch());
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(faults.splice(0), 'faults that the browser noticed').to.deep.equal([]);
  });
  after(() => app.stop());

  return {
    url: () => url,
    async open(contextOptions = {}, provoked) {
      const context = await browser.newContext({
        baseURL: url,
        locale: 'en-GB',
        // Nothing is looked at or measured while it still moves.
        reducedMotion: 'reduce',
        ...contextOptions,
      });
      const page = await context.newPage();
      watch(page, { faults, hosts, provoked });
      return page;
    },
  };
}

/**
 * Signs in without a page, which takes a second or two less: the page stays where it is.
 *
 * @returns the page that follows the signing in.
 */
export async function signInAs(page: Page, username: string, password: string = PASSWORD): Promise<string> {
  const response = await page.context().request.post('/login', {
    form: { username, password },
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    maxRedirects: 0,
  });
  expect(response.status(), `${username} signs in`).to.equal(303);
  return response.headers()['location'] ?? '';
}

/** Signs in, and looks at the page that follows. */
export async function arriveAs(page: Page, username: string, password: string = PASSWORD): Promise<void> {
  await page.goto(await signInAs(page, username, password));
}

/** Opens the menu of whoever is signed in, in which their own pages and the way out are. */
export async function openPersonMenu(page: Page): Promise<void> {
  await page.locator('.person-button').click();
}

/** Fails with what axe finds wrong with the page for people who use a keyboard or a screen reader. */
export async function expectAccessible(page: Page): Promise<void> {
  await eventually(async () => {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    const told = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ html }) => html),
    }));
    expect(told, `what axe says about ${page.url()}`).to.deep.equal([]);
  });
}

/** Fails when the page is wider than the window. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  await eventually(async () => {
    const { content, shown } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      shown: document.documentElement.clientWidth,
    }));
    expect(content, `width of ${page.url()}`).to.be.at.most(shown);
  });
}
