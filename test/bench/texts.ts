/** The words that the searches look for: in one complaint of five thousand, and in every third. */
export const RARE_WORD = 'xylophone';
export const COMMON_WORD = 'printer';

const THINGS = [
  'printer',
  'laptop',
  'monitor',
  'scanner',
  'network drive',
  'mailbox',
  'VPN',
  'printer tray',
  'telephone',
  'docking station',
  'keyboard',
  'wireless network',
  'badge reader',
  'label printer',
  'accounting program',
];
const FAULTS = [
  'does not start',
  'shows an error',
  'is very slow',
  'loses the connection',
  'asks for a password',
  'makes a loud noise',
  'is not found any more',
  'prints blank pages',
  'closes without a message',
  'freezes after lunch',
  'shows old figures',
];
const SENTENCES = [
  'It worked until yesterday evening.',
  'Restarting did not help.',
  'Two colleagues in the same room see it as well.',
  'A report is due tomorrow, so it is rather urgent.',
  'The light beside the plug stays dark.',
  'There is a message with a long number that I could not write down.',
  'It began after the update of last week.',
  'I tried another cable and another socket.',
  'We type everything by hand until it works again.',
  'The printer next door is fine.',
];
const REMARKS = [
  'I am on the way and will have a look within the hour.',
  'Replaced the cable and tested it with ten pages; it works.',
  'Please tell me whether it also happens after a restart.',
  'Yes, it is the same after a restart, and on the other computer, too.',
  'The supplier has the case and will call back by noon.',
  'Cleaned, updated and watched for an hour without a fault.',
  'The account was locked by an old device, which is signed out now.',
  'A spare part is ordered and should be here on Monday.',
  'Thank you, everything works again.',
  'The driver was too old; the new one is on all computers of the department.',
];
const PLACES = ['Room', 'Warehouse, gate', 'Floor', 'Meeting room', 'Reception, desk', 'Laboratory'];

/** After so many complaints the texts and their writers come again, so that a database copies what was written once. */
export const PERIOD = 50_000;

/** The complaint whose texts this one has, too. */
export const firstLike = (id: number): number => ((id - 1) % PERIOD) + 1;

/** How far the copies are from the first ones, and how many are left there of `total` complaints. */
export function copiesOf(total: number): { offset: number; count: number }[] {
  return Array.from({ length: Math.ceil(total / PERIOD) - 1 }, (_, i) => {
    const offset = (i + 1) * PERIOD;
    return { offset, count: Math.min(PERIOD, total - offset) };
  });
}

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** The same for every run: a number that looks random, made of two others. */
export function scatter(n: number, salt: number): number {
  let x = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
  return (x ^ (x >>> 15)) >>> 0;
}

/** Title, description and location of a complaint. */
export function complaintTexts(id: number): { title: string; description: string; location: string } {
  const first = scatter(id, 1);
  const rare = id % 5000 === 77 ? ` Somebody left a ${RARE_WORD} beside it.` : '';
  const said = [2, 3, 4].map((salt) => pick(SENTENCES, scatter(id, salt)));
  return {
    title: `${pick(THINGS, first)} ${pick(FAULTS, first >>> 8)} (${first % 9000})`,
    description: `The ${pick(THINGS, first)} ${pick(FAULTS, first >>> 8)}. ${said.join(' ')}${rare}`,
    location: `${pick(PLACES, first >>> 4)} ${first % 320}`,
  };
}

/** What is said at the `place`th remark of a complaint. */
export function remarkText(id: number, place: number): string {
  const n = scatter(id, 10 + place);
  return `${pick(REMARKS, n)} ${pick(REMARKS, n >>> 8)} Ticket ${n % 100_000}.`;
}

const FIRST = [
  'Asha',
  'Ben',
  'Chen',
  'Divya',
  'Emre',
  'Fatima',
  'Goran',
  'Hiro',
  'Ines',
  'Jamal',
  'Kavya',
  'Lars',
];
const LAST = [
  'Rao',
  'Novak',
  'Okafor',
  'Iyer',
  'Sato',
  'Weber',
  'Patel',
  'Silva',
  'Khan',
  'Berg',
  'Menon',
  'Costa',
];

/** First and last name of a user. */
export function nameOf(id: number): { firstName: string; lastName: string } {
  const n = scatter(id, 30);
  return { firstName: pick(FIRST, n), lastName: `${pick(LAST, n >>> 8)}${n % 97}` };
}
