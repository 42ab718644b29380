import { Op } from 'sequelize';
import { Attachment } from '../../models/attachment.ts';
import { Complaint } from '../../models/complaint.ts';
import { Remark } from '../../models/remark.ts';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';

/** Files that are looked up at once. */
const BATCH = 100;

function mayRead(actor: Person, { complaint, remark }: Attachment): boolean {
  if (complaint === undefined) return false;
  // What they sent themselves stays theirs; what stands in a note goes by the note.
  return remark?.isInternal !== true || complaintPolicy.may(actor, 'readNotes', complaint);
}

/** The files that somebody sent, without those of notes that they may not read. */
export async function* ownFiles(actor: Person): AsyncGenerator<Attachment> {
  for (let after = 0; ;) {
    const files = await Attachment.findAll({
      where: { uploaderId: actor.id, id: { [Op.gt]: after } },
      include: [
        { model: Complaint, as: 'complaint' },
        { model: Remark, as: 'remark' },
      ],
      order: ['id'],
      limit: BATCH,
    });
    const last = files.at(-1);
    if (last === undefined) return;
    yield* files.filter((file) => mayRead(actor, file));
    after = last.id;
  }
}
