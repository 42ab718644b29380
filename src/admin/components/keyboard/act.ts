import { whenThere } from './when-there.ts';

const ROW = 'tr[data-id]';
const SEARCH = '[role=search] input';

/** What keys press, by the attribute with which pages say what is what. */
const hook = (name: string): string => `[data-hotkey="${name}"]`;

function presentRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(ROW) ?? null;
}

function moveRow(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
  const present = presentRow();
  const at = present === null ? (step > 0 ? 0 : rows.length - 1) : rows.indexOf(present) + step;
  rows[at]?.querySelector<HTMLElement>('a')?.focus();
}

/** Ticks the row that has the focus, or takes its tick away. */
function tick(): void {
  presentRow()?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
}

/** Does something on the page; in a list with the row that has the focus, whose page is opened first. */
function onComplaint(selector: string, work: (found: HTMLElement) => void): void {
  const there = document.querySelector(selector);
  const link = presentRow()?.querySelector<HTMLElement>('a');
  if (there === null && !link) return;
  if (there === null) link?.click();
  whenThere(selector, work);
}

const press = (found: HTMLElement): void => found.click();

/** Opens what the bar under the queue has, after the row that has the focus was ticked where nothing is. */
function onTicked(name: string): void {
  if (document.querySelector(hook(name)) === null && presentRow()?.querySelector('input')) tick();
  onComplaint(hook(name), press);
}

/** Goes to where a solution is said; where one is written already, to the button that sends it. */
function resolve(): void {
  onComplaint(hook('reply'), (tab) => {
    const written = document.querySelector<HTMLTextAreaElement>('#p-write-reply textarea')?.value.trim();
    tab.click();
    if (written) requestAnimationFrame(() => document.querySelector<HTMLElement>(hook('resolve'))?.focus());
  });
}

/** What each shortcut does; what goes to another page gets the way there. */
export const ACTS: Readonly<Record<string, (go: () => void) => void>> = {
  search: (go) => {
    if (document.querySelector(SEARCH) === null) go();
    whenThere(SEARCH, (field) => field.focus());
  },
  queue: (go) => go(),
  rowDown: () => moveRow(1),
  rowUp: () => moveRow(-1),
  tick,
  claim: () => onComplaint(hook('claim'), press),
  reply: () => onComplaint(hook('reply'), press),
  note: () => onComplaint(hook('note'), press),
  resolve,
  assign: () => onTicked('assign'),
  urgency: () => onTicked('urgency'),
  previous: () => document.querySelector<HTMLElement>(hook('previous'))?.click(),
  next: () => document.querySelector<HTMLElement>(hook('next'))?.click(),
};
