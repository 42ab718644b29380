import { Op } from 'sequelize';
import { BEGINNING, hashesOf, isSealWhole, membersOf, readEvents, type Member } from '../../journal/chain.ts';
import { isErased, isSealedDigest, type StoredEvent } from '../../journal/mark.ts';
import { EventSeal } from '../../models/event-seal.ts';
import { LATE_MS } from './late-events.ts';
import { NumberSet } from './number-set.ts';
import type { Problems } from './journal-problem.ts';
import { isGenuine } from './seal-events.ts';

/** Seals that are read at once; each may name hundreds of events. */
const PAGE = 20;

/** How the events of a seal were found. */
interface Compared {
  readonly missing: readonly number[];
  readonly altered: readonly StoredEvent[];
  readonly proven: readonly StoredEvent[];
}

const NOTHING_COMPARED: Compared = { missing: [], altered: [], proven: [] };

function isPartlyErased({ actorName, address, details }: StoredEvent): boolean {
  return isErased(actorName) || isErased(address ?? '') || details.includes('"erased:');
}

/** What the chain says of the journal's events. */
export class ChainWalk {
  readonly #problems: Problems;
  readonly #head: EventSeal | null;
  readonly #border: number;
  readonly #missing = new NumberSet();
  readonly #unproven: (readonly [from: number, to: number])[] = [];
  /** What the seal before was ever called. */
  #previous = [BEGINNING];
  #highest = 0;
  /** The latest moment at which one was made: clocks are set back. */
  #sealedAt = 0;
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
    const members = membersOf(seal);
    const isLinked = !isNext || this.#previous.includes(seal.previousHash);
    const isWhole = isSealWhole(seal) && isLinked && members !== undefined;
    const compared = seal.kind === 'cut' ? NOTHING_COMPARED : await this.#compare(members ?? []);
    if (!isWhole || compared.altered.length > 0) {
      const anew = await this.#madeAnew(seal);
      if (anew !== undefined) return this.#take(anew);
    }
    if (!isNext) {
      this.#miss(seal.sequence);
      this.#unproven.push([this.#highest + 1, seal.firstEventId - 1]);
    }
    if (!isWhole) this.#distrust(seal);
    this.seals = seal.sequence;
    this.#previous = hashesOf(seal);
    for (const hash of this.#previous) this.hashes.add(hash);
    if (seal.kind === 'cut') this.#cutOff(members ?? []);
    else this.#count(seal, members ?? [], compared);
  }

  /** A seal as it stands by now, where it and those before it were made anew with another key while this one was looked at. */
  async #madeAnew({ sequence, hash }: EventSeal): Promise<EventSeal | undefined> {
    const before = await EventSeal.findOne({ where: { sequence: sequence - 1 } });
    const isChanged = before !== null && sequence > 1 && !this.#previous.includes(before.hash);
    if (isChanged && isSealWhole(before) && hashesOf(before).includes(this.#previous[0] ?? ''))
      this.#previous = hashesOf(before);
    const anew = await EventSeal.findOne({ where: { sequence } });
    return anew !== null && (isChanged || anew.hash !== hash) ? anew : undefined;
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

  async #compare(members: readonly Member[]): Promise<Compared> {
    const events = await readEvents({ id: members.map(([id]) => id) });
    const byId = new Map(events.map((event) => [event.id, event]));
    const isProven = (event: StoredEvent, digest: string) =>
      isSealedDigest(digest, event) && isGenuine(event, this.#head);
    const found = members.flatMap(([id, digest]) => {
      const event = byId.get(id);
      return event === undefined ? [] : [{ event, isProven: isProven(event, digest) }];
    });
    return {
      missing: members.map(([id]) => id).filter((id) => !byId.has(id)),
      altered: found.filter((one) => !one.isProven).map(({ event }) => event),
      proven: found.filter((one) => one.isProven).map(({ event }) => event),
    };
  }

  #count(seal: EventSeal, members: readonly Member[], { missing, altered, proven }: Compared): void {
    this.#highest = Math.max(this.#highest, seal.lastEventId);
    this.#sealedAt = Math.max(this.#sealedAt, seal.sealedAt.getTime());
    if (this.#sealedAt < this.#border) this.closed = this.#highest;
    for (const [id] of members) this.sealed.add(id);
    for (const id of missing) this.#missing.add(id);
    for (const { id, name } of altered)
      this.#problems.add('event altered', id, `Event ${id} (${name}) was altered.`);
    this.proven += proven.length;
    this.erased += proven.filter(isPartlyErased).length;
  }
}
