import { select, storedMoment } from '../../database/select.ts';
import { heardOf } from '../../journal/kept.ts';
import { displayName } from '../../models/user.ts';
import { actorFor, type Person } from '../../policies/actor.ts';

/** An actor and the session version that a session of theirs must carry. */
export interface SignedIn {
  readonly actor: Person;
  readonly sessionVersion: number;
  /** They choose a new password before they do anything else. */
  readonly mustChangePassword: boolean;
  /** One of their groups wants a second factor of its people. */
  readonly needsFactor: boolean;
  /** They have one. */
  readonly hasFactor: boolean;
}

/** Somebody's rights, as a statement with `PERSON_COLUMNS` reads them. */
export interface PersonRow {
  /** Null where a session belongs to nobody who may sign in. */
  readonly id: number | null;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly isSuperuser: number | boolean;
  readonly isService: number | boolean;
  readonly takesWork: number | boolean;
  readonly sessionVersion: number;
  readonly mustChangePassword: number | boolean;
  readonly hasFactor: number | boolean;
  /** Null for somebody in no group. */
  readonly needsFactor: number | boolean | null;
  /** Null for somebody in no group. */
  readonly groupName: string | null;
  /** With commas between them. */
  readonly permissions: string | null;
}

interface SessionRow extends PersonRow {
  readonly sid: string;
  readonly data: string;
  readonly newestEvent: number | null;
  readonly hasNews: number | boolean;
  readonly hasKeptForms: number | boolean;
  readonly isWatching: number | boolean;
}

/** Of a user `u`, with a row for each group: it is asked with every request. */
export const PERSON_COLUMNS = `
  u.id, u.username, u.first_name AS firstName, u.last_name AS lastName, u.is_superuser AS isSuperuser,
  u.is_service AS isService, u.takes_work AS takesWork,
  u.session_version AS sessionVersion,
  u.must_change_password AS mustChangePassword,
  EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = u.id)
    OR EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = u.id) AS hasFactor,
  g.requires_second_factor AS needsFactor, g.name AS groupName,
  (SELECT GROUP_CONCAT(p.permission) FROM group_permissions p WHERE p.group_id = g.id) AS permissions`;
/** Their groups, joined to a user `u`. */
export const PERSON_GROUPS = `
  LEFT JOIN user_groups m ON m.user_id = u.id
  LEFT JOIN \`groups\` g ON g.id = m.group_id`;
const OF_ANYBODY = `SELECT ${PERSON_COLUMNS} FROM users u ${PERSON_GROUPS} WHERE u.id = $id AND u.is_active = 1`;
const OF_PERSON = `${OF_ANYBODY} AND u.is_service = 0`;
const OF_SESSION = `
  SELECT s.sid, s.data, (SELECT MAX(id) FROM events) AS newestEvent,
    EXISTS (SELECT 1 FROM notifications n WHERE n.recipient_id = s.user_id AND n.channel = 'portal' AND n.read_at IS NULL) AS hasNews,
    EXISTS (SELECT 1 FROM kept_forms f WHERE f.owner_id = s.user_id) AS hasKeptForms,
    EXISTS (SELECT 1 FROM watchers w WHERE w.user_id = s.user_id) AS isWatching, ${PERSON_COLUMNS}
  FROM sessions s LEFT JOIN users u ON u.id = s.user_id AND u.is_active = 1 AND u.is_service = 0 ${PERSON_GROUPS}
  WHERE s.expires > $now AND `;

/** The person whose rows these are; undefined where there is none. */
export function personIn(rows: readonly PersonRow[]): SignedIn | undefined {
  const [user] = rows;
  if (user === undefined || user.id === null) return undefined;
  const groups = rows.flatMap(({ groupName, permissions }) =>
    groupName === null ? [] : [{ name: groupName, permissions: (permissions ?? '').split(',') }],
  );
  const { id, username, sessionVersion } = user;
  const isSuperuser = Boolean(user.isSuperuser);
  const [isService, takesWork] = [Boolean(user.isService), Boolean(user.takesWork)];
  const standing = {
    id,
    username,
    displayName: displayName(user),
    isSuperuser,
    isService,
    takesWork,
    groups,
  };
  return {
    actor: actorFor(standing),
    sessionVersion,
    mustChangePassword: Boolean(user.mustChangePassword),
    needsFactor: rows.some(({ needsFactor }) => Boolean(needsFactor)),
    hasFactor: Boolean(user.hasFactor),
  };
}

/**
 * The active person with this id, with their groups and rights of this moment, or nothing: programs are nobody who signs
 * in, reads mails or is asked.
 */
export async function loadActor(id: number): Promise<SignedIn | undefined> {
  return personIn(await select<PersonRow>(OF_PERSON, { id }));
}

/** The same, programs included: for what was begun by whoever acts, and goes on in their name. */
export async function loadAnybody(id: number): Promise<SignedIn | undefined> {
  return personIn(await select<PersonRow>(OF_ANYBODY, { id }));
}

/**
 * Whether there may be something for a person that many pages look for, and mostly is not there: read with the session, so that what is
 * not there is not asked for.
 */
export interface MayHave {
  /** What they did not read yet. */
  readonly news: boolean;
  /** Forms of theirs that were kept. */
  readonly keptForms: boolean;
  /** Complaints that they watch. */
  readonly watched: boolean;
}

/** A session that has not expired, and the person whose it is; undefined for nobody who may sign in. */
export interface StoredSession {
  /** Under which it is stored by now. */
  readonly sid: string;
  readonly data: string;
  readonly person: SignedIn | undefined;
  readonly mayHave: MayHave;
}

/**
 * The session that is stored under `sid`, or was before its person confirmed who they are, with its person as they are at this
 * moment; in one statement where it is under `sid`.
 */
export async function loadSession(sid: string, now: Date): Promise<StoredSession | undefined> {
  const bind = { sid, now: storedMoment(now) };
  const present = await select<SessionRow>(`${OF_SESSION} s.sid = $sid`, bind);
  const rows =
    present.length > 0 ? present : await select<SessionRow>(`${OF_SESSION} s.former_sid = $sid`, bind);
  const [session] = rows;
  heardOf(session?.newestEvent ?? 0);
  if (session === undefined) return undefined;
  const { hasNews, hasKeptForms, isWatching, data } = session;
  const mayHave = { news: Boolean(hasNews), keptForms: Boolean(hasKeptForms), watched: Boolean(isWatching) };
  return { sid: session.sid, data, person: personIn(rows), mayHave };
}
