import { Op, type WhereOptions } from 'sequelize';
import type { JournalEvent } from '../../models/journal-event.ts';
import { operator, portal } from '../../policies/actor.ts';
import { singleSignOn } from '../single-sign-on/rules.ts';

/** What jobs did was once written down as the operator's: what is sealed stays, and is told right. */
const BY_JOB = { actorName: operator.name, origin: 'worker' } as const;

/** Those who act and are nobody in the database, by their names, with what of the journal is theirs. */
const NOBODIES: readonly (readonly [name: string, theirs: WhereOptions])[] = [
  [operator.name, { actorName: operator.name, origin: { [Op.ne]: BY_JOB.origin } }],
  [portal.name, { [Op.or]: [{ actorName: portal.name }, BY_JOB] }],
  [singleSignOn.name, { actorName: singleSignOn.name }],
];

/** What was done by those of them in whose names this part stands. */
export function doneByNobody(part: string): WhereOptions[] {
  const theirs = NOBODIES.filter(([name]) => name.toLowerCase().includes(part.toLowerCase()));
  return theirs.map(([, theirOwn]) => ({ [Op.and]: [{ actorId: null }, theirOwn] }));
}

/** Who did something, as they were called then. */
export function doerOf({ actorId, actorName, origin }: JournalEvent): string {
  const isByJob = actorId === null && actorName === BY_JOB.actorName && origin === BY_JOB.origin;
  return isByJob ? portal.name : actorName;
}
