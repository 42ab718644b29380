import type { ActionProps } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { PersonComplaints } from './person-complaints.tsx';
import { PersonFacts } from './person-facts.tsx';
import { PersonHistory } from './person-history.tsx';
import { PersonIdentities } from './person-identities.tsx';
import { PersonSessions } from './person-sessions.tsx';
import { isPerson } from './person-types.ts';
import { TokenList } from '../tokens/token-list.tsx';
import { hasTokens } from '../tokens/token-types.ts';

/** The part of the queue's address that shows all complaints that these filters leave. */
function queueQuery(...filters: readonly (readonly [name: string, value: string])[]): string {
  const named = filters.map(([name, value]) => [`filters.${name}`, value]);
  return new URLSearchParams([['filters.view', 'all'], ...named]).toString();
}

/** A person: what is known of them, what they filed and work on, where they are signed in, and what happened last. */
export default function PersonPage({ resource, record: given }: ActionProps): ReactNode {
  const [record, setRecord] = useState(given);
  useEffect(() => setRecord(given), [given]);
  if (!isPerson(record)) return null;
  const { filed, work, sessions, identities, history, refusal, factors } = record.person;
  const { id } = record;
  return (
    <div className="p-person-page">
      <div>
        {work !== null && work.count.count > 0 && (
          <PersonComplaints
            name="work"
            some={work}
            query={queueQuery(['assigneeId', id], ['category', 'new,open,pending'])}
          />
        )}
        {filed !== null && (
          <PersonComplaints name="filed" some={filed} query={queueQuery(['reporterId', id])} />
        )}
        {history !== null && <PersonHistory recordId={id} events={history} />}
      </div>
      <div>
        <PersonFacts resource={resource} record={record} refusal={refusal} factors={factors} />
        {identities !== null && identities.length > 0 && (
          <PersonIdentities record={record} identities={identities} onUnlinked={setRecord} />
        )}
        {sessions !== null && <PersonSessions record={record} sessions={sessions} onEnded={setRecord} />}
        {hasTokens(record) && (
          <TokenList resourceId="users" recordId={id} tokens={record.tokens} onChanged={setRecord} />
        )}
      </div>
    </div>
  );
}
