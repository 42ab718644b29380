import type { ChangeView, ConversationView, FeedbackView, RemarkView, StatusChangeView } from './types.ts';

/** One entry of the conversation: something said, something done, or both in one step. */
export interface ComplaintEvent {
  readonly key: string;
  readonly at: string;
  readonly remark?: RemarkView | undefined;
  readonly statusChange?: StatusChangeView | undefined;
  readonly change?: ChangeView | undefined;
  readonly feedback?: FeedbackView | undefined;
}

/** What one step wrote has one moment. */
function takeAt<Entry extends { readonly createdAt: string }>(
  entries: Entry[],
  at: string,
): Entry | undefined {
  const index = entries.findIndex(({ createdAt }) => createdAt === at);
  return index < 0 ? undefined : entries.splice(index, 1)[0];
}

/**
 * What was said and done in the order of time. A remark stands with the status that it led to; the filing itself is
 * not told, since the description stands above.
 */
export function eventsOf(conversation: ConversationView): ComplaintEvent[] {
  const statusChanges = conversation.statusChanges.filter(({ from }) => from !== null);
  const changes = [...conversation.changes];
  const events: ComplaintEvent[] = [];
  for (const remark of conversation.remarks) {
    const at = remark.createdAt;
    const [statusChange, change] = [takeAt(statusChanges, at), takeAt(changes, at)];
    events.push({ key: `remark-${remark.id}`, at, remark, statusChange, change });
  }
  for (const feedback of conversation.feedback) {
    const at = feedback.createdAt;
    const [statusChange, change] = [takeAt(statusChanges, at), takeAt(changes, at)];
    events.push({ key: `feedback-${feedback.statusChangeId}`, at, feedback, statusChange, change });
  }
  for (const statusChange of statusChanges) {
    const at = statusChange.createdAt;
    events.push({ key: `status-${statusChange.id}`, at, statusChange, change: takeAt(changes, at) });
  }
  for (const change of changes)
    events.push({ key: `change-${change.version}`, at: change.createdAt, change });
  return events.toSorted((a, b) => a.at.localeCompare(b.at));
}
