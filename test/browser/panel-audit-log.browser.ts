import { expect } from 'chai';
import { operator } from '../../src/policies/actor.ts';
import { GROUP } from '../../src/models/group-names.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildEvents } from '../factories/events.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildUser } from '../factories/people.ts';
import { expectAccessible, expectNoSidewaysScrolling, signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

describe('the audit log', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  it('is read by an auditor, who finds nothing else to do', async () => {
    await buildGroup('Auditor', ['panel.open', 'complaints.view', 'audit.view']);
    await buildUser({ username: 'audra', groups: ['Auditor'] });
    const rosa = await buildUser({ username: 'rosa', firstName: 'Rosa', lastName: 'Reporter' });
    const complaint = await buildComplaint({ reporter: rosa, title: 'Jam' });
    await buildEvents(60);
    await updateUser(operator, rosa.id, { firstName: 'Rosalind' });
    const page = await browser.open();
    await signInAs(page, 'audra');
    await page.goto('/admin/resources/events');
    const menu = page.getByRole('navigation', { name: 'Panel' });
    await menu.getByRole('link', { name: 'Audit log' }).waitFor();
    const log = page.getByRole('region', { name: 'Events' });
    await log.getByText('First name: Rosa → Rosalind').waitFor();
    const links = await menu.getByRole('link').allInnerTexts();
    expect(
      links.map((text) => text.trim()).filter((text) => /Users|Groups|Jobs|Departments/.test(text)),
    ).to.deep.equal([]);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectNoSidewaysScrolling(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 1400, height: 900 });
    const filters = page.getByRole('group', { name: 'Filters' });
    await filters.getByRole('button', { name: 'What' }).click();
    const choice = page
      .getByRole('dialog', { name: 'What' })
      .getByText('Department changed', { exact: true });
    await choice.click();
    await filters.getByRole('button', { name: 'What Department changed' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    // At once: what the filter leaves out is gone, and only then the next page is one of the filter's.
    await log.getByText('First name: Rosa → Rosalind').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Older' }).click();
    await page.getByRole('link', { name: 'Newest' }).waitFor();
    await log.getByRole('row').nth(11).waitFor({ state: 'detached' });
    await eventually(async () => expect(await log.getByRole('row').count()).to.equal(11));
    await filters.getByRole('button', { name: 'Clear' }).click();
    await log.getByText('First name: Rosa → Rosalind').waitFor();
    await eventually(async () => expect(new URL(page.url()).search, 'begins anew').to.equal(''));
    await page.goto(`/admin/resources/complaints/records/${complaint.id}/history`);
    await log.getByText('Complaint filed').waitFor();
    for (const path of ['users', 'groups', 'jobs']) {
      const headers = { 'sec-fetch-site': 'same-origin' };
      // With the window's cookies, yet no entry in its console.
      const answer = await page.request.get(`/admin/api/resources/${path}/actions/list`, { headers });
      const status = answer.status();
      expect(status, path).to.equal(403);
    }
  });

  it('shows the history of a record on a page of its own', async () => {
    const asha = await buildUser({ username: 'asha', groups: [GROUP.admin] });
    await updateUser(operator, asha.id, { firstName: 'Asha' });
    const page = await browser.open();
    await signInAs(page, 'asha');
    await page.goto(`/admin/resources/users/records/${asha.id}/show`);
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByRole('region', { name: 'Events' }).getByText('Signed in').waitFor();
    await expectAccessible(page);
  });
});
