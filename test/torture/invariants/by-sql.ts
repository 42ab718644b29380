import { COMPLAINT_EVENTS, SAID_ALONE } from '../../../src/use-cases/complaints/conversation/tell-event.ts';
import type { Invariant } from './invariant.ts';

/** Each of these steps makes a new version. */
const VERSIONS = COMPLAINT_EVENTS.filter((name) => !SAID_ALONE.has(name) && name !== 'complaint.filed')
  .map((name) => `'${name}'`)
  .join(', ');

interface Statement {
  readonly name: string;
  readonly sentence: string;
  /** Finds what contradicts it. */
  readonly sql: string;
}

/** What a statement alone tells. */
export const STATEMENTS: readonly Statement[] = [
  {
    name: 'one profile a user',
    sentence: 'Every user has exactly one profile.',
    sql: 'SELECT u.id, COUNT(p.id) AS profiles FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id GROUP BY u.id HAVING COUNT(p.id) <> 1',
  },
  {
    name: 'portal IDs once',
    sentence: 'No main portal ID is two people’s, whatever the letter case, and none is blank.',
    sql: "SELECT LOWER(TRIM(main_portal_id)) AS portal_id, COUNT(*) AS people FROM user_profiles WHERE main_portal_id IS NOT NULL GROUP BY LOWER(TRIM(main_portal_id)) HAVING COUNT(*) > 1 OR TRIM(MIN(main_portal_id)) = ''",
  },
  {
    name: 'somebody rules',
    sentence: 'There is an active superuser, or somebody active who may give rights.',
    sql: `SELECT 'nobody' AS ruler WHERE NOT EXISTS (SELECT 1 FROM users WHERE is_active = 1 AND is_superuser = 1) AND NOT EXISTS (
      SELECT 1 FROM users u JOIN user_groups g ON g.user_id = u.id JOIN group_permissions p ON p.group_id = g.group_id WHERE u.is_active = 1 AND p.permission = 'permissions.edit')`,
  },
  {
    name: 'filed once',
    sentence: 'Every complaint has the one event by which it was filed.',
    sql: "SELECT c.id, COUNT(e.id) AS filed FROM complaints c LEFT JOIN events e ON e.complaint_id = c.id AND e.name = 'complaint.filed' GROUP BY c.id HAVING COUNT(e.id) <> 1",
  },
  {
    name: 'status by its history',
    sentence: 'Every complaint has the status to which its last change led.',
    sql: 'SELECT c.id FROM complaints c LEFT JOIN status_changes s ON s.id = (SELECT MAX(id) FROM status_changes WHERE complaint_id = c.id) WHERE s.id IS NULL OR s.to_status_id <> c.status_id',
  },
  {
    name: 'history unbroken',
    sentence: 'Every change of status begins where the one before it ended.',
    sql: 'SELECT s.id FROM status_changes s JOIN status_changes b ON b.id = (SELECT MAX(id) FROM status_changes WHERE complaint_id = s.complaint_id AND id < s.id) WHERE s.from_status_id IS NULL OR s.from_status_id <> b.to_status_id',
  },
  {
    name: 'versions gapless',
    sentence:
      'A complaint has as many versions as steps were told of it, whatever it had when it came from elsewhere.',
    sql: `SELECT c.id, c.version, COUNT(e.id) AS steps FROM complaints c JOIN events f ON f.complaint_id = c.id AND f.name = 'complaint.filed'
      LEFT JOIN events e ON e.complaint_id = c.id AND e.origin <> 'import' AND e.name IN (${VERSIONS})
      GROUP BY c.id, c.version, f.origin HAVING c.version < COUNT(e.id) OR (f.origin <> 'import' AND c.version <> COUNT(e.id))`,
  },
  ...['status_changes', 'remarks', 'attachments', 'feedback'].map((table) => ({
    name: `${table} by events`,
    sentence: `Every row of ${table} has the event of the step that wrote it, of the same complaint.`,
    sql: `SELECT t.id FROM ${table} t LEFT JOIN events e ON e.id = t.event_id AND e.complaint_id = t.complaint_id WHERE e.id IS NULL`,
  })),
  {
    name: 'resolved with a time',
    sentence: 'What is resolved has the time when it was, and what nobody resolved or closed has none.',
    sql: "SELECT c.id FROM complaints c JOIN statuses s ON s.id = c.status_id WHERE (s.category = 'resolved' AND c.resolved_at IS NULL) OR (s.category = 'closed' AND c.closed_at IS NULL) OR (s.category NOT IN ('resolved', 'closed') AND (c.resolved_at IS NOT NULL OR c.closed_at IS NOT NULL))",
  },
  {
    name: 'work of those who may',
    sentence: 'Open work is nobody’s, or somebody’s who is active and may do it.',
    sql: `SELECT c.id, c.assignee_id FROM complaints c JOIN statuses s ON s.id = c.status_id JOIN users u ON u.id = c.assignee_id
      WHERE s.category IN ('new', 'open', 'pending') AND (u.is_active = 0 OR NOT EXISTS (
        SELECT 1 FROM user_groups g JOIN group_permissions p ON p.group_id = g.group_id WHERE g.user_id = u.id AND p.permission IN ('complaints.work', 'complaints.work_any')))`,
  },
  {
    name: 'merged is closed',
    sentence: 'What was merged is closed and goes on in one that is not itself.',
    sql: "SELECT c.id FROM complaints c JOIN statuses s ON s.id = c.status_id WHERE c.merged_into_id IS NOT NULL AND (s.category <> 'closed' OR c.merged_into_id = c.id)",
  },
  {
    name: 'said once',
    sentence: 'A reply that was sent twice is said once.',
    sql: "SELECT text FROM remarks WHERE text LIKE 'Said once: %' GROUP BY text HAVING COUNT(*) > 1",
  },
  {
    name: 'in the search',
    sentence: 'Every complaint can be found by its words.',
    sql: 'SELECT c.id FROM complaints c LEFT JOIN search_documents d ON d.complaint_id = c.id WHERE d.complaint_id IS NULL',
  },
  {
    name: 'announced once',
    sentence: 'Nobody is told the same twice by the same way.',
    sql: 'SELECT event_id, recipient_id, channel, kind FROM notifications WHERE event_id IS NOT NULL GROUP BY event_id, recipient_id, channel, kind HAVING COUNT(*) > 1',
  },
  {
    name: 'solutions announced',
    sentence: 'Reporters whose account was never deactivated hear of every solution.',
    sql: `SELECT e.id FROM events e JOIN complaints c ON c.id = e.complaint_id JOIN users u ON u.id = c.reporter_id
      WHERE e.name = 'complaint.resolved' AND e.origin <> 'import' AND u.is_active = 1 AND (e.actor_id IS NULL OR e.actor_id <> c.reporter_id)
      AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.event_id = e.id AND n.recipient_id = c.reporter_id)
      AND NOT EXISTS (SELECT 1 FROM events d WHERE d.subject_type = 'user' AND d.subject_id = u.id AND d.details LIKE '%"isActive"%')`,
  },
  {
    name: 'programs told once',
    sentence: 'No program is told of the same event twice.',
    sql: 'SELECT webhook_id, event_id FROM webhook_deliveries WHERE event_id IS NOT NULL GROUP BY webhook_id, event_id HAVING COUNT(*) > 1',
  },
  {
    name: 'jobs done',
    sentence: 'No job was given up, and none stands still that is due.',
    sql: "SELECT kind, state, last_error FROM jobs WHERE state = 'dead'",
  },
  {
    name: 'bulk steps ended',
    sentence: 'A bulk step that ended has no complaint left.',
    sql: "SELECT r.id, COUNT(*) AS waiting FROM bulk_runs r JOIN bulk_rows b ON b.run_id = r.id WHERE r.state = 'done' AND b.state = 'waiting' GROUP BY r.id",
  },
  {
    name: 'bulk steps once',
    sentence: 'A bulk step that was done with a complaint left one event of it.',
    sql: `SELECT r.id, b.complaint_id FROM bulk_runs r JOIN bulk_rows b ON b.run_id = r.id AND b.state = 'done' AND r.step = 'reject'
      LEFT JOIN events e ON e.complaint_id = b.complaint_id AND e.name = 'complaint.rejected' GROUP BY r.id, b.complaint_id HAVING COUNT(e.id) <> 1`,
  },
];

/** Each as an invariant that tells the first rows that it finds. */
export const bySql: readonly Invariant[] = STATEMENTS.map(({ name, sentence, sql }) => ({
  name,
  sentence,
  find: async ({ place }) => {
    const rows = await place.rows(sql);
    return rows.length === 0 ? [] : [`${rows.length}: ${JSON.stringify(rows.slice(0, 3))}`];
  },
}));
