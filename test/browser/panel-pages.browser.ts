import { expect } from 'chai';
import { GROUP } from '../../src/models/group-names.ts';
import { buildUser } from '../factories/people.ts';
import {
  LOOKS,
  expectAccessible,
  arriveAs,
  openPersonMenu,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const PAGES = [
  '/admin',
  '/admin/resources/users',
  '/admin/resources/users?filters.username=nobody',
  '/admin/resources/users/actions/new',
  '/admin/resources/user_profiles',
  '/admin/resources/groups',
  '/admin/resources/departments',
  '/admin/resources/departments/actions/new',
  '/admin/resources/complaint_types',
  '/admin/resources/statuses',
  '/admin/resources/complaints',
  '/admin/resources/jobs',
];

/** Pages about one person. */
const OF_A_USER = ['show', 'edit', 'assignGroups', 'setPassword', 'deactivate'];

/** The most that the scripts of the first page may cost on the line, in bytes. */
const SCRIPTS = 250 * 1000;
/** The same with styles, pictures and what is asked for. */
const FIRST_LOAD = SCRIPTS + 50 * 1000;

describe('pages of the panel', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  beforeEach(async () => {
    await buildUser({ username: 'asha', firstName: 'Asha', lastName: 'Admin', groups: [GROUP.admin] });
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`are accessible and fit the window, ${colorScheme}, ${width} pixels wide`, async () => {
      const ravi = await buildUser({ username: 'ravi', groups: [GROUP.engineer] });
      const page = await browser.open({ colorScheme, viewport: { width, height: 800 } });
      await signInAs(page, 'asha');
      const own = OF_A_USER.map((action) => `/admin/resources/users/records/${ravi.id}/${action}`);
      const many = `/admin/resources/users/bulk/assignGroups?recordIds=${ravi.id}`;
      for (const path of [...PAGES, ...own, many]) {
        await page.goto(path, { waitUntil: 'networkidle' });
        await page.locator('h1').waitFor();
        await expectAccessible(page);
        const wider = await page.evaluate(() => {
          const content = document.querySelector('main, [role=main]');
          return content === null || content.scrollWidth > content.clientWidth;
        });
        expect(wider, `${path} must not scroll sideways`).to.equal(false);
      }
    });
  }

  it('are dark for those who asked their system for it', async () => {
    const brightness = async (colorScheme: 'light' | 'dark'): Promise<number> => {
      const page = await browser.open({ colorScheme });
      await arriveAs(page, 'asha');
      await page.locator('h1').waitFor();
      return page.evaluate(() => {
        const colour = getComputedStyle(document.querySelector('.p-topbar') ?? document.body).backgroundColor;
        return (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
      });
    };
    const [light, dark] = [await brightness('light'), await brightness('dark')];
    expect(light).to.be.above(700);
    expect(dark).to.be.below(150);
  });

  it('name themselves in the window, and greet by name without a word about AdminJS', async () => {
    const page = await browser.open();
    await arriveAs(page, 'asha');
    await page.getByRole('heading', { name: 'Welcome, Asha Admin' }).waitFor();
    await page.waitForFunction(() => document.title === 'Welcome, Asha Admin · Alpha Lab IT');
    await page.getByRole('link', { name: 'Users', exact: true }).click();
    await page.waitForFunction(() => document.title.startsWith('Users'));
    await eventually(async () => expect(await page.locator('body').innerText()).not.to.match(/adminjs/i));
  });

  it('tell in words of the portal when a part of them breaks', async () => {
    const page = await browser.open();
    // React notes in the console what it caught, and so it should.
    await page.addInitScript({ content: 'console.error = () => undefined' });
    await signInAs(page, 'asha');
    await page.route('**/admin/api/resources/departments/actions/list*', (route) =>
      route.fulfill({ json: { records: [null], meta: { total: 1, page: 1, perPage: 20 } } }),
    );
    await page.goto('/admin/resources/departments');
    await page.getByRole('alert').getByText('This part of the page could not be shown').waitFor();
    const shown = await page.locator('body').innerText();
    expect(shown).to.contain('Please reload the page');
    expect(shown).not.to.match(/TypeError|javascript|undefined|null/i);
    await page.getByRole('link', { name: 'Users', exact: true }).waitFor();
  });

  it('can be used by keyboard: skip link, row menu, question', async () => {
    const page = await browser.open();
    await signInAs(page, 'asha');
    await page.goto('/admin/resources/departments');
    const opener = page.getByRole('button', { name: 'Actions for Finance' });
    await opener.waitFor();
    await page.keyboard.press('Tab');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Skip to the content'),
    );
    await page.keyboard.press('Enter');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.id)).to.equal('content'),
    );

    await opener.focus();
    await page.keyboard.press('Enter');
    const menu = page.locator('[popover]:popover-open');
    await menu.waitFor();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });

    await opener.focus();
    await page.keyboard.press('Enter');
    await menu.getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Delete this for good?' });
    await dialog.waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent), 'the harmless answer').to.equal(
        'Cancel',
      ),
    );
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Finance' }).waitFor();
  });

  it('keep the menu out of the way on a narrow screen until it is asked for', async () => {
    const page = await browser.open({ viewport: { width: 360, height: 740 } });
    await arriveAs(page, 'asha');
    const users = page
      .getByRole('navigation', { name: 'Panel' })
      .getByRole('link', { name: 'Users', exact: true });
    await page.locator('h1').waitFor();
    await eventually(async () => expect(await users.isVisible()).to.equal(false));
    await page.getByRole('button', { name: 'Menu' }).click();
    await users.click();
    await page.getByRole('heading', { name: /^Users/ }).waitFor();
    await users.waitFor({ state: 'hidden' });
  });

  it('lead to the portal and out, by a form that posts', async () => {
    const page = await browser.open();
    await arriveAs(page, 'asha');
    await openPersonMenu(page);
    await eventually(async () =>
      expect(await page.getByRole('link', { name: 'Portal' }).getAttribute('href')).to.equal('/'),
    );
    await page.getByText('🔑 Admin').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/\/login/);
    await page.goto('/admin');
    await eventually(async () => expect(new URL(page.url()).pathname).to.equal('/login'));
  });

  it('ignore an address in their own that would run a script', async () => {
    const page = await browser.open();
    await signInAs(page, 'asha');
    await page.goto(
      '/admin/resources/departments/actions/new?redirectUrl=javascript:document.title=%22taken%22',
    );
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.waitForURL('**/admin/resources/departments');
    await eventually(async () => expect(await page.title()).not.to.equal('taken'));
  });

  it('cost at most 250 KB of scripts on the first visit, and nearly nothing on the second', async () => {
    const page = await browser.open();
    await arriveAs(page, 'asha');
    await page.locator('h1').waitFor();
    const transferred = (kind = '') =>
      page.evaluate((initiator) => {
        const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
        return all
          .filter(({ initiatorType }) => initiator === '' || initiatorType === initiator)
          .reduce((sum, { encodedBodySize, transferSize }) => sum + (transferSize && encodedBodySize), 0);
      }, kind);
    await eventually(async () => expect(await transferred('script')).to.be.within(SCRIPTS / 4, SCRIPTS));
    await eventually(async () => expect(await transferred()).to.be.below(FIRST_LOAD));
    await page.goto('/admin/resources/users', { waitUntil: 'networkidle' });
    await eventually(async () => expect(await transferred()).to.be.below(50 * 1024));
  });
});
