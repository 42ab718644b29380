import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintLink } from '../../src/models/complaint-link.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { LOOKS, expectAccessible, signInAs, useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

const showUrl = (id: number) => `/admin/resources/complaints/records/${id}/show`;

describe('complaints that have to do with each other, in a browser', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
  });

  const step = (page: Page, name: string) =>
    page.getByRole('region', { name: 'What you can do' }).getByRole('button', { name, exact: true });

  for (const { colorScheme, width } of LOOKS) {
    it(`are linked, followed and merged, ${colorScheme}, ${width} pixels wide`, async () => {
      const { id } = await buildComplaint({
        reporter: cast.rosa,
        title: 'The hall printer prints blank pages',
      });
      const like = await buildComplaint({ reporter: cast.sam, title: 'Hall printer prints blank pages' });
      const other = await buildComplaint({ reporter: cast.sam, title: 'Toner is empty' });
      const page = await browser.open({ colorScheme, viewport: { width, height: 800 } });
      await signInAs(page, 'amir');
      await page.goto(showUrl(like.id), { waitUntil: 'networkidle' });

      await step(page, 'Link').click();
      await page.getByLabel('Link to complaint').fill(`#${other.id}`);
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: `#${other.id} Toner is empty` }).waitFor();
      await eventually(async () => expect(await ComplaintLink.count()).to.equal(1));

      await step(page, 'Add a follower').click();
      await page.getByLabel('Username or e-mail address').fill('nobody');
      await page.keyboard.press('Enter');
      await page.getByText('Nobody has this username or e-mail address.').waitFor();
      await expectAccessible(page);
      await page.getByLabel('Username or e-mail address').fill('emil');
      await page.keyboard.press('Enter');
      await page.getByText('Followed by').waitFor();

      await step(page, 'Merge').click();
      // It is suggested, since it says nearly the same.
      const suggestion = page.getByRole('button', { name: `#${id} The hall printer prints blank pages` });
      await suggestion.click();
      await eventually(async () => expect(await suggestion.getAttribute('aria-pressed')).to.equal('true'));
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Merge the complaint' }).click();
      await page.getByText('Goes on in').waitFor();
      await eventually(async () => expect((await Complaint.findByPk(like.id))?.mergedIntoId).to.equal(id));
      await expectAccessible(page);
      await page.getByText('Goes on in').getByRole('link').click();
      await page.getByText('Merged into this one:').waitFor();
      await page.getByText('Followed by').waitFor();
    });

    it(`show followers and what they follow in the portal, ${colorScheme}, ${width} pixels wide`, async () => {
      const { id } = await buildComplaint({ reporter: cast.rosa, title: 'Broken lamp' });
      const look = { colorScheme, viewport: { width, height: 800 } };
      const page = await browser.open(look);
      await signInAs(page, 'rosa');
      await page.goto(`/complaints/${id}`);
      await page.getByText('Should a colleague follow this, too?').click();
      await page.getByLabel('Username or e-mail address').fill('sam');
      await page.keyboard.press('Enter');
      await page.getByText('Your colleague follows this complaint.').waitFor();
      await page.getByText('Should somebody follow it no more?').click();
      await expectAccessible(page);
      const colleague = await browser.open(look);
      await signInAs(colleague, 'sam');
      await colleague.goto('/');
      await expectAccessible(colleague);
      await colleague.getByRole('link', { name: 'Broken lamp' }).click();
      await colleague.getByText('You follow this complaint').click();
      await expectAccessible(colleague);
      await colleague.getByRole('button', { name: 'Stop following' }).click();
      await colleague.getByRole('heading', { name: 'My complaints' }).waitFor();
      await colleague.getByText('You follow the complaint no more.').waitFor();
      const followed = colleague.getByRole('heading', { name: 'You follow', exact: true });
      await eventually(async () => expect(await followed.count()).to.equal(0));
    });
  }
});
