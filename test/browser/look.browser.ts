import { expect } from 'chai';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { GROUP } from '../../src/models/group-names.ts';
import { Department } from '../../src/models/department.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildUser } from '../factories/people.ts';
import {
  arriveAs,
  expectAccessible,
  expectNoSidewaysScrolling,
  openPersonMenu,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

/** What is measured in both faces: the style of the first element that fits. */
const SHARED = {
  h1: ['fontSize', 'lineHeight', 'fontWeight', 'color', 'fontFamily'],
  '.tag': ['fontSize', 'fontWeight', 'color', 'backgroundColor', 'borderRadius', 'height'],
  '.urgency': ['color', 'gap'],
  '.btn-primary, .p-button.p-primary': [
    'height',
    'color',
    'backgroundColor',
    'borderRadius',
    'fontSize',
    'fontWeight',
  ],
  '.site-header, .p-topbar': ['backgroundColor', 'borderBottomColor', 'height'],
  '.person-button': ['height', 'color'],
  '.brand': ['fontSize', 'fontWeight', 'color'],
} as const;

/** The styles that are shared, as the page draws them. */
async function drawn(page: Page): Promise<unknown> {
  return page.evaluate((shared) => {
    const styles = Object.entries(shared).map(([selector, properties]) => {
      const element = document.querySelector(selector);
      if (element === null) return [selector, 'not there'];
      const style = getComputedStyle(element);
      return [selector, properties.map((name) => `${name} ${style[name as 'color']}`)];
    });
    return Object.fromEntries(styles) as unknown;
  }, SHARED);
}

/** Where notices, page and menu lie in the window. */
async function places(page: Page): Promise<Record<'box' | 'content' | 'sidebar', DOMRect>> {
  const [box, content, sidebar] = await Promise.all(
    ['.p-notices', '#content', '#p-sidebar'].map((selector) =>
      page.locator(selector).evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect),
    ),
  );
  if (!box || !content || !sidebar) throw new Error('there is no frame');
  return { box, content, sidebar };
}

describe('the one look of portal and panel', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let complaintId: number;

  beforeEach(async () => {
    const asha = await buildUser({ username: 'asha', groups: [GROUP.admin] });
    complaintId = (await buildComplaint({ reporter: asha, title: 'Printer blinks' })).id;
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.open(options);
    await signInAs(page, 'asha');
    return page;
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`draws headings, tags, marks, buttons and the bar alike, ${colorScheme}`, async () => {
      const page = await open({ colorScheme, viewport: { width: 1280, height: 900 } });
      await page.goto('/');
      const portal = await drawn(page);
      await page.goto(`/admin/resources/complaints/records/${complaintId}/show`);
      await page.locator('.tag').first().waitFor();
      await page
        .locator('.p-button')
        .first()
        .evaluate((button) => button.classList.add('p-primary'));
      await eventually(async () => expect(await drawn(page)).to.deep.equal(portal));
      expect(JSON.stringify(portal)).not.to.contain('not there');
    });
  }

  it('turns dark and light with the system while it is open, and keeps what is typed', async () => {
    const page = await open({ colorScheme: 'light' });
    for (const path of ['/', '/admin/resources/departments/actions/new']) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(path);
      await page.locator('h1').waitFor();
      const field = page.getByLabel(/^Name/);
      if (path !== '/') await field.fill('Accounts');
      const colours = () =>
        page.evaluate(() =>
          ['h1', 'body', '[data-css="app-content"]']
            .flatMap((name) => document.querySelector(name) ?? [])
            .map((part) => [getComputedStyle(part).color, getComputedStyle(part).backgroundColor]),
        );
      const light = await colours();
      await page.emulateMedia({ colorScheme: 'dark' });
      await eventually(async () => {
        for (const [index, [text, ground]] of (await colours()).entries()) {
          expect(text, `${path} ${index}`).not.to.equal(light[index]?.[0]);
          if (ground !== 'rgba(0, 0, 0, 0)') expect(ground, path).not.to.equal(light[index]?.[1]);
        }
      });
      if (path !== '/') expect(await field.inputValue()).to.equal('Accounts');
      await page.emulateMedia({ colorScheme: 'light' });
      await eventually(async () => expect(await colours()).to.deep.equal(light));
    }
  });

  it('has one left edge for the brand, headings and forms', async () => {
    const page = await open({ viewport: { width: 1440, height: 900 } });
    await page.goto('/complaints/new');
    const edges = await page.evaluate(() =>
      ['.brand', 'h1', 'form.panel, main form'].map(
        (selector) => document.querySelector(selector)?.getBoundingClientRect().left,
      ),
    );
    expect(new Set(edges).size, edges.join(', ')).to.equal(1);
  });

  for (const path of ['/', '/admin']) {
    it(`has the menu of the person by keyboard at ${path}`, async () => {
      const page = await open();
      await page.goto(path);
      const button = page.locator('.person-button');
      const profile = page.getByRole('link', { name: 'Profile', exact: true });
      await button.focus();
      await page.keyboard.press('Enter');
      await profile.waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Tab');
      await eventually(async () =>
        expect(await profile.evaluate((link) => link === document.activeElement)).to.equal(true),
      );
      for (const name of ['Password', path === '/' ? 'Admin panel' : 'Portal']) {
        await eventually(async () =>
          expect(await page.locator('.person-pages').getByRole('link', { name }).isVisible(), name).to.equal(
            true,
          ),
        );
      }
      await page.keyboard.press('Escape');
      await profile.waitFor({ state: 'hidden' });
      await eventually(async () =>
        expect(await button.evaluate((one) => one === document.activeElement)).to.equal(true),
      );
    });
  }

  it('leads the focus to the heading when the page changes', async () => {
    const page = await open();
    await page.goto('/admin');
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.closest('h1')?.textContent ?? document.activeElement?.tagName,
      );
    const menu = page.getByRole('navigation', { name: 'Panel' });
    for (const name of ['Departments', 'Users', 'Complaints']) {
      await menu.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await eventually(async () => expect(await focused()).to.match(new RegExp(`^${name}`)));
    }
    await page.getByRole('link', { name: 'Printer blinks' }).click();
    await eventually(async () => expect(await focused()).to.match(/Printer blinks$/));
  });

  it('tells what was done at the bottom left, one at a time, over nothing', async () => {
    const page = await open({ viewport: { width: 1280, height: 700 } });
    const finance = await Department.findOne({ where: { name: 'Finance' }, rejectOnEmpty: true });
    await page.goto(`/admin/resources/departments/records/${finance.id}/edit`);
    await page.getByLabel(/^Name/).fill('Accounts');
    await Department.update(
      { description: 'Pays the bills', version: finance.version + 1 },
      { where: { id: finance.id } },
    );
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await save.click();
    await page.locator('.p-notices').getByRole('alert').waitFor();
    await eventually(async () => {
      const { box, content, sidebar } = await places(page);
      expect(box.left).to.equal(0);
      expect(Math.round(box.bottom)).to.equal(700);
      expect(content.bottom).to.be.at.most(box.top + 1);
      expect(sidebar.bottom).to.be.at.most(box.top + 1);
    });
    await save.click();
    await page.locator('.p-notices').getByRole('status').waitFor();
    await eventually(async () =>
      expect(await page.locator('.p-notices > *').count(), 'the newest alone').to.equal(1),
    );
  });

  it('prints all of a list and of a record, without what could be pressed', async () => {
    for (let number = 0; number < 19; number += 1) {
      await buildComplaint({ title: `Complaint ${number}`, description: 'A line.\n'.repeat(80) });
    }
    const page = await open({ colorScheme: 'dark' });
    const pages = async () =>
      (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
    const long = await buildComplaint({ title: 'A long one', description: 'A line.\n\n'.repeat(120) });
    for (const path of [
      '/admin/resources/complaints',
      `/admin/resources/complaints/records/${long.id}/show`,
      `/complaints/${complaintId}`,
    ]) {
      await page.goto(path);
      await page.locator('h1').waitFor();
      await page.locator('.tag').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      for (const chrome of [
        '.p-topbar',
        '.p-sidebar',
        '.site-header',
        '.p-buttons',
        '.form-actions',
        '.p-crumbs',
        '.p-composer',
        '.p-q-menu',
        '.p-q-select',
        '.back',
      ]) {
        for (const one of await page.locator(chrome).all())
          await eventually(async () => expect(await one.isVisible(), `${chrome} of ${path}`).to.equal(false));
      }
      const ground = await page.evaluate(() =>
        getComputedStyle(document.documentElement).getPropertyValue('--surface'),
      );
      expect(ground.trim(), 'paper is light').to.equal('#ffffff');
      for (const time of await page.locator('.moment-exact').all()) {
        await eventually(async () => {
          const box = await time.boundingBox();
          expect((box?.x ?? 0) + (box?.width ?? 0), `a moment of ${path} is on the paper`).to.be.at.most(
            1280,
          );
        });
      }
      await page.emulateMedia({ media: null });
      if (path.startsWith('/admin')) expect(await pages(), path).to.be.at.least(2);
    }
  });

  it('keeps every active mark in the colours of the system', async () => {
    const page = await open({ forcedColors: 'active' });
    for (const [path, marked] of [
      ['/admin/resources/departments', '.p-nav-link.active'],
      ['/', '.site-nav a[aria-current]'],
      ['/', '.views a[aria-current]'],
    ] as const) {
      await page.goto(path);
      await page.locator(marked).first().waitFor();
      const outlines = await page
        .locator(marked)
        .first()
        .evaluate((one) => {
          const links = [one, ...(one.closest('ul')?.querySelectorAll('a') ?? [])];
          const other = links.find((link) => link !== one);
          return [one, other].map((link) => link && getComputedStyle(link).outlineStyle);
        });
      expect(outlines, `${marked} at ${path}`).to.deep.equal(['solid', 'none']);
    }
    const border = await page
      .locator('.tag')
      .first()
      .evaluate((tag) => getComputedStyle(tag).borderTopColor);
    expect(border, 'seen').not.to.match(/^rgba/);
  });

  it('fits the window at twice the size', async () => {
    const page = await open({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
    for (const path of [
      '/',
      '/complaints/new',
      `/complaints/${complaintId}`,
      '/admin',
      '/admin/resources/users',
      '/admin/resources/complaints',
    ]) {
      await page.goto(path);
      await page.locator('h1').waitFor();
      await expectNoSidewaysScrolling(page);
      await openPersonMenu(page);
      await eventually(async () =>
        expect(await page.getByRole('button', { name: 'Sign out' }).boundingBox()).to.satisfy(
          (box: { y: number; height: number }) => box.y + box.height <= 450,
        ),
      );
    }
  });

  it('moves nothing for those who asked for that', async () => {
    const page = await open({ reducedMotion: 'reduce', viewport: { width: 360, height: 800 } });
    await page.goto('/admin');
    const moving = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter(
            (one) => Number.parseFloat(getComputedStyle(one).transitionDuration) > 0,
          ).length,
      );
    await page.locator('h1').waitFor();
    await eventually(async () => expect(await moving()).to.equal(0));
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await eventually(async () => expect(await moving(), 'what there would be').to.be.greaterThan(0));
  });

  it('says in the panel what it needs where scripts do not run', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await arriveAs(page, 'asha');
    await page.getByRole('heading', { name: 'The panel needs scripts' }).waitFor();
    await page.getByRole('link', { name: 'Go to the portal' }).click();
    await page.getByRole('heading', { name: 'My complaints' }).waitFor();
  });
});
