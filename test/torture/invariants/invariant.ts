import type { Acknowledged } from '../acknowledged.ts';
import type { TorturedPlace } from '../place.ts';

/** What is looked at: an installation, and what it answered to be done. */
export interface Look {
  readonly place: TorturedPlace;
  readonly done?: Acknowledged;
  /** That the models of this process are bound to it. */
  readonly isOwn: boolean;
}

/** Something that holds whatever was done to the portal. */
export interface Invariant {
  readonly name: string;
  readonly sentence: string;
  /** What contradicts it, in words; nothing: it holds. */
  find(look: Look): Promise<string[]>;
}
