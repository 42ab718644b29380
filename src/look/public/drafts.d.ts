/** Something that was typed and not sent. */
export interface Draft {
  /** When it was kept, in milliseconds. */
  readonly at: number;
  readonly value: string | Readonly<Record<string, string>>;
}

/** The drafts of one person in this browser, by the place where they are written. */
export interface Drafts {
  read(place: string): Draft | undefined;
  /** Returns when it was kept; undefined: it could not be. */
  keep(place: string, value: Draft['value']): number | undefined;
  drop(place: string): void;
  dropAll(): void;
}

/** What this person wrote in this browser and did not send; others who use it get none of it. */
export function draftsOf(personId: number | string): Drafts;

/** A moment as the clock of this computer shows it, such as `10:42`. */
export function clockTime(at: number): string;
