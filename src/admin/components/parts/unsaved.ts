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
  if (isReturning) {
    isReturning = false;
    return;
  }
  isReturning = true;
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

/** What waits for an answer to the question whether to leave; undefined while nothing was asked. */
export function useLeaving(): [leave: (() => void) | undefined, answered: () => void] {
  const [leave, setLeave] = useState<() => void>();
  useEffect(() => {
    ask = (next) => setLeave(() => next);
  }, []);
  return [leave, () => setLeave(undefined)];
}

/** Notes where in the history the page stands that is shown now. */
export function rememberPlace(): void {
  place = (history.state as { idx?: number } | null)?.idx ?? 0;
}
