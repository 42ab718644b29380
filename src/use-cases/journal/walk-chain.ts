import { Op } from 'sequelize';
import {
  BEGINNING,
  hashOf,
  membersOf,
  readEvents,
  type Member,
  type StoredEvent,
} from '../../journal/chain.ts';
import { isErased, sealedDigest } from '../../journal/mark.ts';
import { EventSeal } from '../../models/event-seal.ts';
import { LATE_MS } from './late-events.ts';
import { NumberSet } from './number-set.ts';
import type { Problems } from './journal-problem.ts';
import { isGenuine } from './seal-events.ts';

/** Seals that are read at once; each may name hundreds of events. */
const PAGE = 20;

/** What the chain says of the journal's events. */
export class ChainWalk {
  readonly #problems: Problems;
  readonly #head: EventSeal | null;
  readonly #border: number;
  readonly #missing = new NumberSet();
  readonly #unproven: (readonly [from: number, to: number])[] = [];
  #previous = BEGINNING;
  #highest = 0;
  /** Events that stand in a seal and were not cut. */
  readonly sealed = new NumberSet();
  readonly cut = new NumberSet();
  readonly hashes = new Set<string>();
  seals = 0;
  proven = 0;
  erased = 0;
  /** Up to here what is in no seal came too late to be one that was committed late. */
  closed = 0;

  constructor(problems: Problems, head: EventSeal | null, now: Date) {
    this.#problems = problems;
    this.#head = head;
    this.#border = now.getTime() - LATE_MS;
  }

  /** Goes through all seals, the first one first. */
  async walk(signal?: AbortSignal): Promise<void> {
    for (let page = await this.#page(); page.length > 0; page = await this.#page()) {
      for (const seal of page) {
        signal?.throwIfAborted();
        await this.#take(seal);
      }
    }
    this.#miss((this.#head?.eventCount ?? 0) + 1);
    for (const id of this.#missing.numbers()) {
      this.#problems.add('event removed', id, `Event ${id} was removed.`);
    }
  }

  /** Whether a seal that is gone or was altered may have told of this event. */
  isUnproven(id: number): boolean {
    return this.#unproven.some(([from, to]) => id >= from && id <= to);
  }

  #page(): Promise<EventSeal[]> {
    return EventSeal.findAll({
      where: { sequence: { [Op.gt]: this.seals } },
      order: ['sequence'],
      limit: PAGE,
    });
  }

  /** Tells of the seals that should come before a number and are not there. */
  #miss(number: number): void {
    for (let gone = this.seals + 1; gone < number; gone += 1) {
      this.#problems.add('seal removed', gone, `Seal ${gone} was removed.`);
    }
  }

  async #take(seal: EventSeal): Promise<void> {
    const isNext = seal.sequence === this.seals + 1;
    if (!isNext) {
      this.#miss(seal.sequence);
      this.#unproven.push([this.#highest + 1, seal.firstEventId - 1]);
    }
    const members = membersOf(seal);
    const isWhole = seal.hash === hashOf(seal) && (!isNext || seal.previousHash === this.#previous);
    if (!isWhole || members === undefined) this.#distrust(seal);
    this.seals = seal.sequence;
    this.#previous = seal.hash;
    this.hashes.add(seal.hash);
    if (seal.kind === 'cut') this.#cutOff(members ?? []);
    else await this.#compare(seal, members ?? []);
  }

  #distrust({ sequence, firstEventId, lastEventId }: EventSeal): void {
    this.#problems.add('seal altered', sequence, `Seal ${sequence} was altered.`);
    this.#unproven.push([firstEventId, lastEventId]);
  }

  #cutOff(members: readonly Member[]): void {
    for (const [id] of members) {
      this.#missing.delete(id);
      this.sealed.delete(id);
      this.cut.add(id);
    }
  }

  async #compare(seal: EventSeal, members: readonly Member[]): Promise<void> {
    this.#highest = Math.max(this.#highest, seal.lastEventId);
    if (seal.sealedAt.getTime() < this.#border) this.closed = this.#highest;
    const events = await readEvents({ id: members.map(([id]) => id) });
    const byId = new Map(events.map((event) => [event.id, event]));
    for (const [id, digest] of members) {
      this.sealed.add(id);
      const event = byId.get(id);
      if (event === undefined) this.#missing.add(id);
      else this.#prove(event, digest);
    }
  }

  #prove(event: StoredEvent, digest: string): void {
    const { id, name, mark, actorName, address, details } = event;
    if (sealedDigest(id, mark, event) !== digest || !isGenuine(event, this.#head)) {
      this.#problems.add('event altered', id, `Event ${id} (${name}) was altered.`);
      return;
    }
    this.proven += 1;
    if (isErased(actorName) || isErased(address ?? '') || details.includes('"erased:')) this.erased += 1;
  }
}
