import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { Job } from '../../../src/models/job.ts';
import { Notification } from '../../../src/models/notification.ts';
import { record } from '../../../src/journal/record.ts';
import { operator } from '../../../src/policies/actor.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { answerComplaint } from '../../../src/use-cases/complaints/steps/answer-complaint.ts';
import { askReporter } from '../../../src/use-cases/complaints/steps/ask-reporter.ts';
import { assignComplaint } from '../../../src/use-cases/complaints/steps/assign-complaint.ts';
import { changeUrgency } from '../../../src/use-cases/complaints/steps/change-urgency.ts';
import { confirmComplaint } from '../../../src/use-cases/complaints/steps/confirm-complaint.ts';
import { mergeComplaint } from '../../../src/use-cases/complaints/steps/merge-complaint.ts';
import { reopenComplaint } from '../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { resolveComplaint } from '../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { startComplaint } from '../../../src/use-cases/complaints/steps/start-complaint.ts';
import { unassignComplaint } from '../../../src/use-cases/complaints/steps/unassign-complaint.ts';
import { withdrawComplaint } from '../../../src/use-cases/complaints/steps/withdraw-complaint.ts';
import { notify } from '../../../src/use-cases/notifications/notify.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { useTestPost } from '../../support/database.ts';
import { announceAll, deliverDue } from '../../support/mail-jobs.ts';
import { startMailServer, type MailServer } from '../../support/mail-server.ts';

type Name = keyof Cast;
type Step = (id: number, cast: Cast) => Promise<unknown>;

const remark = 'See for yourself.';
const ask: Step = (id, { elena }) => askReporter(elena, { id, remark });
const resolve: Step = (id, { elena }) => resolveComplaint(elena, { id, remark });
const answer: Step = (id, { rosa }) => answerComplaint(rosa, { id, remark });
const reply: Step = (id, { rosa }) => addRemark(rosa, { id, remark });
const withdraw: Step = (id, { rosa }) => withdrawComplaint(rosa, { id });
const confirm: Step = (id, { rosa }) => confirmComplaint(rosa, { id });
const reopen: Step = (id, { rosa }) => reopenComplaint(rosa, { id, remark }, 7);
const start: Step = (id, { elena }) => startComplaint(elena, { id });
const giveTo =
  (name: Name): Step =>
  (id, cast) =>
    assignComplaint(cast.amir, { id, assigneeId: cast[name].id });
const unassign: Step = (id, { amir }) => unassignComplaint(amir, { id });
const merge: Step = async (id, { amir, sam }) => {
  const { id: intoId } = await buildComplaint({ reporter: sam });
  return mergeComplaint(amir, { id, intoId });
};
const urgent =
  (urgency: 'critical' | 'low'): Step =>
  (id, { asha }) =>
    changeUrgency(asha, { id, urgency });
/** Elena may do no such work any more. */
const leave: Step = (_id, { elena }) => updateUser(operator, elena.id, { isActive: false });
/** The resolution is due soon. */
const warn: Step = (id) =>
  inTransaction(() =>
    record({
      name: 'complaint.warned',
      by: operator,
      subjectId: id,
      complaintId: id,
      details: { target: 'resolution', dueAt: '2026-11-27T12:00:00.000Z' },
    }),
  );
const nothing: Step = () => Promise.resolve();

/** What happens at once, by when the mail is sent; who then reads what, and whether they are asked for something. */
const CASES: readonly (readonly [
  what: string,
  steps: readonly Step[],
  reader: Name,
  says: RegExp | undefined,
  never?: RegExp,
])[] = [
  ['a question', [ask, nothing], 'rosa', /asks you[\s\S]*\?do=answer/],
  ['a question that was answered', [ask, answer], 'rosa', undefined],
  ['a question to a complaint that was withdrawn', [ask, withdraw], 'rosa', undefined],
  ['a question that IT takes back', [ask, start], 'rosa', /asked you[\s\S]*See for/, /do=answer|asks you/],
  ['a second question', [ask, answer, ask], 'rosa', /asks you[\s\S]*\?do=answer/],
  ['a solution', [resolve], 'rosa', /does it work now\?[\s\S]*\?do=confirm/],
  ['a solution that was confirmed', [resolve, confirm], 'rosa', undefined],
  ['a solution that was reopened', [resolve, reopen], 'rosa', undefined],
  [
    'a solution of what was merged then',
    [resolve, merge],
    'rosa',
    /resolved it[\s\S]*merged it/,
    /do=|work now/,
  ],
  ['a warning', [warn], 'elena', /The resolution is due at 27 Nov 2026/],
  ['a warning of what is resolved by now', [warn, resolve], 'elena', undefined],
  ['a warning of what somebody else has by now', [warn, giveTo('emil')], 'elena', /handed/, /due at/],
  ['a warning to all of what is resolved by now', [warn, resolve], 'amir', undefined],
  ['an assignment', [giveTo('emil')], 'emil', /assigned it to you/],
  ['an assignment that went on to another', [giveTo('emil'), giveTo('elena')], 'emil', /handed/, /to you/],
  ['an assignment of what was merged then', [giveTo('emil'), merge], 'emil', undefined],
  ['an assignment of what was withdrawn then', [giveTo('emil'), withdraw], 'emil', undefined],
  ['what becomes critical', [urgent('critical')], 'amir', /made it critical/],
  ['what was critical for a moment', [urgent('critical'), urgent('low')], 'amir', undefined],
  [
    'what was critical and is withdrawn',
    [urgent('critical'), withdraw],
    'elena',
    undefined,
    /made it critical/,
  ],
  ['what nobody has any more', [leave], 'amir', /Nobody has it any more/],
  ['what nobody had for a moment', [leave, giveTo('emil')], 'amir', undefined],
  ['a reply to what nobody has', [unassign, reply], 'amir', /Rosa Reporter replied/],
  ['a reply to what somebody has by then', [unassign, reply, giveTo('emil')], 'amir', undefined],
];

describe('a mail that was overtaken', () => {
  let cast: Cast;
  let server: MailServer;
  beforeEach(async () => {
    cast = await buildCast();
    server = await startMailServer();
    useTestPost(server.url);
  });
  afterEach(async () => {
    useTestPost();
    await server.close();
  });

  async function complaintOfRosa(): Promise<number> {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'in_progress' });
    await announceAll();
    await Notification.destroy({ where: {} });
    await Job.destroy({ where: {} });
    return id;
  }

  const deliverLater = () => asOf(new Date(Date.now() + 121_000), deliverDue);
  const readBy = (name: Name) =>
    server.received.filter(({ to }) => to[0]?.startsWith(cast[name].username)).map(({ mail }) => mail);

  for (const [what, steps, reader, says, never] of CASES) {
    it(`by what happened since: ${what}`, async () => {
      const id = await complaintOfRosa();
      for (const step of steps) await step(id, cast);
      await announceAll();
      await deliverLater();
      const text = readBy(reader)
        .map((mail) => `${mail.text}${mail.html}`)
        .join('');
      if (says === undefined) expect(text).to.equal('');
      else expect(text).to.match(says);
      if (never !== undefined) expect(text).not.to.match(never);
    });
  }

  it('is written down as dropped, with why', async () => {
    const id = await complaintOfRosa();
    await ask(id, cast);
    await announceAll();
    await answer(id, cast);
    await deliverLater();
    const row = await Notification.findOne({ where: { kind: 'own.question', channel: 'mail' } });
    expect(row).to.include({ state: 'dropped', lastError: 'What it asks for was done before it was sent.' });
  });

  it('is a letter too: nobody is asked whether it works who said so', async () => {
    const id = await complaintOfRosa();
    await resolve(id, cast);
    await Job.destroy({ where: {} });
    const letter = { kind: 'letter.still_resolved', channel: 'mail', recipientId: cast.rosa.id } as const;
    const write = (dedupeKey: string) =>
      inTransaction(() => notify({ ...letter, complaintId: id, details: {}, dedupeKey }));
    await write('first');
    await deliverDue();
    expect(readBy('rosa')[0]?.html).to.contain(`/complaints/${id}?do=reopen`);
    await write('second');
    await confirm(id, cast);
    await deliverDue();
    expect(readBy('rosa')).to.have.length(1);
  });
});
