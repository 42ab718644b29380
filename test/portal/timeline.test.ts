import { expect } from 'chai';
import { timeline } from '../../src/portal/timeline.ts';
import { fileSize } from '../../src/look/file-size.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { changeUrgency } from '../../src/use-cases/complaints/steps/change-urgency.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { closeUnanswered } from '../../src/use-cases/complaints/steps/close-unanswered.ts';
import { getConversation } from '../../src/use-cases/complaints/conversation/get-conversation.ts';
import { rejectComplaint } from '../../src/use-cases/complaints/steps/reject-complaint.ts';
import { resolveComplaint } from '../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { operator } from '../../src/policies/actor.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';

describe('the timeline of a conversation', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function lines(id: number): Promise<string[]> {
    const conversation = await getConversation(cast.rosa, id, { reopenDays: 7, withNotes: false });
    return timeline(conversation.events).map((entry) => {
      if (entry.kind === 'said') return `${entry.role}: ${entry.remark.text}`;
      if (entry.kind === 'rated') return `${entry.feedback.rating} stars`;
      return `${entry.who ?? 'the portal'} ${entry.what}${entry.status === null ? '' : ` -> ${entry.status.name}`}`;
    });
  }

  it('tells every step once, and in words', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await claimComplaint(cast.elena, { id });
    await changeUrgency(cast.amir, { id, urgency: 'high' });
    await addRemark(cast.elena, { id, remark: 'I am on it.' });
    await resolveComplaint(cast.elena, { id, remark: 'Done.' });
    await closeUnanswered(operator, 7, new Date(Date.now() + 8 * 86_400_000));
    expect(await lines(id)).to.deep.equal([
      'Rosa Reporter filed this complaint -> Open',
      'Elena Engineer claimed it -> Assigned',
      'Amir Amc changed the urgency from medium to high',
      'remark: I am on it.',
      'solution: Done.',
      'Elena Engineer resolved it -> Resolved',
      'the portal closed it after 7 days without an answer -> Closed',
    ]);
  });

  it('names the reason of a rejection as such', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await rejectComplaint(cast.amir, { id, remark: 'Not IT.' });
    expect((await lines(id)).slice(1)).to.deep.equal([
      'rejection: Not IT.',
      'Amir Amc rejected it -> Rejected',
    ]);
  });

  it('writes sizes as people read them', () => {
    expect([1, 1023, 1024, 1_258_291, 10_485_760].map(fileSize)).to.deep.equal([
      '1 byte',
      '1023 bytes',
      '1 KB',
      '1.2 MB',
      '10 MB',
    ]);
  });
});
