import { expect } from 'chai';
import { asOf } from '../../src/database/present-moment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { Remark } from '../../src/models/remark.ts';
import { askReporter } from '../../src/use-cases/complaints/steps/ask-reporter.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { resolveComplaint } from '../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { receiveMails } from '../../src/use-cases/mail-in/receive-mails.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { useTestPost } from '../support/database.ts';
import { findDovecot, startDovecot, type TestMailbox } from '../support/dovecot.ts';
import { announceAll, deliverDue } from '../support/mail-jobs.ts';
import { startMailServer, type MailServer, type Received } from '../support/mail-server.ts';
import { MAIL_RULES, mailText } from '../support/mail-texts.ts';

const HER = 'rosa@alphalab.example';
/** After the two minutes within which news of one complaint become one mail. */
const later = () => new Date(Date.now() + 121_000);

describe('a conversation by mail', () => {
  let cast: Cast;
  let mailbox: TestMailbox;
  let server: MailServer;

  before(async () => {
    mailbox = await startDovecot(findDovecot() ?? expect.fail('there is no dovecot here'));
    server = await startMailServer();
  });
  after(async () => {
    useTestPost();
    await server.close();
    await mailbox.stop();
  });
  beforeEach(async () => {
    useTestPost(server.url, mailbox.url);
    await mailbox.empty();
    cast = await buildCast();
  });

  /** What she sends is read by the job, over IMAP. */
  async function sheSends(raw: string): Promise<void> {
    await mailbox.deliver(raw);
    expect(await receiveMails({ ...MAIL_RULES, mailInUrl: mailbox.url })).to.equal(1);
  }

  /** The mails that came to her since she was asked last, sent over SMTP. */
  async function sheGets(): Promise<Received[]> {
    const before = server.received.length;
    await announceAll();
    await asOf(later(), deliverDue);
    return server.received.slice(before).filter(({ to }) => to.includes(HER));
  }

  /** As mail programs answer: to where answers are asked for, with all that went before. */
  function answerTo({ mail }: Received, text: string): string {
    const references = [mail.references, mail.messageId].filter(Boolean).join(' ');
    return mailText({
      to: mail.replyTo?.[0]?.address ?? expect.fail('no address for answers'),
      subject: `Re: ${mail.subject}`,
      headers: [`In-Reply-To: ${mail.messageId}`, `References: ${references}`],
      text: `${text}\r\n\r\nOn Thursday, IT wrote:\r\n> ${mail.subject}`,
    });
  }

  const statusOf = async (id: number) =>
    (await Complaint.findByPk(id, { include: ['status'], rejectOnEmpty: true })).status?.code;

  it('of three turns is one complaint and one thread', async () => {
    await sheSends(mailText({ subject: 'Printer jams', text: 'It jams again.' }));
    const { id } = await Complaint.findOne({ rejectOnEmpty: true });
    const [receipt = expect.fail()] = await sheGets();

    await claimComplaint(cast.elena, { id });
    await askReporter(cast.elena, { id, remark: 'Which room?' });
    const [question = expect.fail()] = await sheGets();
    expect(question.mail.text).to.contain('Which room?');
    await sheSends(answerTo(question, 'Room 3.'));
    expect(await statusOf(id)).to.equal('in_progress');

    await resolveComplaint(cast.elena, { id, remark: 'I cleaned the rollers.' });
    const [solution = expect.fail()] = await sheGets();
    await sheSends(answerTo(solution, 'Thanks, it works.'));
    expect(await statusOf(id)).to.equal('resolved');
    expect((await Complaint.findByPk(id))?.reopenCount).to.equal(0);
    const [asked = expect.fail()] = await sheGets();

    expect(await Complaint.count()).to.equal(1);
    const said = (await Remark.findAll({ order: ['id'] })).map(({ text }) => text);
    expect(said).to.deep.equal(['Which room?', 'Room 3.', 'I cleaned the rollers.', 'Thanks, it works.']);
    const ofRosa = await JournalEvent.findAll({ where: { actorId: cast.rosa.id, complaintId: id } });
    expect(new Set(ofRosa.map(({ origin }) => origin))).to.deep.equal(new Set(['mail']));
    const all = [receipt, question, solution, asked].map(({ mail }) => mail);
    expect(new Set(all.map(({ messageId }) => messageId))).to.have.property('size', 4);
    const roots = all.map(({ inReplyTo, references }) => [inReplyTo, references?.split(' ')[0]]);
    for (const root of roots) expect(root).to.deep.equal([receipt.mail.inReplyTo, receipt.mail.inReplyTo]);
    expect(receipt.mail.inReplyTo).to.match(new RegExp(String.raw`^<complaint\.${id}\.`));
  });
});
