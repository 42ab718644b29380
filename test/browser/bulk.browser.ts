import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Op } from 'sequelize';
import { JobRunner } from '../../src/jobs/runner.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { BULK_JOB } from '../../src/use-cases/complaints/bulk/start-bulk-run.ts';
import { changeUrgency } from '../../src/use-cases/complaints/steps/change-urgency.ts';
import { jobKinds } from '../../src/use-cases/jobs/job-kinds.ts';
import { buildMany } from '../factories/bulk.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import {
  expectAccessible,
  expectNoSidewaysScrolling,
  LOOKS,
  signInAs,
  useBrowser,
  WIDE,
} from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const QUEUE = '/admin/resources/complaints';

describe('many complaints at once, in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;
  let runner: JobRunner | undefined;

  beforeEach(async () => {
    cast = await buildCast();
  });
  afterEach(async () => {
    await runner?.stop();
    runner = undefined;
  });

  /** From now on the runs are worked off, as by a process that runs jobs. */
  function work(): void {
    const kinds = jobKinds({ autoCloseDays: 7, timeZone: 'UTC' }).filter(({ kind }) => kind === BULK_JOB);
    runner = new JobRunner(kinds, { pollMs: 100 }).start();
  }

  async function enter(path: string, options = {}): Promise<Page> {
    const page = await browser.open(options);
    await signInAs(page, 'amir');
    await page.goto(path);
    await page.locator('tbody [data-id]').first().waitFor();
    return page;
  }

  const bar = (page: Page) => page.getByRole('region', { name: 'With the selected complaints' });
  const result = (page: Page) => page.getByRole('region', { name: 'What became of the selected complaints' });
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
  const loadOf = ({ id }: { id: number }) => Complaint.count({ where: { assigneeId: id } });

  it('30 are triaged with six clicks', async () => {
    work();
    await buildMany(30, { reporter: cast.rosa });
    const page = await enter(QUEUE);
    let clicks = 0;
    const click = async (
      role: 'button' | 'checkbox',
      name: string | RegExp,
      within = page.locator('body'),
    ) => {
      await within.getByRole(role, { name }).click();
      clicks += 1;
    };
    await click('checkbox', 'Select all on this page');
    await click('button', 'Urgency', bar(page));
    await click('button', 'High', page.getByRole('group', { name: 'Urgency' }));
    await result(page).getByText('30 complaints were given the urgency high.').waitFor();
    await click('button', 'Spread evenly');
    await page.getByText('0 → 15').first().waitFor();
    await click('button', 'Spread 30');
    await result(page).getByText('30 complaints were spread over 2 people.').waitFor();
    await eventually(async () =>
      expect(await focused(page), 'the focus is on what was made').to.contain('spread over 2 people'),
    );
    expect(clicks).to.be.at.most(8);
    await eventually(async () =>
      expect([await loadOf(cast.elena), await loadOf(cast.emil)]).to.deep.equal([15, 15]),
    );
    await eventually(async () => expect(await Complaint.count({ where: { urgency: 'high' } })).to.equal(30));
  });

  it('all of a view are assigned while the page is left and found again, and that is taken back', async () => {
    await buildMany(77, { reporter: cast.rosa });
    const page = await enter(`${QUEUE}?filters.view=unassigned&perPage=20`, { viewport: WIDE });
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await bar(page).getByText('20 selected').waitFor();
    await bar(page).getByRole('button', { name: 'Select all 77 in this view' }).click();
    await bar(page).getByText('77 selected').waitFor();
    await eventually(async () => expect(await focused(page)).to.equal('77 selected'));
    await bar(page).getByRole('button', { name: 'Assign to' }).click();
    await page.getByRole('button', { name: /^Elena/ }).waitFor();
    await page.getByRole('searchbox', { name: 'Find a person' }).fill('EMIL');
    await page.getByRole('button', { name: /^Elena/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await result(page).getByText('0 of 77 complaints so far: assigned to Emil Engineer').waitFor();
    await page.reload();
    await result(page).getByText('0 of 77').waitFor();
    work();
    await result(page).getByText('77 complaints were assigned to Emil Engineer.').waitFor();
    await page.getByRole('link', { name: 'Unassigned 0' }).waitFor();
    await result(page).getByRole('button', { name: 'Undo' }).click();
    await result(page).getByText('77 complaints were put back as before.').waitFor();
    await page.getByRole('link', { name: 'Unassigned 77' }).waitFor();
    await eventually(async () => expect(await loadOf(cast.emil)).to.equal(0));
    await result(page).getByRole('button', { name: 'Close this result' }).click();
    await result(page).waitFor({ state: 'detached' });
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('INPUT'),
    );
    await page.reload();
    await page.locator('tbody [data-id]').first().waitFor();
    await eventually(async () => expect(await result(page).count()).to.equal(0));
  });

  it('a run is stopped from the page, and what it left is told', async () => {
    await buildMany(3, { reporter: cast.rosa });
    const page = await enter(QUEUE);
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await bar(page).getByRole('button', { name: 'Urgency' }).click();
    await page.getByRole('group', { name: 'Urgency' }).getByRole('button', { name: 'High' }).click();
    await result(page).getByText('0 of 3 complaints so far').waitFor();
    await result(page).getByRole('button', { name: 'Stop' }).click();
    await result(page).getByText('Stopped: 3 were left as before.').waitFor();
    await eventually(async () => expect(await focused(page)).to.contain('Stopped: 3 were left as before.'));
    await eventually(async () => expect(await Complaint.count({ where: { urgency: 'high' } })).to.equal(0));
  });

  it('a range is ticked with shift, and those that were left out are named with the reason', async () => {
    work();
    const shown = await buildMany(6, { reporter: cast.rosa });
    const closed = await buildMany(1, { reporter: cast.rosa, status: 'closed', title: 'Done long ago' });
    const page = await enter(`${QUEUE}?filters.view=all&sortBy=id&direction=asc`);
    const boxes = page.locator('tbody input[type=checkbox]');
    await boxes.nth(1).click();
    await boxes.nth(6).click({ modifiers: ['Shift'] });
    await bar(page).getByText('6 selected').waitFor();
    await boxes.nth(2).click();
    await boxes.nth(3).click({ modifiers: ['Shift'] });
    await bar(page).getByText('4 selected').waitFor();
    await changeUrgency(cast.asha, { id: shown[1]?.id, urgency: 'low' });
    await bar(page).getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    const box = page.getByRole('dialog', { name: 'Resolve: 4 selected' });
    await eventually(async () =>
      expect(await box.getByRole('button', { name: 'Resolve them' }).isDisabled()).to.equal(true),
    );
    await box.getByLabel('How it was solved').fill('The mail server is back.');
    await box.getByRole('button', { name: 'Resolve them' }).click();
    await result(page).getByText('2 complaints were resolved. 2 were not.').waitFor();
    await result(page).getByRole('button', { name: 'Show why' }).click();
    await result(page).getByText('This complaint is Closed now and cannot be resolved.').waitFor();
    await result(page).getByText('Asha Admin changed the urgency').waitFor();
    await result(page)
      .getByRole('link', { name: `#${closed[0]?.id} Done long ago` })
      .waitFor();
    await eventually(async () =>
      expect(await result(page).getByRole('button', { name: 'Undo' }).count()).to.equal(0),
    );
    await eventually(async () =>
      expect(await Complaint.count({ where: { resolvedAt: { [Op.ne]: null } } })).to.equal(2 + 1),
    );
  });

  it('what opens takes the focus, and Escape gives it back', async () => {
    await buildMany(2, { reporter: cast.rosa });
    const page = await enter(QUEUE);
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    for (const name of ['Assign to', 'Urgency', 'More']) {
      const opener = bar(page).getByRole('button', { name });
      await opener.press('Enter');
      const within = () => page.evaluate(() => document.activeElement?.closest('[popover]') !== null);
      await page.waitForFunction(() => document.activeElement?.closest('[popover]') !== null);
      await eventually(async () => expect(await within(), name).to.equal(true));
      await page.keyboard.press('Escape');
      await eventually(async () => expect(await focused(page), name).to.contain(name));
    }
    await bar(page).getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('button', { name: 'Unassign' }).press('Enter');
    await page.getByRole('dialog', { name: 'Unassign: 2 selected' }).waitFor();
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await focused(page)).to.contain('More'));
    await bar(page).getByRole('button', { name: 'Clear the selection' }).press('Enter');
    await bar(page).waitFor({ state: 'detached' });
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.tagName)).not.to.equal('BODY'),
    );
  });

  for (const { colorScheme, width } of LOOKS) {
    it(`every state is accessible and fits the window, ${colorScheme}, ${width} pixels wide`, async () => {
      work();
      await buildMany(3, { reporter: cast.rosa });
      await buildMany(1, { reporter: cast.rosa, status: 'closed' });
      const page = await enter(`${QUEUE}?filters.view=all`, {
        colorScheme,
        viewport: { width, height: 800 },
      });
      const check = async () => {
        await expectAccessible(page);
        await expectNoSidewaysScrolling(page);
      };
      for (const one of await page.locator('tbody input[type=checkbox]').all()) await one.check();
      await bar(page).getByText('4 selected').waitFor();
      await check();
      await bar(page).getByRole('button', { name: 'Assign to' }).click();
      await page.getByRole('button', { name: /^Elena/ }).waitFor();
      await check();
      await page.keyboard.press('Escape');
      await bar(page).getByRole('button', { name: 'More' }).click();
      await page.getByRole('group', { name: 'More' }).getByRole('button', { name: 'Type' }).click();
      await page.getByRole('combobox', { name: 'Type' }).selectOption('Network');
      await check();
      await page.keyboard.press('Escape');
      await bar(page).getByRole('button', { name: 'Spread evenly' }).click();
      await page.getByText('1 cannot be assigned any more.').waitFor();
      await check();
      await page.getByRole('button', { name: 'Spread 3' }).click();
      await result(page).getByText('3 complaints were spread over 2 people. 1 was not.').waitFor();
      await result(page).getByRole('button', { name: 'Show why' }).click();
      await check();
    });
  }
});
