import { Op, type FindOptions, type WhereOptions } from 'sequelize';
import { Complaint } from '../../../models/complaint.ts';
import type { Notification } from '../../../models/notification.ts';
import { NEWS_KIND_NAMES, newsKind } from '../../../notifications/kinds.ts';
import type { Person } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';

const NOTES = NEWS_KIND_NAMES.filter((name) => newsKind(name).isNote === true);
const OTHERS = NEWS_KIND_NAMES.filter((name) => newsKind(name).isNote !== true);

/** Kinds that this person may know of: of notes those alone hear who read them in that complaint. */
function knowable(person: Person): WhereOptions[] {
  const others = { kind: [...OTHERS] };
  if (!complaintPolicy.may(person, 'readNotes')) return [others];
  const isTheirs = complaintPolicy.may(person, 'readAll') ? {} : { '$complaint.assignee_id$': person.id };
  return [others, { kind: [...NOTES], ...isTheirs }];
}

/** What a person was told in the portal, as far as they may know it at this moment. */
export function ownNews(person: Person, more: WhereOptions<Notification> = {}): FindOptions<Notification> {
  const seen = [{ complaintId: null }, { '$complaint.id$': { [Op.ne]: null } }];
  const own = { recipientId: person.id, channel: 'portal' };
  return {
    where: { [Op.and]: [own, { [Op.or]: seen }, { [Op.or]: knowable(person) }, more] },
    include: [
      {
        model: Complaint,
        as: 'complaint',
        attributes: ['id', 'title'],
        required: false,
        where: complaintPolicy.visibleTo(person),
      },
    ],
    subQuery: false,
  };
}
