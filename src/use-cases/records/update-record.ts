import type { Model } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { InvalidInputError, StaleError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize, found } from '../../policies/policy.ts';
import { lockRows } from './lock-rows.ts';
import type { Noun } from './noun.ts';
import type { Changes as Told } from '../../journal/events.ts';
import { changesOf, isChanged } from '../../journal/row-changes.ts';
import { recordUpdated } from './record-change.ts';

const STALE =
  'Somebody else saved this record after you opened it. Look at what is saved now, then save again if yours shall stand.';

type Changes = Readonly<Record<string, unknown>>;

/** At each field that differs, what stands there now. */
function differences(row: Model, changes: Changes): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const attribute of Object.keys(changes)) {
    const saved: unknown = row.get(attribute);
    fields[attribute] =
      typeof saved === 'string' ? `Saved now: ${saved || '(empty)'}` : 'Something else is saved now.';
  }
  return fields;
}

function checkAttributes(actor: Actor, noun: Noun, row: Model, changes: Changes): void {
  const refused: Record<string, string> = {};
  for (const [attribute, { action, refusal }] of Object.entries(noun.attributeRules ?? {})) {
    const changed = attribute in changes && changes[attribute] !== row.get(attribute);
    if (changed && !noun.policy.may(actor, action, row)) refused[attribute] = refusal;
  }
  if (Object.keys(refused).length > 0) throw new InvalidInputError(refused);
}

/**
 * Changes only the given attributes of a plain record, and counts its version up.
 *
 * @param besides changes, in the same transaction, what belongs to the row; returns what is told of it.
 * @param version the one that the form was opened with; undefined: whatever is there.
 * @throws NotFoundError, ForbiddenError, InvalidInputError at the fields, or StaleError when somebody saved in
 *   between.
 */
export async function updateRecord(
  actor: Actor,
  noun: Noun,
  id: number,
  changes: Changes,
  version?: number,
  besides?: (row: Model) => Promise<Told>,
): Promise<Model> {
  return inTransaction(async () => {
    const row = found((await lockRows(actor, noun, [id]))[0]);
    authorize(noun.policy, actor, 'update', row);
    const current = row.get('version');
    if (version !== undefined && version !== current) throw new StaleError(STALE, differences(row, changes));
    checkAttributes(actor, noun, row, changes);
    row.set(changes);
    const others = (await besides?.(row)) ?? {};
    if (row.changed() === false && !isChanged(others)) return row;
    await recordUpdated(actor, row, { ...changesOf(row), ...others });
    return row.set('version', Number(current) + 1).save();
  });
}
