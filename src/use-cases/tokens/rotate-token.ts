import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { ConflictError } from '../../errors.ts';
import { ApiToken } from '../../models/api-token.ts';
import { can, type Actor } from '../../policies/actor.ts';
import { apiTokenPolicy } from '../../policies/api-token.ts';
import { isPermission } from '../../policies/permissions.ts';
import { authorize, found } from '../../policies/policy.ts';
import { loadAnybody } from '../people/load-actor.ts';
import { tokenRow } from './token-row.ts';
import { refuseMissing, writeToken, type MadeToken } from './write-token.ts';

/** How long a token works on beside the one that takes its place, in milliseconds: until then the program has to know it. */
const TOKEN_OVERLAP_MS = DAY_MS;

/**
 * Makes a token that takes another's place: called alike, with what its scopes still let, and living as long as that one
 * was to live. That one ends a day later, so that no program stands still meanwhile.
 *
 * @throws NotFoundError where there is none, or it is not the actor's to know; ForbiddenError; ConflictError for one that
 *   is over, or whose person is not active; InvalidInputError for rights that the actor lacks.
 */
export async function rotateToken(actor: Actor, id: number): Promise<MadeToken> {
  return inTransaction(async () => {
    const where = { [Op.and]: [{ id }, apiTokenPolicy.visibleTo(actor)] };
    const token = found(await ApiToken.findOne({ where, ...forUpdate() }));
    authorize(apiTokenPolicy, actor, 'create', await tokenRow(token.userId));
    const now = presentMoment();
    if (token.expires <= now) throw new ConflictError('This token is over already. Make another one.');
    const owner = (await loadAnybody(token.userId))?.actor;
    if (owner === undefined) throw new ConflictError('Whose token this is may not sign in any more.');
    const scopes = token.scopes.split(',').filter(isPermission);
    const kept = scopes.filter((name) => can(owner, name));
    refuseMissing(actor, owner, kept);
    const life = token.expires.getTime() - token.createdAt.getTime();
    const replaces = { id, name: `${token.prefix}…` };
    const made = await writeToken(actor, owner, { name: token.name, scopes: kept, life, replaces });
    const end = new Date(Math.min(token.expires.getTime(), now.getTime() + TOKEN_OVERLAP_MS));
    await token.update({ expires: end });
    return made;
  });
}
