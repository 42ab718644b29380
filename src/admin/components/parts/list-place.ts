import { ViewHelpers } from 'adminjs';
import { useEffect } from 'react';
import { useLocation } from 'react-router';

const views = new ViewHelpers();
const keyOf = (path: string): string => `place ${path}`;

/** Keeps the filters, the order and the page of a list, for the way back to it in this tab. */
export function useListPlace(): void {
  const { pathname, search } = useLocation();
  useEffect(() => {
    const query = new URLSearchParams(search);
    query.delete('refresh');
    sessionStorage.setItem(keyOf(pathname), query.toString());
  }, [pathname, search]);
}

/** The address; of a list, with the filters, the order and the page that it was left with. */
export function placed(url: string): string {
  const query = url.includes('?') ? '' : (sessionStorage.getItem(keyOf(url)) ?? '');
  return query === '' ? url : `${url}?${query}`;
}

/** The list of a resource as it was left. */
export function listUrl(resourceId: string): string {
  return placed(views.resourceUrl({ resourceId }));
}
