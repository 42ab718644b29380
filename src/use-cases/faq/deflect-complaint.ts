import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { takeTurns } from '../../database/turns.ts';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import { record } from '../../journal/record.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { requireShown } from './require-shown.ts';

/**
 * Remembers that an answer solved what somebody was about to file: nothing is filed. Of one person and answer it counts
 * once within 24 hours.
 *
 * @throws NotFoundError for what is not shown.
 */
export async function deflectComplaint(person: Person, faqId: number): Promise<void> {
  await requireShown(person, faqId);
  await inTransaction(async () => {
    // Who presses twice at once is one after the other.
    await takeTurns(`person:${person.id}`);
    await User.findByPk(person.id, { attributes: ['id'], ...forUpdate() });
    const at = presentMoment();
    const createdAt = { [Op.gt]: new Date(at.getTime() - DAY_MS) };
    const same = {
      name: 'faq.deflected',
      actorId: person.id,
      subjectId: faqId,
      subjectType: 'faq',
      createdAt,
    };
    if ((await JournalEvent.count({ where: same })) > 0) return;
    await record({ name: 'faq.deflected', by: person, subjectId: faqId, details: {}, at });
  });
}
