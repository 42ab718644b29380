/** A list that the page asks for by itself while its script is on the way: `assets/first-list.ts`. */
export interface FirstList {
  readonly resourceId: string;
  /** The query of the address that it is for. */
  readonly search: string;
  /** Never fails; without an answer the list is to be asked for again, and then tells why. */
  readonly call: Promise<unknown>;
  /** What came, if it came already. */
  answer?: unknown;
}

declare global {
  interface Window {
    FIRST_LIST?: FirstList | undefined;
  }
}

/** What the page asked for by itself, if it is what this address shows. */
export function firstList(resourceId: string, search: string): FirstList | undefined {
  const first = window.FIRST_LIST;
  return first?.resourceId === resourceId && first.search === search ? first : undefined;
}

/** The same, for the one time that it is as good as asking. */
export function takeFirstList(resourceId: string, search: string): FirstList | undefined {
  const first = firstList(resourceId, search);
  window.FIRST_LIST = undefined;
  return first;
}
