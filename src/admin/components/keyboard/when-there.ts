/** How long something is waited for, in milliseconds. */
const PATIENCE_MS = 5000;

/** Calls `work` with the first element that matches, at once or as soon as it is drawn. */
export function whenThere(selector: string, work: (found: HTMLElement) => void): void {
  const look = (): HTMLElement | null => document.querySelector<HTMLElement>(`${selector}:not(:disabled)`);
  const present = look();
  if (present !== null) return work(present);
  const observer = new MutationObserver(() => {
    const found = look();
    if (found === null) return;
    stop();
    // A page that is new takes the focus to its heading first.
    requestAnimationFrame(() => requestAnimationFrame(() => work(found)));
  });
  const timer = setTimeout(stop, PATIENCE_MS);
  function stop(): void {
    observer.disconnect();
    clearTimeout(timer);
  }
  observer.observe(document.body, { childList: true, subtree: true });
}
