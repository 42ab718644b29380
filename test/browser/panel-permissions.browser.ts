import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { GROUP } from '../../src/models/group-names.ts';
import { operator } from '../../src/policies/actor.ts';
import { setPermissions } from '../../src/use-cases/groups/set-permissions.ts';
import { buildGroup, groupNamed, permissionsOf } from '../factories/groups.ts';
import { buildUser } from '../factories/people.ts';
import { expectAccessible, expectNoSidewaysScrolling, signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('what groups may do, in the panel', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let page: Page;

  beforeEach(async () => {
    await buildUser({ username: 'asha', firstName: 'Asha', lastName: 'Admin', groups: [GROUP.admin] });
    await buildGroup('Auditor', ['panel.open']);
    page = await browser.open();
    await signInAs(page, 'asha');
    await page.goto('/admin/resources/groups');
    await page.getByRole('link', { name: 'Permissions' }).click();
    await page.getByRole('heading', { name: 'What changes' }).waitFor();
  });

  const box = (name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name}`) });

  it('is chosen by keyboard, told before it is saved, and saved', async () => {
    await box('Auditor: read the audit log').focus();
    await page.keyboard.press('Space');
    await box('Auditor: open the panel').uncheck();
    const changes = page.getByRole('region', { name: 'What changes' });
    await eventually(async () =>
      expect(await changes.innerText()).to.match(
        /Auditor[^]*may from now on:[^]*audit log[^]*may no longer:[^]*open the panel/,
      ),
    );
    await eventually(async () => expect(await permissionsOf('Auditor')).to.deep.equal(['panel.open']));
    await page.getByRole('button', { name: 'Save permissions' }).click();
    await page.locator('.p-notices').getByText('Saved what may be done by: Auditor').waitFor();
    await eventually(async () => expect(await permissionsOf('Auditor')).to.deep.equal(['audit.view']));
    await changes.getByText('Nothing yet').waitFor();
  });

  it('does not offer what the person lacks, and fits narrow screens', async () => {
    await eventually(async () => expect(await box('Auditor: claim complaints').isDisabled()).to.equal(true));
    await page.setViewportSize({ width: 360, height: 700 });
    await expectNoSidewaysScrolling(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  });

  it('shows what somebody else saved, and keeps what was chosen', async () => {
    await box('Auditor: read the audit log').check();
    const { id, version } = await groupNamed('Auditor');
    await setPermissions(operator, {
      groups: [{ id, version, permissions: ['panel.open', 'reports.view'] }],
    });
    await page.getByRole('button', { name: 'Save permissions' }).click();
    await page.locator('.p-notices').getByText('Somebody else changed').waitFor();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[aria-label^="Auditor: see all figures"]')?.checked,
    );
    await eventually(async () => expect(await box('Auditor: read the audit log').isChecked()).to.equal(true));
    await page.getByRole('button', { name: 'Save permissions' }).click();
    await page.locator('.p-notices').getByText('Saved what may be done by: Auditor').waitFor();
    await eventually(async () =>
      expect(await permissionsOf('Auditor')).to.deep.equal(['audit.view', 'panel.open', 'reports.view']),
    );
  });
});

describe('the way back to a list', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  it('has the filters that it was left with, after saving and after bulk work', async () => {
    await buildUser({ username: 'asha', groups: [GROUP.admin] });
    for (const username of ['ravi', 'rosa', 'sam']) await buildUser({ username });
    const page = await browser.open();
    await signInAs(page, 'asha');
    const expectPlace = () =>
      eventually(async () =>
        expect(Object.fromEntries(new URL(page.url()).searchParams)).to.include({
          'filters.username': 'r',
          sortBy: 'username',
          direction: 'desc',
        }),
      );
    await page.goto('/admin/resources/users?filters.username=r&sortBy=username&direction=desc');
    await page.getByRole('link', { name: 'ravi', exact: true }).waitFor();
    await eventually(async () =>
      expect(await page.getByRole('link', { name: 'sam', exact: true }).count()).to.equal(0),
    );
    await page.goto('/admin/resources/users/actions/new');
    await page.getByLabel(/^Username/).fill('rita');
    await page.getByLabel(/^Password/).fill('seven green bottles');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'rita', exact: true }).waitFor();
    await expectPlace();
    await page.getByRole('checkbox', { name: /^Select ravi/ }).check();
    await page.getByRole('link', { name: 'Assign groups' }).click();
    await page.getByRole('radio', { name: /Set exactly/ }).check();
    await page.getByRole('button', { name: 'Save groups' }).click();
    await page.getByRole('dialog').getByText('No group is ticked').waitFor();
    await page.getByRole('button', { name: 'Take all groups away' }).click();
    await page.getByRole('link', { name: 'rita', exact: true }).waitFor();
    await expectPlace();
    await eventually(async () =>
      expect(await page.getByRole('link', { name: 'sam', exact: true }).count()).to.equal(0),
    );
  });
});
