import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { GROUP } from '../../src/models/group-names.ts';
import { Department } from '../../src/models/department.ts';
import { User } from '../../src/models/user.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildUser } from '../factories/people.ts';
import { signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const NEW_PASSWORD = 'seven green bottles';

/** The row of the list that begins with the text. */
function row(page: Page, text: string): Locator {
  return page.locator('tbody tr').filter({ has: page.getByRole('link', { name: text, exact: true }) });
}

async function openMenu(page: Page, title: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${title}` }).click();
  await page.locator('[popover]:popover-open').getByText(item, { exact: true }).click();
}

function box(page: Page, group: string): Locator {
  return page.getByRole('group', { name: 'Groups' }).getByRole('checkbox', { name: group, exact: true });
}

async function groupsOf(username: string): Promise<string[]> {
  const user = await User.findOne({ where: { username }, include: 'groups', rejectOnEmpty: true });
  return (user.groups ?? []).map(({ name }) => name).toSorted();
}

async function said(page: Page, text: string | RegExp): Promise<void> {
  await page.locator('.p-notices').getByText(text).waitFor();
}

describe('people in the panel', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let page: Page;

  beforeEach(async () => {
    await buildUser({ username: 'asha', firstName: 'Asha', lastName: 'Admin', groups: [GROUP.admin] });
    page = await browser.open();
    await signInAs(page, 'asha');
  });

  async function fillUser(username: string, portalId: string): Promise<void> {
    await page.goto('/admin/resources/users/actions/new');
    await page.getByLabel(/^Username/).fill(username);
    await page.getByRole('textbox', { name: /^E-mail/ }).fill(`${username}@alphalab.example`);
    await page.getByLabel(/^Password/).fill(NEW_PASSWORD);
    await page.getByLabel('Main portal ID').fill(portalId);
  }

  /** Somebody new who is in that department. */
  async function putInto(name: string, username: string): Promise<void> {
    const { id: departmentId } = await Department.findOne({ where: { name }, rejectOnEmpty: true });
    const { id: userId } = await buildUser({ username });
    await UserProfile.update({ departmentId }, { where: { userId } });
  }

  it('takes a new form once, though the network brought it twice', async () => {
    await page.route('**/departments/actions/new', async (route) => {
      await route.fetch();
      await route.fulfill({ response: await route.fetch() });
    });
    await page.goto('/admin/resources/departments/actions/new');
    await page.getByLabel('Name').fill('Research');
    await page.getByTestId('button-save').click();
    await said(page, 'The department was created.');
    await eventually(async () => expect(await Department.count({ where: { name: 'Research' } })).to.equal(1));
  });

  it('creates a department, and an engineer in it with groups and profile in one form', async () => {
    await page.goto('/admin');
    await page.getByRole('link', { name: 'Departments' }).click();
    await page.getByRole('link', { name: 'Add a department' }).click();
    await page.getByLabel(/^Name/).fill('Research');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await row(page, 'Research').waitFor();

    await Department.update({ isActive: false }, { where: { name: 'HR' } });
    await fillUser('ravi', 'AL-77');
    await box(page, 'Engineer').check();
    const departments = page.getByLabel(/^Department/);
    await departments.selectOption('Research');
    const offered = await departments.getByRole('option').allTextContents();
    expect(offered, 'what is out of use').to.include('Finance').and.not.include('HR');
    await page.getByRole('button', { name: 'Save', exact: true }).click();

    const text = await row(page, 'ravi').innerText();
    expect(text).to.contain('⚙️ Engineer').and.to.contain('Research');
    const profile = await UserProfile.findOne({ where: { mainPortalId: 'AL-77' } });
    expect(profile?.emailNotifications, 'notifications are on unless unticked').to.equal(true);
  });

  it('refuses a portal ID that is taken at its field, and keeps what was typed', async () => {
    const first = await buildUser({ username: 'ravi' });
    await UserProfile.update({ mainPortalId: 'AL-77' }, { where: { userId: first.id } });
    await fillUser('tara', ' al-77 ');
    await box(page, 'Engineer').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();

    const field = page.getByLabel('Main portal ID');
    await page.getByText('A user with this main portal ID already exists.').first().waitFor();
    await eventually(async () => expect(await field.getAttribute('aria-invalid')).to.equal('true'));
    const described = await field.getAttribute('aria-describedby');
    expect(described).to.equal('profile.mainPortalId-error');
    await page.waitForFunction((id) => document.activeElement?.id === id, 'profile.mainPortalId');
    await eventually(async () => expect(await page.getByLabel(/^Username/).inputValue()).to.equal('tara'));
    await eventually(async () =>
      expect(await page.getByLabel(/^Password/).inputValue()).to.equal(NEW_PASSWORD),
    );
    await eventually(async () => expect(await box(page, 'Engineer').isChecked()).to.equal(true));

    await field.fill('AL-78');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await row(page, 'tara').waitFor();
    const tara = await User.findOne({ where: { username: 'tara' } });
    expect(tara, 'created once the field was corrected').to.not.equal(null);
  });

  it('keeps the groups of a person that is edited unless they are changed', async () => {
    const ravi = await buildUser({ username: 'ravi', groups: [GROUP.engineer, GROUP.amcAdmin] });
    await page.goto(`/admin/resources/users/records/${ravi.id}/edit`);
    await page.getByLabel('First name').fill('Ravi');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await row(page, 'Ravi').waitFor();
    await eventually(async () => expect(await groupsOf('ravi')).to.deep.equal(['AMC Admin', 'Engineer']));

    await page.goto(`/admin/resources/users/records/${ravi.id}/edit`);
    await box(page, 'Engineer').uncheck();
    await box(page, 'AMC Admin').uncheck();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await eventually(async () => expect(await row(page, 'Ravi').innerText()).to.contain('🚫 No access'));
  });

  it('assigns groups to one person, whose access level follows', async () => {
    await buildUser({ username: 'ravi', groups: [GROUP.engineer] });
    await page.goto('/admin/resources/users');
    await openMenu(page, 'ravi', 'Assign groups');
    await page.getByRole('heading', { name: 'Assign groups' }).waitFor();
    await eventually(async () => expect(await box(page, 'Engineer').isChecked()).to.equal(true));
    await box(page, 'Engineer').uncheck();
    await box(page, 'AMC Admin').check();
    await page.getByRole('button', { name: 'Save groups' }).click();
    await said(page, /saved/);
    await page.goto('/admin/resources/users');
    const text = await row(page, 'ravi').innerText();
    expect(text).to.contain('🔧 AMC Admin').and.not.to.contain('Engineer');
  });

  it('takes all groups from a person', async () => {
    await buildUser({ username: 'ravi', groups: [GROUP.engineer] });
    await page.goto('/admin/resources/users');
    await openMenu(page, 'ravi', 'Assign groups');
    await box(page, 'Engineer').uncheck();
    await page.getByRole('button', { name: 'Save groups' }).click();
    await said(page, /saved/);
    await page.goto('/admin/resources/users');
    await eventually(async () => expect(await row(page, 'ravi').innerText()).to.contain('🚫 No access'));
  });

  it('adds a group to several people at once, who keep those they are in', async () => {
    await buildUser({ username: 'ravi', groups: [GROUP.engineer] });
    await buildUser({ username: 'tara' });
    await page.goto('/admin/resources/users');
    await page.getByRole('checkbox', { name: 'Select ravi' }).check();
    await page.getByRole('checkbox', { name: 'Select tara' }).check();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('link', { name: 'Assign groups' }).first().click();
    await page.getByRole('radio', { name: /^Add the groups/ }).check();
    await box(page, 'AMC Admin').check();
    await page.getByRole('button', { name: 'Save groups' }).click();
    await said(page, /2 of 2/);
    await eventually(async () => expect(await groupsOf('ravi')).to.deep.equal(['AMC Admin', 'Engineer']));
    await eventually(async () => expect(await row(page, 'tara').innerText()).to.contain('🔧 AMC Admin'));
  });

  it('sets a password that is typed the same twice and good enough', async () => {
    const ravi = await buildUser({ username: 'ravi' });
    await page.goto(`/admin/resources/users/records/${ravi.id}/setPassword`);
    const first = page.getByLabel('New password', { exact: false }).first();
    const second = page.getByLabel('New password, once more');
    const send = page.getByRole('button', { name: 'Set password' });
    for (const field of [first, second]) {
      await eventually(async () => expect(await field.getAttribute('type')).to.equal('password'));
      await eventually(async () => expect(await field.getAttribute('autocomplete')).to.equal('new-password'));
    }
    await first.fill(NEW_PASSWORD);
    await second.fill('seven green battles');
    await send.click();
    await page.getByText('The two passwords are not the same.').waitFor();

    await first.fill('ravi');
    await second.fill('ravi');
    await send.click();
    await page.locator('#password-error').waitFor();
    await eventually(async () => expect(await first.getAttribute('aria-invalid')).to.equal('true'));

    await first.fill(NEW_PASSWORD);
    await second.fill(NEW_PASSWORD);
    await send.click();
    await page.waitForURL(/users(\/records\/\d+\/show)?(\?|$)/);
    const other = await browser.open();
    await signInAs(other, 'ravi', NEW_PASSWORD);
  });

  it('deactivates a person after a question, and activates them again', async () => {
    const ravi = await buildUser({ username: 'ravi' });
    await page.goto('/admin/resources/users');
    await openMenu(page, 'ravi', 'Deactivate');
    await page.getByText('ravi will be signed out at once', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.waitForURL(/show|users/);
    await eventually(async () =>
      expect((await ravi.reload()).isActive, 'nothing happens without the confirmation').to.equal(true),
    );

    await page.goto(`/admin/resources/users/records/${ravi.id}/deactivate`);
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await said(page, /deactivated/);
    await eventually(async () => expect((await ravi.reload()).isActive).to.equal(false));

    await page.goto(`/admin/resources/users/records/${ravi.id}/activate`);
    await page.getByRole('button', { name: 'Activate' }).click();
    await said(page, /activated/);
    await eventually(async () => expect((await ravi.reload()).isActive).to.equal(true));
  });

  it('erases a person once their name is typed, with what they wrote where that is chosen', async () => {
    const ravi = await buildUser({ username: 'ravi', firstName: 'Ravi', lastName: 'Rao' });
    await page.goto('/admin/resources/users');
    await openMenu(page, 'ravi', 'Erase personal data');
    await page.getByLabel('Type the name').fill('Ravi');
    await page.getByRole('radio', { name: 'Erase these as well' }).check();
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await page.locator('#name-error').getByText('Type “Ravi Rao”, as this person is called.').waitFor();
    await eventually(async () => expect((await ravi.reload()).username).to.equal('ravi'));
    await page.getByLabel('Type the name').fill('ravi rao');
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await said(page, /account is erased/);
    await eventually(async () => expect((await ravi.reload()).displayName).to.equal('Erased person'));
  });

  it('deactivates several, and names those for whom that is refused, with the reason', async () => {
    const ravi = await buildUser({ username: 'ravi' });
    await page.goto('/admin/resources/users');
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.locator('.p-selection').getByRole('link', { name: 'Deactivate' }).click();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    const refused = page.getByRole('form', { name: 'Deactivate' }).getByRole('alert');
    await refused.waitFor();
    await eventually(async () => expect(await refused.innerText()).to.contain('Asha Admin'));
    await eventually(async () => expect((await ravi.reload()).isActive).to.equal(false));
    const asha = await User.findOne({ where: { username: 'asha' } });
    expect(asha?.isActive).to.equal(true);
  });

  it('renames a department, refuses a name that is taken, and deletes after a question', async () => {
    await page.goto('/admin/resources/departments');
    await openMenu(page, 'Finance', 'Edit');
    await page.getByLabel(/^Name/).fill('hr');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('#name-error').waitFor();
    await eventually(async () => expect(await page.getByLabel(/^Name/).inputValue()).to.equal('hr'));
    await page.getByLabel(/^Name/).fill('Accounts');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await row(page, 'Accounts').waitFor();

    await putInto('Accounts', 'ravi');
    await openMenu(page, 'Accounts', 'Delete');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Delete Accounts? 1 person loses the department: ravi.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await eventually(async () => expect(await Department.count({ where: { name: 'Accounts' } })).to.equal(1));
    await openMenu(page, 'Accounts', 'Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await said(page, /deleted/);
    await row(page, 'Accounts').waitFor({ state: 'detached' });
    await eventually(async () => expect(await Department.count({ where: { name: 'Accounts' } })).to.equal(0));
  });

  it('tells of a change by somebody else, keeps what was typed, and undoes nothing of theirs', async () => {
    await buildUser({ username: 'bela', groups: [GROUP.admin] });
    const other = await browser.open();
    await signInAs(other, 'bela');
    const finance = await Department.findOne({ where: { name: 'Finance' }, rejectOnEmpty: true });
    const form = `/admin/resources/departments/records/${finance.id}/edit`;
    await page.goto(form);
    await other.goto(form);
    await other.getByLabel('Description').fill('Pays the bills');
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await said(other, /saved/);

    await page.getByLabel(/^Name/).fill('Accounts');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.p-notices').getByRole('alert').waitFor();
    await eventually(async () => expect(await page.getByLabel(/^Name/).inputValue()).to.equal('Accounts'));
    await eventually(async () =>
      expect((await finance.reload()).name, 'nothing is saved over the other change').to.equal('Finance'),
    );
    await eventually(async () =>
      expect(await page.getByLabel('Description').inputValue()).to.equal('Pays the bills'),
    );

    await page.reload();
    await page.getByLabel(/^Name/).fill('Accounts');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await row(page, 'Accounts').waitFor();
    await finance.reload();
    expect(finance.name).to.equal('Accounts');
    expect(finance.description).to.equal('Pays the bills');
  });

  it('deletes several departments after a question', async () => {
    await putInto('HR', 'ravi');
    await putInto('Finance', 'tara');
    await page.goto('/admin/resources/departments');
    await page.getByRole('checkbox', { name: 'Select Finance' }).check();
    await page.getByRole('checkbox', { name: 'Select HR' }).check();
    await page.getByRole('link', { name: 'Delete the selected' }).click();
    await page.getByText('Delete 2 departments? 2 people lose their department: ravi, tara.').waitFor();
    await page.getByRole('button', { name: 'Delete the selected' }).click();
    await said(page, /2 departments were deleted/);
    await row(page, 'Finance').waitFor({ state: 'detached' });
    await eventually(async () =>
      expect(await Department.count({ where: { name: ['Finance', 'HR'] } })).to.equal(0),
    );
  });

  it('finds people by searching and by filters, and says when nobody matches', async () => {
    await buildUser({ username: 'ravi', firstName: 'Ravi' });
    await buildUser({ username: 'tara', isActive: false });
    await page.goto('/admin/resources/users');
    await page.getByLabel('Search').fill('rav');
    await page.getByRole('button', { name: 'Search' }).click();
    await row(page, 'tara').waitFor({ state: 'detached' });
    await eventually(async () => expect(await page.locator('tbody tr').count()).to.equal(1));
    await page.getByLabel('Search').fill('nobody at all');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Nothing matches.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await row(page, 'tara').waitFor();

    const filters = page.getByRole('group', { name: 'Filters' });
    await filters.getByRole('button', { name: 'Active', exact: true }).click();
    await page.getByRole('checkbox', { name: 'No 1', exact: true }).check();
    await row(page, 'Ravi').waitFor({ state: 'detached' });
    await eventually(async () => expect(await page.locator('tbody tr').count()).to.equal(1));
    await page.keyboard.press('Escape');
    await filters.getByRole('button', { name: 'Clear' }).click();
    await row(page, 'Ravi').waitFor();
    await filters.getByRole('button', { name: 'Groups' }).click();
    await page.getByRole('checkbox', { name: 'Engineer 0' }).check();
    await row(page, 'Ravi').waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'Admin 1', exact: true }).check();
    await row(page, 'Asha Admin').waitFor();
    await filters.getByRole('button', { name: 'Groups Engineer +1' }).waitFor();
  });
});
