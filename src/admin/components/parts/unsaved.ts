import { useEffect, useState } from 'react';

/** Asks whether to leave; `leave` does it. */
type Ask = (leave: () => void) => void;

/** Forms with something in them that was not saved. */
const forms = new Set<object>();
let ask: Ask = (leave) => leave();
/** Where in the browser's history this page stands, as React Router counts. */
let place = 0;
let isReturning = false;

/** Leads somewhere else in this window, and is not the form's own way of giving up. */
function leadsAway(link: HTMLAnchorElement, event: MouseEvent): boolean {
  const inThisWindow =
    event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!inThisWindow || link.target !== '' || link.hasAttribute('download')) return false;
  return link.pathname !== location.pathname && link.dataset.givesUp === undefined;
}

function beforeLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (forms.size === 0 || link === null || !leadsAway(link, event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(() => {
    forms.clear();
    link.click();
  });
}

/** Back and forward: by then the browser has gone, and is sent back before anybody draws the other page. */
function beforePlace(event: PopStateEvent): void {
  const { idx = place } = (event.state ?? {}) as { idx?: number };
  const distance = idx - place;
  if (!isReturning && (forms.size === 0 || distance === 0)) return;
  event.stopImmediatePropagation();
  // Whoever goes back once more while the browser is on its way here is asked for that, too.
  isReturning = distance !== 0;
  if (!isReturning) return;
  history.go(-distance);
  ask(() => {
    forms.clear();
    history.go(distance);
  });
}

document.addEventListener('click', beforeLink, true);
addEventListener('popstate', beforePlace, true);
addEventListener('beforeunload', (event) => {
  if (forms.size > 0) event.preventDefault();
});

/** Keeps the page from being left unasked for as long as a form on it holds something unsaved. */
export function useUnsaved(isUnsaved: boolean): void {
  const [form] = useState(() => ({}));
  useEffect(() => {
    if (!isUnsaved) return undefined;
    forms.add(form);
    return () => void forms.delete(form);
  }, [isUnsaved]);
}

/** A question whether to leave, which waits for its answer. */
interface Leaving {
  /** Of its own for each question. */
  readonly key: number;
  readonly leave: () => void;
  readonly answered: () => void;
}

/** The question that waits for an answer. A window tells that it closed a moment later: by then the next may have been asked, which stays. */
export function useLeaving(): Leaving | undefined {
  const [leaving, setLeaving] = useState<Leaving>();
  useEffect(() => {
    let asked = 0;
    ask = (leave) => {
      const key = (asked += 1);
      const answered = (): void => setLeaving((now) => (now?.key === key ? undefined : now));
      setLeaving({ key, leave, answered });
    };
  }, []);
  return leaving;
}

/** Notes where in the history the page stands that is shown now. */
export function rememberPlace(): void {
  place = (history.state as { idx?: number } | null)?.idx ?? 0;
}
