import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { inTransaction } from '../../src/database/transaction.ts';
import type { NewsKindName } from '../../src/notifications/kinds.ts';
import type { Person } from '../../src/policies/actor.ts';
import { notify } from '../../src/use-cases/notifications/notify.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import {
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

/** Stands in for the desktop, which a browser without a window has none of, and keeps what would be shown. */
const WITNESS = `
  globalThis.shown = [];
  globalThis.Notification = class extends EventTarget {
    static permission = 'granted';
    static requestPermission = async () => 'granted';
    constructor(title, { body }) {
      super();
      shown.push(title + '|' + body);
    }
  };`;

describe('the bell in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  let id: number;
  let key = 0;
  beforeEach(async () => {
    cast = await buildCast();
    ({ id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' }));
  });

  const tell = async (to: Person, kind: NewsKindName): Promise<void> => {
    key += 1;
    const details = { event: 'complaint.remarked', by: 'Sam Stranger' } as const;
    const notice = { kind, channel: 'portal', recipientId: to.id, complaintId: id, details } as const;
    await inTransaction(() => notify({ ...notice, dedupeKey: `browser:${key}` }));
  };
  const counts = (page: Page, unread: number) =>
    page
      .locator(
        unread === 0
          ? '.bell[aria-label="Notifications"]'
          : `.bell[aria-label="Notifications, ${unread} unread"]`,
      )
      .waitFor();
  /** Pages of the portal and the panel in two tabs of one browser, and in another browser. */
  const openThree = async (): Promise<[Page, Page, Page]> => {
    const panel = await browser.open();
    await signInAs(panel, 'elena');
    await panel.goto('/admin');
    const portal = await panel.context().newPage();
    await portal.goto('/profile');
    const other = await browser.open();
    await signInAs(other, 'elena');
    await other.goto('/profile');
    for (const page of [panel, portal, other]) await counts(page, 0);
    return [panel, portal, other];
  };

  it('changes in every window within seconds, and in the title, whichever face they show', async () => {
    const pages = await openThree();
    const [panel, portal, other] = pages;
    await tell(cast.elena, 'work.reply');
    for (const page of pages) await counts(page, 1);
    await eventually(async () => expect(await portal.title()).to.match(/^\(1\) Profile/));
    await eventually(async () => expect(await panel.title()).to.match(/^\(1\) /));
    // Whoever listened for both tabs is gone.
    await panel.close();
    await tell(cast.elena, 'work.note');
    for (const page of [portal, other]) await counts(page, 2);
    await other.goto('/notifications');
    await other.getByRole('button', { name: 'Mark all read' }).click();
    await counts(portal, 0);
    await eventually(async () => expect(await portal.title()).to.match(/^Profile/));
  });

  it('opens the latest in the panel, by keyboard as well, and gives the focus back', async () => {
    const page = await browser.open();
    await signInAs(page, 'elena');
    await tell(cast.elena, 'work.reply');
    await page.goto('/admin');
    const bell = page.getByRole('button', { name: 'Notifications, 1 unread' });
    await bell.focus();
    await page.keyboard.press('Enter');
    const item = page.locator('.bell-pop').getByRole('link', { name: /Unread: #/ });
    await item.waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await item.waitFor({ state: 'hidden' });
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.className)).to.equal('bell'),
    );
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Mark all read' }).click();
    await counts(page, 0);
    await page.locator('.bell-pop').getByRole('link', { name: /^#/ }).click();
    await page.waitForURL(`**/complaints/records/${id}/show`);
  });

  it('is read with the complaint in the panel', async () => {
    const page = await browser.open();
    await signInAs(page, 'elena');
    await tell(cast.elena, 'work.reply');
    await page.goto('/admin');
    await counts(page, 1);
    await page.goto(`/admin/resources/complaints/records/${id}/show`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await counts(page, 0);
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`has pages that are accessible and fit, ${colorScheme}, ${width} px`, async () => {
      const page = await browser.open({ viewport: { width, height: 800 }, colorScheme });
      await signInAs(page, 'elena');
      await tell(cast.elena, 'work.reply');
      for (const path of ['/notifications', '/notifications/settings']) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
      }
      await page.goto('/admin');
      await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
      await page.locator('.bell-pop .told').waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScrolling(page);
    });
  }

  it('needs no script: a number, a list, and forms', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await signInAs(page, 'rosa');
    await tell(cast.rosa, 'own.reply');
    await page.goto('/');
    await page.getByRole('link', { name: 'Notifications, 1 unread' }).click();
    await page.getByRole('button', { name: 'Mark all read' }).click();
    await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor();
  });

  it('shows a desktop notice once for all tabs where its owner wants that', async () => {
    const page = await browser.open({ permissions: ['notifications'] });
    const context = page.context();
    await context.addInitScript({ content: WITNESS });
    await signInAs(page, 'rosa');
    await page.goto('/notifications/settings');
    await page.getByLabel('Show desktop notices').check();
    const second = await context.newPage();
    await second.goto('/profile');
    await tell(cast.rosa, 'own.reply');
    for (const one of [page, second]) await counts(one, 1);
    await eventually(async () => {
      const notices = await Promise.all(
        [page, second].map((one) => one.evaluate(() => Reflect.get(globalThis, 'shown') as string[])),
      );
      expect(notices.flat()).to.deep.equal([`Sam Stranger replied|#${id} The printer eats paper`]);
    });
  });
});
