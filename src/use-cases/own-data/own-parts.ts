import { Op, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
import { readableDetails } from '../../journal/readable-details.ts';
import { Group } from '../../models/group.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { Remark } from '../../models/remark.ts';
import { User } from '../../models/user.ts';
import { can, type Person } from '../../policies/actor.ts';
import { found } from '../../policies/policy.ts';
import { recoveryCodesLeft } from '../second-factor/recovery-codes.ts';
import { getOwnProfile } from '../people/get-own-profile.ts';
import { ownComplaintsWhole } from './own-complaints.ts';
import { OWN_ROWS, type OwnRows } from './own-rows.ts';

/** Rows that are read at once. */
const BATCH = 500;

/** A part of what somebody is handed: one thing, or one after the other. */
export type OwnPart = readonly [name: string, content: object | AsyncIterable<object>];

type Values = Readonly<Record<string, unknown>>;

/** Rows in the order of their key, a page at a time. */
async function* rowsOf(
  model: ModelStatic<Model>,
  where: WhereOptions,
  attributes: readonly string[],
): AsyncGenerator<Values> {
  const order = model.primaryKeyAttributes;
  for (let offset = 0; ; offset += BATCH) {
    const rows = await model.findAll({
      attributes: [...attributes],
      where,
      order: [...order],
      limit: BATCH,
      offset,
    });
    for (const row of rows) yield row.get({ plain: true }) as Values;
    if (rows.length < BATCH) return;
  }
}

/** That somebody left a note is a part of the note. */
const withoutNotes = (actor: Person, column: string): WhereOptions =>
  can(actor, 'notes.use') ? {} : { [column]: { [Op.notLike]: '%noted' } };

function ownRows(actor: Person, { model, column, attributes }: OwnRows): AsyncGenerator<Values> {
  const notes = attributes.includes('kind') ? withoutNotes(actor, 'kind') : {};
  return rowsOf(model, { [Op.and]: [{ [column]: actor.id }, notes] }, attributes);
}

async function accountOf(actor: Person): Promise<object> {
  const user = found(await User.findByPk(actor.id, { include: [{ model: Group, as: 'groups' }] }));
  const { username, email, firstName, lastName, isActive, isSuperuser, dateJoined, lastLogin } = user;
  const { department } = await getOwnProfile(actor);
  const groups = user.groups?.map(({ name }) => name) ?? [];
  const recoveryCodes = await recoveryCodesLeft(actor.id);
  const account = { username, email, firstName, lastName, isActive, isSuperuser, dateJoined, lastLogin };
  return { ...account, department, groups, recoveryCodes };
}

/** What they wrote in whatever complaint; their notes as long as they may read notes. */
async function* ownRemarks(actor: Person): AsyncGenerator<object> {
  const where = { authorId: actor.id, ...(can(actor, 'notes.use') ? {} : { isInternal: false }) };
  yield* rowsOf(Remark, where, ['complaintId', 'text', 'isInternal', 'createdAt']);
}

/** What they did: of what others are concerned by, only that it was done. */
async function* ownDeeds(actor: Person): AsyncGenerator<object> {
  const where = { [Op.and]: [{ actorId: actor.id }, withoutNotes(actor, 'name')] };
  yield* rowsOf(JournalEvent, where, [
    'name',
    'subjectType',
    'subjectId',
    'complaintId',
    'origin',
    'address',
    'createdAt',
  ]);
}

/** What was done to their account, with what changed of it, and not by whom. */
async function* ownHistory(actor: Person): AsyncGenerator<object> {
  const where = { subjectType: 'user', subjectId: actor.id };
  for await (const { details, actorId, ...event } of rowsOf(JournalEvent, where, [
    'name',
    'details',
    'actorId',
    'createdAt',
  ])) {
    const { changes = null } = readableDetails(String(details)) as { readonly changes?: object };
    yield { ...event, byThemselves: actorId === actor.id, changes };
  }
}

/** All that the portal knows of somebody and may tell them, part by part. */
export async function* ownParts(actor: Person): AsyncGenerator<OwnPart> {
  yield ['account', await accountOf(actor)];
  for (const one of OWN_ROWS) yield [one.part, ownRows(actor, one)];
  yield ['complaints', ownComplaintsWhole(actor)];
  yield ['remarks', ownRemarks(actor)];
  yield ['whatYouDid', ownDeeds(actor)];
  yield ['whatWasDoneToYourAccount', ownHistory(actor)];
}
