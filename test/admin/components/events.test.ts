import { expect } from 'chai';
import { eventsOf } from '../../../src/admin/components/complaint/events.ts';
import type { ConversationView } from '../../../src/admin/components/complaint/types.ts';

const elena = { id: 3, name: 'Elena Engineer' };
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 12, minute)).toISOString();
const remark = (id: number, minute: number) => ({
  id,
  author: elena,
  text: `remark ${id}`,
  isInternal: false,
  createdAt: at(minute),
  attachments: [],
});
const change = (version: number, minute: number) => ({
  version,
  by: elena,
  what: `change ${version}`,
  createdAt: at(minute),
});
const led = (id: number, minute: number, from: string | null = 'Open') => ({
  id,
  from,
  to: 'Resolved',
  category: 'resolved',
  by: elena,
  note: '',
  createdAt: at(minute),
});

describe('what happened to a complaint', () => {
  it('is told in the order of time, what one step did as one entry, each of them once', () => {
    const conversation = {
      remarks: [remark(1, 5), remark(2, 9)],
      statusChanges: [led(1, 0, null), led(2, 3), led(3, 9), led(4, 12)],
      changes: [change(1, 3), change(2, 7), change(3, 9), change(4, 12)],
      feedback: [{ statusChangeId: 3, rating: 4, comment: '', createdAt: at(12) }],
    } as unknown as ConversationView;
    const events = eventsOf(conversation).map((event) => [
      event.key,
      event.statusChange?.id,
      event.change?.version,
    ]);
    expect(events).to.deep.equal([
      ['status-2', 2, 1],
      ['remark-1', undefined, undefined],
      ['change-2', undefined, 2],
      ['remark-2', 3, 3],
      ['feedback-3', 4, 4],
    ]);
  });

  it('changes nothing of what it is made from', () => {
    const statusChanges = [led(2, 3)];
    const conversation = { remarks: [remark(1, 3)], statusChanges, changes: [], feedback: [] };
    eventsOf(conversation as unknown as ConversationView);
    expect(statusChanges).to.have.length(1);
  });
});
