import { expect } from 'chai';
import { Calendar } from '../../src/models/calendar.ts';
import { Holiday } from '../../src/models/holiday.ts';
import { calendarFile, event } from '../factories/calendar-files.ts';
import { buildCast } from '../factories/people.ts';
import { expectAccessible, expectNoSidewaysScrolling, signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const FILE = calendarFile(
  event('Christmas Day', 'DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY'),
  event('Valentine’s Day', 'DTSTART;VALUE=DATE:20260214'),
  event('Team meeting with everybody of the office', 'DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z'),
);

describe('a calendar in the panel', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  beforeEach(buildCast);

  it('tells when something would be due, and takes the holidays of a file', async () => {
    const { id } = await Calendar.findOne({ rejectOnEmpty: true });
    const page = await browser.open();
    await signInAs(page, 'amir');
    await page.goto(`/admin/resources/calendars/records/${id}/show`);
    const trial = page.getByRole('region', { name: 'When it would be due' });
    await trial.getByRole('cell', { name: 'Critical' }).waitFor();
    await page.getByLabel(/^Filed at/).fill('2026-11-20T17:00');
    await page.getByRole('button', { name: 'When would it be due?' }).press('Enter');
    await trial.getByText('23 Nov 2026, 12:00').first().waitFor();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Import holidays' }).click();
    await page.getByLabel('From year').fill('2026');
    await page.getByLabel('To year').fill('2027');
    await page
      .getByLabel('Calendar file')
      .setInputFiles({ name: 'broken.ics', mimeType: 'text/calendar', buffer: Buffer.from('x') });
    await page
      .getByRole('alert')
      .getByText(/no calendar file/)
      .waitFor();
    const file = { name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from(FILE) };
    await page.getByLabel('Calendar file').setInputFiles(file);
    const report = page.getByRole('region', { name: 'What this file would do' });
    await report.getByText('It does not last a whole day in UTC.').waitFor();
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.id)).to.equal('p-import-report'),
    );
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 800 });
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page);

    await report.getByLabel(/Valentine/).press('Space');
    await report.getByText('Left out').waitFor();
    await report.getByRole('button', { name: 'Add (2)' }).press('Enter');
    await page.getByRole('heading', { name: 'What was done' }).waitFor();
    await page.locator('.p-notices').getByText('2 holidays added.').waitFor();
    await page.getByRole('link', { name: 'To the holidays' }).click();
    await page.getByText('2027-12-25').waitFor();
    await eventually(async () => expect(await Holiday.count()).to.equal(2));
  });
});
