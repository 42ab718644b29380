import type { MouseEvent } from 'react';
import { useNavigate } from 'react-router';

/** Opens a link of a chart within the panel, as its other links are, unless it is to be opened elsewhere. */
export function useFollow(): (event: MouseEvent) => void {
  const navigate = useNavigate();
  return (event) => {
    const elsewhere = event.button !== 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const href = link?.getAttribute('href') ?? null;
    if (elsewhere || href === null || event.defaultPrevented) return;
    event.preventDefault();
    navigate(href);
  };
}
