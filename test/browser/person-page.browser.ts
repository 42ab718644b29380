import { expect } from 'chai';
import { GROUP } from '../../src/models/group-names.ts';
import { Department } from '../../src/models/department.ts';
import { Session } from '../../src/models/session.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { groupNamed } from '../factories/groups.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import {
  LOOKS,
  expectAccessible,
  expectNoSidewaysScrolling,
  signInAs,
  useBrowser,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('a person’s page', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  const pageOf = (id: number) => `/admin/resources/users/records/${id}/show`;

  beforeEach(async () => {
    cast = await buildCast();
    await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, title: 'No paper in the printer' });
    await buildComplaint({ reporter: cast.rosa, title: 'No ink' });
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`shows facts, complaints, sessions and history at ${width} pixels, ${colorScheme}`, async () => {
      const page = await browser.open({ colorScheme, viewport: { width, height: 900 } });
      await signInAs(page, 'asha');
      await page.goto(pageOf(cast.rosa.id));
      for (const heading of ['About', /^Complaints filed/, 'Signed in', 'What happened last'])
        await page.getByRole('heading', { name: heading, level: 2 }).waitFor();
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
    });
  }

  it('leads to the complaints in the queue, and to the profile', async () => {
    const page = await browser.open();
    await signInAs(page, 'asha');
    await page.goto(pageOf(cast.elena.id));
    const work = page.getByRole('region', { name: /^Open work/ });
    await work.getByText('No paper in the printer').waitFor();
    await work.getByRole('link', { name: 'All in the queue' }).click();
    await page.getByRole('link', { name: /No paper in the printer/ }).waitFor();
    await eventually(async () =>
      expect(await page.getByRole('link', { name: /No ink/ }).count()).to.equal(0),
    );
    await page.goto(pageOf(cast.elena.id));
    await eventually(async () =>
      expect(await page.getByRole('navigation', { name: 'Panel' }).getByText('Profiles').count()).to.equal(0),
    );
    await page.getByRole('link', { name: 'Profile as a record of its own' }).click();
    await page.getByRole('link', { name: 'Elena Engineer' }).waitFor();
  });

  it('ends sessions by keyboard, one or all after a question', async () => {
    for (let n = 0; n < 3; n += 1) await signInAs(await browser.open(), 'elena');
    const page = await browser.open();
    await signInAs(page, 'asha');
    await page.goto(pageOf(cast.elena.id));
    const sessions = page.getByRole('region', { name: 'Signed in' });
    await sessions.getByRole('button', { name: 'End 1' }).press('Enter');
    await page.locator('.p-notices').getByText('The session was ended.').waitFor();
    await eventually(async () => expect(await sessions.getByRole('listitem').count()).to.equal(2));
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.id)).to.equal('p-sessions'),
    );
    await sessions.getByRole('button', { name: 'End all sessions' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'End all sessions' }).press('Enter');
    await sessions.getByText('Nowhere at the moment.').waitFor();
    await eventually(async () =>
      expect(await Session.count({ where: { userId: cast.elena.id } })).to.equal(0),
    );
  });

  it('is reached from the groups and the department that somebody is in', async () => {
    const { id: departmentId } = await Department.findOne({ where: { name: 'HR' }, rejectOnEmpty: true });
    await byHand(() => UserProfile.update({ departmentId }, { where: { userId: cast.rosa.id } }));
    const page = await browser.open();
    await signInAs(page, 'asha');
    const { id: groupId } = await groupNamed(GROUP.engineer);
    await page.goto(`/admin/resources/groups/records/${groupId}/show`);
    const people = page.getByRole('region', { name: /^People/ });
    await people.getByRole('link', { name: /^Elena Engineer/ }).waitFor();
    await eventually(async () => expect(await people.getByRole('listitem').count()).to.equal(2));
    await expectAccessible(page);
    await people.getByRole('link', { name: 'All in the list of users' }).click();
    await page.getByRole('link', { name: 'Elena Engineer', exact: true }).waitFor();
    await eventually(async () => expect(await page.locator('tbody tr').count()).to.equal(2));
    await page.goto(`/admin/resources/departments/records/${departmentId}/show`);
    await people.getByRole('link', { name: /^Rosa Reporter/ }).click();
    await page.getByRole('heading', { name: 'About' }).waitFor();
  });
});
