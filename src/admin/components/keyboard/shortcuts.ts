/** Where a key does something. */
type Place = 'everywhere' | 'list' | 'complaint';

/** A key, or two one after the other, and what it is for. */
export interface Shortcut {
  readonly name: string;
  /** As browsers call them. */
  readonly keys: readonly string[];
  readonly place: Place;
  /** The browser does it by itself; it is only told. */
  readonly isNative?: true;
}

/** Every shortcut there is: what is listened for and what the sheet shows. */
export const SHORTCUTS: readonly Shortcut[] = [
  { name: 'search', keys: ['/'], place: 'everywhere' },
  { name: 'queue', keys: ['g', 'q'], place: 'everywhere' },
  { name: 'sheet', keys: ['?'], place: 'everywhere' },
  { name: 'rowDown', keys: ['j'], place: 'list' },
  { name: 'rowUp', keys: ['k'], place: 'list' },
  { name: 'open', keys: ['Enter'], place: 'list', isNative: true },
  { name: 'tick', keys: ['x'], place: 'list' },
  { name: 'claim', keys: ['c'], place: 'complaint' },
  { name: 'reply', keys: ['r'], place: 'complaint' },
  { name: 'note', keys: ['n'], place: 'complaint' },
  { name: 'resolve', keys: ['e'], place: 'complaint' },
  { name: 'assign', keys: ['a'], place: 'complaint' },
  { name: 'urgency', keys: ['u'], place: 'complaint' },
  { name: 'previous', keys: ['['], place: 'complaint' },
  { name: 'next', keys: [']'], place: 'complaint' },
];

/** The places in the order in which the sheet shows them. */
export const PLACES: readonly Place[] = ['everywhere', 'list', 'complaint'];

/** The shortcut that these keys are, or whether they are the beginning of one. */
export function shortcutOf(pressed: readonly string[]): Shortcut | 'begun' | undefined {
  const begun = SHORTCUTS.filter(
    ({ keys, isNative }) => isNative !== true && pressed.every((key, at) => keys[at] === key),
  );
  const whole = begun.find(({ keys }) => keys.length === pressed.length);
  return whole ?? (begun.length > 0 ? 'begun' : undefined);
}
