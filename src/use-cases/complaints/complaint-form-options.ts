import { ComplaintType } from '../../models/complaint-type.ts';
import { URGENCIES, type Urgency } from '../../models/complaint.ts';

/** What can be chosen in the complaint form. */
export interface ComplaintFormOptions {
  readonly types: readonly { readonly id: number; readonly name: string }[];
  readonly urgencies: readonly Urgency[];
}

/** The complaint types that are in use, as the organisation ordered them, and the urgencies. */
export async function complaintFormOptions(): Promise<ComplaintFormOptions> {
  const types = await ComplaintType.findAll({
    attributes: ['id', 'name'],
    where: { isActive: true },
    order: [['id', 'ASC']],
  });
  return { types: types.map(({ id, name }) => ({ id, name })), urgencies: URGENCIES };
}
