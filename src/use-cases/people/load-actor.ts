import { QueryTypes } from 'sequelize';
import { database } from '../../database/connect.ts';
import { displayName } from '../../models/user.ts';
import { actorFor, type Person } from '../../policies/actor.ts';

/** An actor and the session version that a session of theirs must carry. */
export interface SignedIn {
  readonly actor: Person;
  readonly sessionVersion: number;
}

interface Row {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly isSuperuser: number | boolean;
  readonly sessionVersion: number;
  /** Null for somebody in no group. */
  readonly groupName: string | null;
  /** With commas between them. */
  readonly permissions: string | null;
}

// A row for each group, as text: it is asked with every request.
const SELECT = `
  SELECT u.id, u.username, u.first_name AS firstName, u.last_name AS lastName, u.is_superuser AS isSuperuser,
    u.session_version AS sessionVersion, g.name AS groupName,
    (SELECT GROUP_CONCAT(p.permission) FROM group_permissions p WHERE p.group_id = g.id) AS permissions
  FROM users u
  LEFT JOIN user_groups m ON m.user_id = u.id
  LEFT JOIN \`groups\` g ON g.id = m.group_id
  WHERE u.id = :id AND u.is_active = 1`;

/** The active person with this id, with their groups and rights of this moment, or nothing. */
export async function loadActor(id: number): Promise<SignedIn | undefined> {
  const rows = await database().query<Row>(SELECT, { replacements: { id }, type: QueryTypes.SELECT });
  const [user] = rows;
  if (user === undefined) return undefined;
  const groups = rows.flatMap(({ groupName, permissions }) =>
    groupName === null ? [] : [{ name: groupName, permissions: (permissions ?? '').split(',') }],
  );
  const { username, sessionVersion } = user;
  const isSuperuser = Boolean(user.isSuperuser);
  const standing = { id: user.id, username, displayName: displayName(user), isSuperuser, groups };
  return { actor: actorFor(standing), sessionVersion };
}
