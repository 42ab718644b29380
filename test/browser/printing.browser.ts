import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { GROUP } from '../../src/models/group-names.ts';
import { Department } from '../../src/models/department.ts';
import { buildComplaint, buildReplies } from '../factories/complaints.ts';
import { buildEvents } from '../factories/events.ts';
import { buildUser } from '../factories/people.ts';
import { signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

declare global {
  interface Window {
    /** What each sheet would have on it. */
    paper: string[];
  }
}

/** Keeps what the page holds at the moment at which the browser would print it. */
const KEEP_PAPER = `
  window.paper = [];
  window.print = () => {
    dispatchEvent(new Event('beforeprint'));
    paper.push(document.querySelector('#content').textContent);
    dispatchEvent(new Event('afterprint'));
  };
`;

const sheets = (page: Page): Promise<number> => page.evaluate(() => window.paper.length);

async function paperOf(page: Page, press: () => Promise<void>): Promise<string> {
  const before = await sheets(page);
  await press();
  await page.waitForFunction((n) => window.paper.length > n, before);
  return page.evaluate(() => window.paper.at(-1) ?? '');
}

describe('printing in the panel', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });

  it('puts all of a list, of the log and of a complaint onto paper, and leaves the page as it was', async () => {
    const asha = await buildUser({ username: 'asha', groups: [GROUP.admin] });
    await Department.bulkCreate(Array.from({ length: 130 }, (_, n) => ({ name: `Department ${n + 1000}` })));
    for (let n = 100; n < 123; n += 1) await buildComplaint({ title: `Complaint ${n}` });
    const long = await buildComplaint({ title: 'A long story' });
    await buildReplies(long.id, asha, 410);
    await buildEvents(230);
    const page = await browser.open({}, /ERR_FAILED/);
    await page.addInitScript(KEEP_PAPER);
    await signInAs(page, 'asha');
    const print = page.getByRole('button', { name: 'Print', exact: true });

    await page.goto('/admin/resources/departments');
    const rows = page.getByRole('table').getByRole('row');
    await page.getByText('1 to 20 of 13').waitFor();
    const departments = await paperOf(page, () => print.click());
    expect(departments.match(/Department 1\d{3}/g)).to.have.length(130);
    expect(departments).to.match(/1 to (\d+) of \1/);
    await page.getByText('1 to 20 of 13').waitFor();
    await eventually(async () => expect(await rows.count()).to.equal(21));
    const list = '**/resources/departments/actions/list*';
    await page.route(list, (route) => route.abort());
    await print.click();
    await page.getByText('Not all of it could be loaded').waitFor();
    await eventually(async () => expect(await sheets(page)).to.equal(1));
    await page.unroute(list);

    await page.goto('/admin/resources/complaints?filters.view=all&perPage=20&filters.search=Complaint');
    await page.getByText('1 to 20 of 23').waitFor();
    const queue = await paperOf(page, () => page.keyboard.press('Control+p'));
    expect(queue.match(/Complaint 1\d\d/g)).to.have.length(23);
    expect(queue.match(/\d{4}, \d\d:\d\d/g), 'moments are written out').to.have.length(23);

    await page.goto('/admin/resources/events?filters.subjectType=department');
    await page.getByRole('link', { name: 'Older' }).waitFor();
    const log = await paperOf(page, () => print.click());
    expect(log.match(/Name: Printer \d+ →/g)).to.have.length(230);

    await page.goto(`/admin/resources/complaints/records/${long.id}/show`);
    await page.getByRole('button', { name: 'Show earlier' }).waitFor();
    const story = await paperOf(page, () => print.click());
    expect(story.match(/Reply number \d+/g)).to.have.length(410);
  });
});
