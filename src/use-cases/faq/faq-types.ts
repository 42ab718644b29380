import type { Changes, Named } from '../../journal/events.ts';
import { InvalidInputError } from '../../errors.ts';
import { ComplaintType } from '../../models/complaint-type.ts';
import { FaqType } from '../../models/faq-type.ts';

/** Ids of the complaint types that each of these answers is for. */
export async function typesOf(faqIds: readonly number[]): Promise<Map<number, number[]>> {
  const rows = await FaqType.findAll({ where: { faqId: [...faqIds] }, order: ['typeId'], raw: true });
  const types = new Map(faqIds.map((id): [number, number[]] => [id, []]));
  for (const { faqId, typeId } of rows) types.get(faqId)?.push(typeId);
  return types;
}

async function namesOf(ids: readonly number[]): Promise<Named[]> {
  const rows = await ComplaintType.findAll({
    attributes: ['id', 'name'],
    where: { id: [...ids] },
    order: ['id'],
  });
  return rows.map(({ id, name }) => ({ id, name }));
}

/**
 * Says for complaints of which types an answer is; in the transaction that writes the answer. Returns what changed, for
 * the journal.
 *
 * @throws InvalidInputError at `typeIds` when one of the types does not exist.
 */
export async function setTypes(faqId: number, typeIds: readonly number[]): Promise<Changes> {
  const before = (await typesOf([faqId])).get(faqId) ?? [];
  const wanted = [...new Set(typeIds)];
  const added = wanted.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !wanted.includes(id));
  if (added.length + removed.length === 0) return {};
  const [from, to] = [await namesOf(before), await namesOf(wanted)];
  if (to.length < wanted.length)
    throw new InvalidInputError({ typeIds: 'One of these complaint types does not exist any more.' });
  if (removed.length > 0) await FaqType.destroy({ where: { faqId, typeId: removed } });
  await FaqType.bulkCreate(added.map((typeId) => ({ faqId, typeId })));
  return { types: { from, to } };
}
