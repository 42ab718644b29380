import { select } from '../../../database/select.ts';
import type { StatusCategory } from '../../../models/status.ts';
import { displayName } from '../../../models/user.ts';
import type { PersonName } from '../queue/queue-row.ts';

/** A complaint that has to do with another one. */
export interface LinkedComplaint {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly category: StatusCategory;
}

/** Who and what belongs to a complaint. */
export interface Related {
  readonly followers: readonly PersonName[];
  readonly links: readonly LinkedComplaint[];
  /** The complaints that continue this one. */
  readonly followUpIds: readonly number[];
  /** The complaints that go on in this one. */
  readonly mergedIds: readonly number[];
}

interface Row {
  readonly kind: 'follower' | 'link' | 'followUp' | 'merged';
  readonly id: number;
  readonly username: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly title: string | null;
  readonly status: string | null;
  readonly category: StatusCategory | null;
}

const NOBODY = 'NULL AS username, NULL AS firstName, NULL AS lastName';
const NOTHING = 'NULL AS title, NULL AS status, NULL AS category';
const STATEMENT = `
  SELECT 'follower' AS kind, u.id AS id, u.username, u.first_name AS firstName, u.last_name AS lastName, ${NOTHING}
  FROM watchers w JOIN users u ON u.id = w.user_id WHERE w.complaint_id = $id
  UNION ALL
  SELECT 'link', c.id, ${NOBODY}, c.title, s.name, s.category FROM complaint_links l
  JOIN complaints c ON c.id = CASE l.complaint_id WHEN $id THEN l.linked_id ELSE l.complaint_id END
  JOIN statuses s ON s.id = c.status_id WHERE l.complaint_id = $id OR l.linked_id = $id
  UNION ALL SELECT 'followUp', id, ${NOBODY}, ${NOTHING} FROM complaints WHERE follow_up_of_id = $id
  UNION ALL SELECT 'merged', id, ${NOBODY}, ${NOTHING} FROM complaints WHERE merged_into_id = $id
  ORDER BY kind, id`;

const person = ({ id, username, firstName, lastName }: Row): PersonName => ({
  id,
  name: displayName({ username: username ?? '', firstName, lastName }),
});

const linked = ({ id, title, status, category }: Row): LinkedComplaint => ({
  id,
  title: title ?? '',
  status: status ?? '',
  category: category ?? 'new',
});

/** All of it, in one query, whoever asks. */
export async function readRelated(id: number): Promise<Related> {
  const rows = await select<Row>(STATEMENT, { id });
  const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind);
  return {
    followers: of('follower').map(person),
    links: of('link').map(linked),
    followUpIds: of('followUp').map((row) => row.id),
    mergedIds: of('merged').map((row) => row.id),
  };
}
