import type { ReactElement } from 'react';
import type { Conversation } from '../../use-cases/complaints/conversation/get-conversation.ts';

const STAGES = ['Filed', 'Assigned', 'In progress', 'Solved'] as const;

/** How far a complaint has come, from 0 on; undefined where it ended without a solution. */
function reached({ category, code, assignee, resolvedAt }: Conversation['complaint']): number | undefined {
  if (category === 'closed') return code === 'rejected' || resolvedAt === null ? undefined : 3;
  if (category === 'resolved') return 3;
  if (category === 'pending' || code === 'in_progress') return 2;
  return category === 'new' && assignee === null ? 0 : 1;
}

/** The way of a complaint in four words, and where it is. */
export function Progress({ complaint }: Pick<Conversation, 'complaint'>): ReactElement | null {
  const now = reached(complaint);
  if (now === undefined) return null;
  return (
    <ol className="progress-line" aria-label="Progress">
      {STAGES.map((stage, index) => (
        <li
          key={stage}
          className={index <= now ? 'is-reached' : undefined}
          aria-current={index === now ? 'step' : undefined}
        >
          {stage}
          {index < now && <span className="visually-hidden"> (done)</span>}
        </li>
      ))}
    </ol>
  );
}
