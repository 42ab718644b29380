import type { CurrentAdmin } from 'adminjs';
import type { Actor, Person } from '../../policies/actor.ts';
import { hasOwnWork, seesAllFigures } from '../../policies/report.ts';

/** Who uses the panel, as AdminJS carries them: what the page shows is enumerable, the actor of the rules is not. */
class PanelAdmin {
  readonly id: string;
  readonly name: string;
  readonly accessLevel: string;
  /** In which the page shows days and hours. */
  readonly timeZone: string;
  /** What its first page is the frame of, until it is loaded. */
  readonly seesReports: boolean;
  readonly works: boolean;
  readonly #person: Person;

  constructor(person: Person, timeZone: string) {
    this.id = String(person.id);
    this.name = person.name;
    this.accessLevel = person.accessLevel;
    this.timeZone = timeZone;
    this.seesReports = seesAllFigures(person);
    this.works = hasOwnWork(person);
    this.#person = person;
  }

  static personOf(admin: unknown): Person | undefined {
    return admin instanceof PanelAdmin ? admin.#person : undefined;
  }
}

/** The current admin that AdminJS gets for somebody whose rights were read for this very request. */
export function panelAdmin(person: Person, timeZone: string): CurrentAdmin {
  // AdminJS's type wants an e-mail address, which its pages would show to nobody and carry to everybody.
  return new PanelAdmin(person, timeZone) as unknown as CurrentAdmin;
}

/**
 * The actor behind AdminJS's current admin.
 *
 * @throws Error when there is none: no request gets that far.
 */
export function actorBehind(admin: CurrentAdmin | undefined): Actor {
  const person = PanelAdmin.personOf(admin);
  if (person === undefined) throw new Error('a panel request without a person');
  return person;
}

/** The time zone in which a request's person reads and names days. */
export function timeZoneOf(admin: CurrentAdmin | undefined): string {
  return admin instanceof PanelAdmin ? admin.timeZone : 'UTC';
}
