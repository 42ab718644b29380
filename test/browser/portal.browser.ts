import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, PASSWORD, type Cast } from '../factories/people.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  arriveAs,
  openPersonMenu,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('the staff portal in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser();
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function fill(page: Page, title: string): Promise<void> {
    await page.getByLabel('Title').fill(title);
    await page.getByLabel('What is it about?').selectOption('Printer');
    await page.getByLabel('Description').fill('It blinks red.\nSince Monday.');
  }

  /** Presses Tab until the element has the focus, as somebody without a mouse does. */
  async function tabTo(page: Page, label: string): Promise<void> {
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
      });
      if (name.startsWith(label)) return;
    }
    throw new Error(`${label} cannot be reached with the keyboard`);
  }

  it('lets somebody sign in and file a complaint with the keyboard alone', async () => {
    const page = await browser.open();
    await page.goto('/');
    await page.keyboard.press('Tab');
    await eventually(async () =>
      expect(await page.locator(':focus').textContent()).to.equal('Skip to content'),
    );
    await tabTo(page, 'Username');
    await page.keyboard.type('rosa');
    await tabTo(page, 'Password');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${browser.url()}/`);
    await tabTo(page, 'New complaint');
    const focus = await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(focus, 'the focus must be seen').to.equal('solid');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/complaints/new');
    await tabTo(page, 'Title');
    await page.keyboard.type('Printer blinks');
    await tabTo(page, 'What is it about?');
    await page.keyboard.type('Printer');
    await tabTo(page, 'Urgency');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'Description');
    await page.keyboard.type('It blinks red.');
    await tabTo(page, 'Send');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/complaints\/\d+$/);
    await eventually(async () =>
      expect(await page.getByRole('heading', { level: 1 }).textContent()).to.equal('Printer blinks'),
    );
    await eventually(async () => expect(await page.locator('.tags').innerText()).to.match(/Open.*High/s));
  });

  it('leads from what is wrong to the field, and keeps what was typed', async () => {
    const page = await browser.open();
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await page.getByLabel('Title').fill('Only a title');
    await page.getByRole('button', { name: 'Send' }).click();
    const summary = page.getByRole('alert');
    await eventually(async () =>
      expect(await summary.evaluate((element) => element === document.activeElement)).to.equal(true),
    );
    await expectAccessible(page);
    await summary.getByRole('link', { name: 'Describe the problem.' }).click();
    await eventually(async () =>
      expect(await page.locator(':focus').getAttribute('id')).to.equal('description'),
    );
    await eventually(async () =>
      expect(await page.getByLabel('Title').inputValue()).to.equal('Only a title'),
    );
    await fill(page, 'Only a title');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/\/complaints\/\d+$/);
  });

  it('works without JavaScript', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await arriveAs(page, 'rosa');
    await page.getByRole('link', { name: 'New complaint' }).first().click();
    await fill(page, 'Without script');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/\/complaints\/\d+$/);
    await openPersonMenu(page);
    await page.getByRole('link', { name: 'Profile' }).click();
    await page.getByLabel('Phone number').fill('12345');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await eventually(async () =>
      expect(await page.getByRole('status').textContent()).to.equal('Your changes are saved.'),
    );
    await openPersonMenu(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/login');
  });

  it('files one complaint for five clicks on a slow line and a reloaded answer', async () => {
    const page = await browser.open();
    await signInAs(page, 'rosa');
    await page.goto('/complaints/new');
    await fill(page, 'Clicked often');
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let sent = 0;
    await page.route('**/complaints', async (route) => {
      sent += 1;
      await held;
      await route.continue();
    });
    await page.evaluate(() => {
      document.querySelector<HTMLButtonElement>('form.panel button')?.click();
      // As impatient people can without the script; a page that is being left answers no call for certain.
      for (let i = 0; i < 4; i += 1)
        requestAnimationFrame(() => document.querySelector<HTMLFormElement>('form.panel')?.submit());
    });
    await eventually(async () =>
      expect(await page.locator('form.panel button').first().isDisabled()).to.equal(true),
    );
    await eventually(async () => expect(sent).to.be.at.least(1));
    goOn();
    // Each click breaks off what the one before it began, which is none of the faults that waiting for a page tells of.
    await eventually(async () => expect(page.url()).to.match(/\/complaints\/\d+$/));
    await page.waitForLoadState();
    const first = page.url();
    // While requests are held up, nothing comes from the browser's memory.
    await page.unrouteAll();
    await page.goBack();
    await eventually(async () =>
      expect(await page.getByRole('button', { name: 'Send' }).isEnabled()).to.equal(true),
    );
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL(/\/complaints\/\d+$/);
    await eventually(async () => expect(page.url()).to.equal(first));
    await eventually(async () => expect(await Complaint.count()).to.equal(1));
  });

  it('shows hostile text harmlessly', async () => {
    const title = '"><img src=x onerror=alert(1)>';
    const complaint = await buildComplaint({
      reporter: cast.rosa,
      title,
      description: `</div><script>alert(1)</script>`,
    });
    const page = await browser.open();
    page.on('dialog', () => expect.fail('a script ran'));
    await arriveAs(page, 'rosa');
    await eventually(async () => expect(await page.getByRole('link', { name: title }).count()).to.equal(1));
    await page.goto(`/complaints/${complaint.id}`);
    await eventually(async () =>
      expect(await page.getByRole('heading', { level: 1 }).textContent()).to.equal(title),
    );
    await eventually(async () =>
      expect(await page.locator('.typed-text').textContent()).to.equal('</div><script>alert(1)</script>'),
    );
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`is readable for everybody at ${width} pixels, ${colorScheme}`, async () => {
      const title = 'A_title_without_any_space_that_is_as_long_as_nobody_would_write_it'.repeat(3);
      const { id } = await buildComplaint({
        reporter: cast.elena,
        title,
        urgency: 'critical',
        status: 'waiting',
      });
      for (const status of ['resolved', 'assigned', 'closed'] as const) {
        await buildComplaint({ reporter: cast.elena, status });
      }
      const page = await browser.open({ viewport: { width, height: 800 }, colorScheme });
      const check = async (path: string) => {
        await page.goto(path);
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
      };
      await check('/login');
      await signInAs(page, 'rosa');
      for (const path of ['/', '/admin', '/nothing-here']) await check(path);
      await page.context().clearCookies();
      await signInAs(page, 'elena');
      const own = ['/', '/complaints/new', `/complaints/${id}`, '/profile?saved=1', '/password'];
      for (const path of own) await check(path);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const [red = 0] = /\d+/.exec(background)?.map(Number) ?? [];
      expect(red < 128).to.equal(colorScheme === 'dark');
    });
  }
});
