import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { GROUP } from '../../../src/models/group-names.ts';
import { Group } from '../../../src/models/group.ts';
import type { User } from '../../../src/models/user.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { createToken } from '../../../src/use-cases/tokens/create-token.ts';
import { buildUser } from '../../factories/people.ts';
import type { Acknowledged } from '../acknowledged.ts';
import type { Random } from '../random.ts';
import { Engineer } from './engineer.ts';
import { Reporter } from './reporter.ts';
import { Ruler } from './ruler.ts';
import { Supervisor } from './supervisor.ts';
import type { Part } from './visitor.ts';

/** How many there are of each. */
export interface CrowdSize {
  readonly reporters: number;
  /** Of the reporters, whom the admin gives groups and deactivates meanwhile. */
  readonly subjects: number;
  readonly engineers: number;
}

/** Twenty, with the AMC admin and the admin. */
export const TWENTY: CrowdSize = { reporters: 10, subjects: 3, engineers: 5 };
export const FEW: CrowdSize = { reporters: 4, subjects: 1, engineers: 2 };

const SCOPES = ['panel.open', 'complaints.view', 'complaints.work'];

let serial = 0;

/** People who use the portal together. */
export class Crowd {
  readonly #lives: (() => Promise<void>)[];
  readonly #runs: Promise<void>[] = [];
  readonly #done: Acknowledged;
  #isOver = false;

  private constructor(done: Acknowledged, make: (isOver: () => boolean) => (() => Promise<void>)[]) {
    this.#done = done;
    this.#lives = make(() => this.#isOver);
  }

  /** Makes the people, in the installation that this process is bound to. */
  static async gather(url: string, size: CrowdSize, done: Acknowledged, random: Random): Promise<Crowd> {
    serial += 1;
    const named = (role: string, index: number | string) => `${role}-${process.pid}-${serial}-${index}`;
    const type = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    const group = await Group.findOne({ where: { name: GROUP.engineer }, rejectOnEmpty: true });
    // One after another: what the factories write waits for nobody.
    const build = async (role: string, count: number, groups: readonly string[] = []) => {
      const users: User[] = [];
      while (users.length < count)
        users.push(await buildUser({ username: named(role, users.length), groups }));
      return users;
    };
    const reporters = await build('reporter', size.reporters);
    const subjects = await build('subject', size.subjects);
    const engineers = await build('engineer', size.engineers, [GROUP.engineer]);
    const [supervisor] = await build('supervisor', 1, [GROUP.amcAdmin]);
    const ruler = await buildUser({ username: named('ruler', 0), groups: [GROUP.admin], isSuperuser: true });
    const tokens = await Promise.all(engineers.map(tokenOf));
    const ids = (people: readonly User[]) => people.map(({ id }) => id);
    return new Crowd(done, (isOver) => {
      const part = (username = ''): Part => ({ url, username, done, random: random.fork(), isOver });
      const people = [
        ...[...reporters, ...subjects].map(({ username }) => new Reporter(part(username), type.id)),
        ...engineers.map(({ username }, index) => new Engineer(part(username), tokens[index] ?? '')),
        new Supervisor(part(supervisor?.username), ids([...engineers, ...subjects])),
        new Ruler(part(ruler.username), { ids: ids(subjects), engineerGroupId: group.id }),
      ];
      return people.map((person) => () => person.live());
    });
  }

  get size(): number {
    return this.#lives.length;
  }

  /** Begins; what breaks one of them off is a fault. */
  begin(): void {
    for (const live of this.#lives)
      this.#runs.push(live().catch((error: unknown) => void this.#done.faults.push(String(error))));
  }

  /** Lets everybody finish what they are at. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#runs);
  }
}

async function tokenOf(user: User): Promise<string> {
  const actor = (await loadActor(user.id))?.actor;
  if (actor === undefined) throw new Error('an engineer is not there');
  return (await createToken(actor, actor, { name: 'torture', scopes: SCOPES }))?.token ?? '';
}
