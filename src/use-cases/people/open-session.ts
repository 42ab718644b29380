import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Factor, SignInWay } from '../../journal/sign-in-events.ts';
import { record } from '../../journal/record.ts';
import { presentSurroundings } from '../../journal/surroundings.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { programIn } from './program-in.ts';
import { isNewDevice, type Device } from './sign-in-throttle.ts';

/** How somebody came in. */
export interface Opening {
  /** By what; undefined: by a password of the portal. */
  readonly through?: SignInWay | undefined;
  /** The browser, where it is known; not asked of whoever is handed over, whose browser sends nothing along. */
  readonly device: Device | undefined;
  /** Groups that were to go stay, as nobody else has their rights. */
  readonly keptGroups?: boolean | undefined;
  /** What they gave beside. */
  readonly factor?: Factor | undefined;
}

/** What its person is told of a browser that does not know them. */
function newDevice() {
  const program = programIn(presentSurroundings().agent ?? '');
  return { isNewDevice: true as const, ...(program === '' ? {} : { program }) };
}

/** Tells the journal that somebody's session begins, and remembers it as their latest sign-in. */
export async function openSession(actor: Person, opening: Opening): Promise<void> {
  const { through, device, keptGroups, factor } = opening;
  await inTransaction(async () => {
    const user = await User.findByPk(actor.id, { attributes: ['id', 'lastLogin'], rejectOnEmpty: true });
    const isNew = through !== 'handover' && isNewDevice(user, device);
    const details = {
      ...(through === undefined ? {} : { through }),
      // That somebody else vouches for them, the way tells.
      ...(factor === undefined || factor === 'provider' ? {} : { factor }),
      ...(isNew ? newDevice() : {}),
      ...(keptGroups === true ? { keptGroups: true as const } : {}),
    };
    await User.update({ lastLogin: presentMoment() }, { where: { id: actor.id }, silent: true });
    await record({ name: 'session.opened', by: actor, subjectId: actor.id, details });
  });
}
