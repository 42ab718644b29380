import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Department } from '../../src/models/department.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, renamePerson, type Cast } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import { signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('what has little room in the panel', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  async function openAt(width: number, path: string): Promise<Page> {
    const page = await browser.open({ viewport: { width, height: 900 }, colorScheme: 'dark' });
    await signInAs(page, 'asha');
    await page.goto(path);
    return page;
  }

  it('a reporter’s department is whole in the queue, however long the name is', async () => {
    const { id: departmentId } = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    await byHand(() => UserProfile.update({ departmentId }, { where: { userId: cast.rosa.id } }));
    await renamePerson(cast.rosa, { lastName: 'Villanueva de la Cruz y Fernandez' });
    await buildComplaint({ reporter: cast.rosa, title: 'No paper' });
    const page = await openAt(1280, '/admin/resources/complaints?filters.view=all');
    const cell = page.locator('.p-q-table tbody .p-q-reporterId');
    await cell.getByText('HR').waitFor();
    await eventually(async () =>
      expect(
        await cell.evaluate((shown) => {
          const words = document.createRange();
          words.selectNodeContents(shown.querySelector('.p-q-department') ?? shown);
          const { right, bottom } = words.getBoundingClientRect();
          const room = shown.getBoundingClientRect();
          return right <= room.right && bottom <= room.bottom;
        }),
      ).to.equal(true),
    );
  });

  it('permissions are read and chosen on a phone without scrolling sideways', async () => {
    const page = await openAt(360, '/admin/resources/groups/actions/permissions');
    const rights = page.getByRole('region', { name: 'Permissions' });
    await rights.waitFor();
    await eventually(async () =>
      expect(await rights.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).to.equal(0),
    );
    await page.getByRole('checkbox', { name: /^Engineer: delete complaints/ }).check();
    await page.getByRole('button', { name: 'Save permissions' }).waitFor();
  });

  it('what is seldom done with a person is behind one button', async () => {
    const page = await openAt(1280, `/admin/resources/users/records/${cast.rosa.id}/show`);
    await page.getByRole('link', { name: 'Edit' }).waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    const menu = page.locator('.p-head').getByRole('group');
    await menu.getByText('Deactivate').waitFor();
    await menu.getByText('Set password').click();
    await page.getByRole('heading', { name: /^Set password/ }).waitFor();
  });

  it('boxes to tick are drawn in the colours of the portal', async () => {
    const page = await openAt(1280, '/admin/resources/users');
    const box = page.getByRole('checkbox').first();
    await eventually(async () =>
      expect(await box.evaluate((shown) => getComputedStyle(shown).backgroundColor)).to.equal(
        'rgb(22, 32, 42)',
      ),
    );
  });
});
