import { Op } from 'sequelize';
import type { Actor } from '../../policies/actor.ts';
import { UNSOLVED } from '../../policies/complaint-steps.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { journalPolicy } from '../../policies/journal.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { countUpTo, type Count } from '../complaints/queue/count-up-to.ts';
import { firstComplaints } from '../complaints/queue/list-complaints.ts';
import { statusesByCategory } from '../complaints/queue/queue-filter.ts';
import type { QueueRow } from '../complaints/queue/queue-row.ts';
import { listEvents } from '../journal/list-events.ts';
import type { ShownEvent } from '../journal/present-event.ts';
import { findRefusal, type Refusal } from '../notifications/outbox/find-refusal.ts';
import { apiTokenPolicy } from '../../policies/api-token.ts';
import { listTokens, type TokenView } from '../tokens/list-tokens.ts';
import { tokenRow } from '../tokens/token-row.ts';
import { identitiesOf, type LinkedIdentity } from '../single-sign-on/identities.ts';
import { factorsOf, type Factors } from '../second-factor/factors-of.ts';
import { openSessionsOf, type OpenSession } from './person-sessions.ts';

/** Of each list the page shows so many; the rest is a click away. */
const SHOWN = 6;

/** The newest complaints of a kind, and how many there are. */
interface SomeComplaints {
  readonly count: Count;
  readonly rows: readonly QueueRow[];
}

/** What a person's page tells beside the person's own row; null is what the actor may not see. */
export interface PersonPage {
  readonly filed: SomeComplaints | null;
  /** What is open of that which is assigned to them. */
  readonly work: SomeComplaints | null;
  readonly sessions: readonly OpenSession[] | null;
  readonly tokens: readonly TokenView[] | null;
  /** By which accounts of other services they sign in. */
  readonly identities: readonly LinkedIdentity[] | null;
  /** What they give beside their password. */
  readonly factors: Factors | null;
  readonly history: readonly ShownEvent[] | null;
  /** Why mails do not reach their address. */
  readonly refusal: Refusal | null;
}

async function complaintsOf(
  actor: Actor,
  id: number,
  now: Date,
): Promise<Pick<PersonPage, 'filed' | 'work'>> {
  if (!complaintPolicy.may(actor, 'queue')) return { filed: null, work: null };
  const statuses = await statusesByCategory();
  const open = UNSOLVED.flatMap((category) => statuses.get(category) ?? []);
  const visible = complaintPolicy.visibleTo(actor);
  const counts = await countUpTo({
    filed: { [Op.and]: [visible, { reporterId: id }] },
    work: { [Op.and]: [visible, { assigneeId: id, statusId: open }] },
  });
  const page = { view: 'all', pageSize: SHOWN } as const;
  const filed = await firstComplaints(actor, { ...page, reporterIds: [id] }, now);
  const work = await firstComplaints(actor, { ...page, assigneeIds: [id], categories: [...UNSOLVED] }, now);
  return { filed: { count: counts.filed, rows: filed }, work: { count: counts.work, rows: work } };
}

/**
 * What belongs to a person, as far as the actor may see each part of it: their complaints, their work, where they are
 * signed in, by what tokens programs act as them, and what the journal tells last.
 *
 * @throws ForbiddenError.
 */
export async function readPerson(actor: Actor, id: number, now: Date = new Date()): Promise<PersonPage> {
  authorize(userPolicy, actor, 'read', { id });
  const maySeeSessions = userPolicy.may(actor, 'endSessions', { id });
  const maySeeTokens = apiTokenPolicy.may(actor, 'list', await tokenRow(id));
  const mayReadJournal = journalPolicy.may(actor, 'list');
  const asked = { subjectType: 'user', subjectId: id, limit: SHOWN };
  return {
    ...(await complaintsOf(actor, id, now)),
    sessions: maySeeSessions ? await openSessionsOf(id, now) : null,
    tokens: maySeeTokens ? await listTokens(actor, id) : null,
    identities: userPolicy.may(actor, 'unlink', { id }) ? await identitiesOf(id) : null,
    factors: maySeeSessions ? await factorsOf(id) : null,
    history: mayReadJournal ? (await listEvents(actor, asked)).events : null,
    refusal: await findRefusal(id),
  };
}
