import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { getConversation } from '../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { pdfInThread } from '../../../src/use-cases/exports/pdf-in-thread.ts';
import type { PdfTask } from '../../../src/use-cases/exports/pdf-task.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast } from '../../factories/people.ts';
import { readPdf } from '../../support/read-pdf.ts';

const now = new Date('2026-01-31T10:00:00Z');

describe('a document that is drawn in a thread', function suite() {
  this.timeout(120_000);

  async function complaintSaying(text: string): Promise<PdfTask> {
    const { rosa } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa });
    await addRemark(rosa, { id, remark: 'Hello' });
    const { complaint, events, attachments } = await getConversation(rosa, id, { reopenDays: 0 });
    const long = events.map((one) => (one.remark ? { ...one, remark: { ...one.remark, text } } : one));
    const printed = { complaint, attachments, events: long, pictures: new Map(), timeZone: 'UTC' };
    return { kind: 'complaint', title: 'Long', printed, now };
  }

  it('holds nobody up, however long what was said is', async () => {
    const said = `${'The printer does not answer. '.repeat(3500)}${'x'.repeat(100_000)}打印机没有反应`;
    const task = await complaintSaying(said);
    let [last, longest] = [performance.now(), 0];
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const began = last;
    const content = await pdfInThread(task);
    clearInterval(watch);
    const { pages, text } = readPdf(await buffer(content));
    expect(pages).to.be.above(30);
    expect(text.match(/Theprinterdoesnotanswer\./g)).to.have.length.within(3400, 3500);
    expect(text).to.include('打印机没有反应');
    // Drawn beside the others, nearly all of this would be one wait.
    expect(longest).to.be.below((last - began) / 2);
  });

  it('ends when nobody waits for it any more', async () => {
    const task = await complaintSaying('The printer does not answer. '.repeat(20_000));
    const gone = new AbortController();
    const drawing = pdfInThread(task, gone.signal).catch((error: unknown) => error);
    gone.abort(new Error('gone'));
    expect(await drawing).to.have.property('message', 'gone');
    expect(await pdfInThread(task, gone.signal).catch((error: unknown) => error)).to.equal(
      gone.signal.reason,
    );
  });

  it('tells what went wrong', async () => {
    const broken = { kind: 'complaint', title: 'Broken', printed: {}, now } as unknown as PdfTask;
    expect(await pdfInThread(broken).catch((error: unknown) => error)).to.be.instanceOf(Error);
  });
});
