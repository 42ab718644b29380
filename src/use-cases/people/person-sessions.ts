import { createHash } from 'node:crypto';
import { Op } from 'sequelize';
import { Session } from '../../models/session.ts';
import { programIn } from './program-in.ts';

/** Said to whoever ends a session that has ended. */
export const SESSION_IS_OVER = 'This session is over already.';

/** A browser in which somebody is signed in. */
export interface OpenSession {
  /** Names the session to those who may end it; nobody signs in with it, nor with what it is made of. */
  readonly handle: string;
  readonly began: Date;
  readonly lastUsed: Date;
  /** The network address that it was opened from; empty: not known. */
  readonly address: string;
  /** Which program, such as `Firefox on Windows`; empty: not known. */
  readonly program: string;
}

/** What a session keeps of where it was opened; one that was opened before this was kept knows nothing. */
interface Origin {
  readonly address?: unknown;
  readonly agent?: unknown;
}

function originIn(data: string): Pick<OpenSession, 'address' | 'program'> {
  const { address, agent } = JSON.parse(data) as Origin;
  return {
    address: typeof address === 'string' ? address : '',
    program: typeof agent === 'string' ? programIn(agent) : '',
  };
}

/** The handle of a stored session: a digest of the digest that is stored of its id. */
export function handleOf(sid: string): string {
  return createHash('sha256').update(`handle ${sid}`).digest('hex').slice(0, 24);
}

/** Somebody's sessions that have not expired, the last used first. */
export async function openSessionsOf(userId: number, now: Date): Promise<OpenSession[]> {
  const rows = await Session.findAll({
    attributes: ['sid', 'data', 'createdAt', 'updatedAt'],
    where: { userId, expires: { [Op.gt]: now } },
    order: [['updatedAt', 'DESC']],
    limit: 50,
  });
  return rows.map(({ sid, data, createdAt, updatedAt }) => ({
    handle: handleOf(sid),
    began: createdAt,
    lastUsed: updatedAt,
    ...originIn(data),
  }));
}

/** What is stored of somebody's sessions' ids: of the one that a handle names, or of all, expired ones included. */
export async function sessionIdsOf(userId: number, handle?: string): Promise<string[]> {
  const rows = await Session.findAll({ attributes: ['sid'], where: { userId }, raw: true });
  const sids = rows.map(({ sid }) => sid);
  return handle === undefined ? sids : sids.filter((sid) => handleOf(sid) === handle);
}
