import type { ReactElement } from 'react';
import type { QueueRow } from '../../use-cases/complaints/queue/queue-row.ts';

/** Leads to a new complaint that continues this one. */
export function FollowUp({ id, code }: Pick<QueueRow, 'id' | 'code'>): ReactElement {
  const why = code === 'rejected' ? 'was rejected, so it cannot be' : 'has been closed for too long to be';
  return (
    <section className="panel step" aria-labelledby="follow-up">
      <h2 id="follow-up">The problem is back?</h2>
      <p>This complaint {why} reopened. File a new one; it will refer to this one.</p>
      <a className="btn btn-outline-secondary" href={`/complaints/new?followUp=${id}`}>
        File a follow-up complaint
      </a>
    </section>
  );
}
