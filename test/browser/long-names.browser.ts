import { expect } from 'chai';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { Status } from '../../src/models/status.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { askReporter } from '../../src/use-cases/complaints/steps/ask-reporter.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildFaq } from '../factories/faq.ts';
import { buildCast, renamePerson } from '../factories/people.ts';
import { byHand } from '../support/journal-watch.ts';
import { expectNoSidewaysScrolling, signInAs, useBrowser } from './support/browser.ts';

/** Without a place to break, as long as it may be. */
const long = (length: number, first = 'W') => first.repeat(length);

describe('the longest names in the portal', function suite() {
  this.timeout(180_000);
  const browser = useBrowser();

  it('make no page wider than its window, and stay out of each other’s way', async () => {
    const { rosa, elena } = await buildCast();
    await byHand(async () => {
      await ComplaintType.update({ name: long(100) }, { where: { name: 'Printer' } });
      await Department.update({ name: long(100) }, { where: { name: 'HR' } });
      const hr = await Department.findOne({ where: { name: long(100) }, rejectOnEmpty: true });
      await UserProfile.update(
        { departmentId: hr.id, mainPortalId: long(100, 'P') },
        { where: { userId: rosa.id } },
      );
      for (const person of [rosa, elena])
        await renamePerson(person, { firstName: long(100, 'F'), lastName: long(100, 'L') });
      await Status.update({ name: long(50, 'S') }, { where: { code: 'waiting' } });
    });
    const { id } = await buildComplaint({
      reporter: rosa,
      type: long(100),
      title: long(255, 'T'),
      location: long(255, 'O'),
    });
    await claimComplaint(elena, { id });
    await askReporter(elena, { id, remark: long(500, 'Q') });
    const faqId = await buildFaq({ category: long(100, 'C'), question: long(200), answer: long(300) });
    await buildFaq({ category: long(100, 'C'), question: long(200, 'M') });
    await createToken(rosa, rosa, { name: long(100), scopes: [], days: 30 });
    const pages = [
      '/',
      `/?search=${long(60)}`,
      '/complaints/new',
      `/complaints/${id}`,
      '/faq',
      `/faq/${faqId}`,
      '/notifications',
      '/profile',
      '/profile/tokens',
      '/profile/sessions',
      '/profile/security',
      '/notifications/settings',
    ];
    for (const width of [360, 1280]) {
      const page = await browser.open({ viewport: { width, height: 800 } });
      await signInAs(page, 'rosa');
      for (const path of pages) {
        const answer = await page.goto(path);
        expect(answer?.status(), path).to.equal(200);
        await expectNoSidewaysScrolling(page);
      }
      await page.goto('/profile/sessions');
      const [program, mark] = await Promise.all(
        ['strong', '.hint'].map((part) =>
          page.locator(`.tokens li:first-child ${part}`).first().boundingBox(),
        ),
      );
      expect(
        (mark?.x ?? 0) - (program?.x ?? 0) - (program?.width ?? 0),
        'between a name and what is said of it',
      ).to.be.at.least(4);
    }
  });
});
