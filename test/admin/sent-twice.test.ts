import { expect } from 'chai';
import { AssignmentRule } from '../../src/models/assignment-rule.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { Faq } from '../../src/models/faq.ts';
import { Group } from '../../src/models/group.ts';
import { ReplyTemplate } from '../../src/models/reply-template.ts';
import { Status } from '../../src/models/status.ts';
import { Submission } from '../../src/models/submission.ts';
import { User } from '../../src/models/user.ts';
import { Webhook } from '../../src/models/webhook.ts';
import { buildCategory } from '../factories/faq.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { withPanel, type Panel } from '../support/panel.ts';

const KEY = 'drawn-with-the-form-0123456789';

/** The panel's New forms, each with what makes one more record. */
const FORMS = {
  departments: { model: Department, values: { name: 'Research' } },
  complaint_types: { model: ComplaintType, values: { name: 'Projector' } },
  statuses: { model: Status, values: { name: 'On hold', category: 'pending', position: '9' } },
  groups: { model: Group, values: { name: 'Auditor' } },
  users: {
    model: User,
    values: { username: 'neo', password: 'a fine long password', 'profile.mainPortalId': 'AL-77' },
  },
  // Nothing else keeps two of these from standing side by side.
  reply_templates: { model: ReplyTemplate, values: { name: 'Restart', text: 'Restart it, please.' } },
  assignment_rules: { model: AssignmentRule, values: { name: 'Network', words: 'vpn', isActive: 'true' } },
  webhooks: {
    model: Webhook,
    values: { name: 'Chat', url: 'https://chat.example/hook', events: 'complaint.filed', isActive: 'true' },
  },
  faqs: { model: Faq, values: { question: 'Why?', answer: 'So.', isActive: 'true' } },
} as const;

describe('a New form of the panel that is sent more than once', () => {
  const panel = withPanel();
  let asha: Panel;

  let cast: Cast;

  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  for (const [resource, { model, values }] of Object.entries(FORMS)) {
    it(`makes one of the ${resource}, and each time answers with that`, async () => {
      const before = await (model as typeof Department).count();
      const needed: Readonly<Record<string, string>> =
        resource === 'faqs'
          ? { categoryId: String(await buildCategory('Printers')) }
          : resource === 'assignment_rules'
            ? { personId: String(cast.elena.id) }
            : {};
      const form = { ...values, ...needed, submissionKey: KEY };
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => asha.create(resource, form)));
      answers.push(await asha.create(resource, form));
      for (const { notice, text } of answers) expect(notice?.message, text).to.match(/ was created\./);
      const [first] = answers;
      expect(first?.record.id).to.be.a('number');
      for (const { record } of answers) expect(record.id).to.equal(first?.record.id);
      expect(await (model as typeof Department).count()).to.equal(before + 1);
    });
  }

  it('makes another when something else is in it, or somebody else sends it', async () => {
    const { record } = await asha.create('departments', { name: 'Research', submissionKey: KEY });
    const other = await asha.create('departments', { name: 'Science', submissionKey: KEY });
    expect(other.record.id).to.be.a('number').that.is.not.equal(record.id);
    await buildUser({ username: 'second', groups: ['Admin'] });
    const second = await panel.as('second');
    const refused = await second.create('departments', { name: 'Research', submissionKey: KEY });
    expect(refused.record.errors.name?.message).to.match(/already/);
  });

  it('is refused like any other where nothing was made, and can be sent again then', async () => {
    const refused = await asha.create('departments', { name: 'Finance', submissionKey: KEY });
    expect(refused.record.errors.name?.message).to.match(/already/);
    expect(await Submission.count()).to.equal(0);
    await Department.update({ name: 'Money' }, { where: { name: 'Finance' }, individualHooks: true });
    const made = await asha.create('departments', { name: 'Finance', submissionKey: KEY });
    expect(made.notice?.type, made.text).to.equal('success');
  });

  it('holds a key of its own, or is not complete', async () => {
    const { notice } = await asha.create('departments', { name: 'Research', submissionKey: 'x' });
    expect(notice?.message).to.equal('This form is not complete. Please load it again.');
    expect(await Department.count({ where: { name: 'Research' } })).to.equal(0);
  });
});
