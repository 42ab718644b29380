/** Where what is pressed is text, or the keys of a control of its own. */
const TYPED = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu]';
const OPEN = 'dialog[open], [popover]:popover-open';
const SWITCH = 'single-keys';

/** Whether single keys do something in this browser; whoever never chose has them. */
export function isOn(): boolean {
  return localStorage.getItem(SWITCH) !== 'off';
}

/** Switches single keys on or off in this browser. */
export function switchKeys(on: boolean): void {
  localStorage.setItem(SWITCH, on ? 'on' : 'off');
}

/** Whether a pressed key may be a shortcut: never while somebody types, with a modifier, or while something is open. */
export function mayListen(event: KeyboardEvent): boolean {
  const { ctrlKey, altKey, metaKey, isComposing, defaultPrevented, target } = event;
  if (!isOn() || ctrlKey || altKey || metaKey || isComposing || defaultPrevented) return false;
  if (target instanceof Element && target.closest(TYPED)) return false;
  return document.querySelector(OPEN) === null;
}
