/** Words of a phrase of which the places are compared; longer ones are told apart by their first. */
export const MOST_PLACED = 10;
/** Places of a column; with the sign of a number left out, they are fewer than 64. */
const WIDTH = 62;
/** Columns overlap, so that every phrase stands within one of them. */
const STEP = WIDTH - MOST_PLACED + 1;
const LANES = 4;
/** From here on, a phrase may go beyond the last column. */
const BEYOND = STEP * LANES;

/** The columns of a posting that hold, as bits, at which places of a complaint the word stands. */
export const PLACE_COLUMNS = Array.from({ length: LANES }, (_, lane) => `places_${lane}`);

/** The column that says that the word stands somewhere of which no place is kept. */
export const ELSEWHERE = 'elsewhere';

/** Where a word stands in what a complaint is found by; a word may be known without standing anywhere. */
export interface Places {
  readonly at: number[];
  elsewhere: boolean;
}

/** The values of a posting's columns, those of the places first. */
export function placeValues({ at, elsewhere }: Places): string[] {
  const lanes = PLACE_COLUMNS.map((_, lane) => {
    const within = at.map((place) => place - lane * STEP).filter((place) => place >= 0 && place < WIDTH);
    const bits = within.reduce((all, place) => all | (1n << BigInt(place)), 0n);
    return bits === 0n ? 'NULL' : String(bits);
  });
  return [...lanes, elsewhere || at.some((place) => place >= BEYOND) ? '1' : 'NULL'];
}

/** Words of a phrase: how the posting of each is called, and how far it stands behind the first. */
export interface PlacedAlias {
  readonly alias: string;
  readonly offset: number;
}

/** Whether the postings of several words say that they stand as a phrase has them. */
export function standTogether(words: readonly PlacedAlias[]): string {
  const lanes = PLACE_COLUMNS.map((column) => {
    const moved = words.map(({ alias, offset }) => `(${alias}.${column} >> ${offset})`);
    return `(${moved.join(' & ')}) <> 0`;
  });
  return `(${lanes.join(' OR ')})`;
}

/** Whether the places of some of them are not all kept, so that nothing can be said. */
export function standElsewhere(words: readonly PlacedAlias[]): string {
  return `(${[...new Set(words.map(({ alias }) => `${alias}.${ELSEWHERE} = 1`))].join(' AND ')})`;
}
