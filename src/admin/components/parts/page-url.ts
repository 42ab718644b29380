import { ViewHelpers } from 'adminjs';

/** The name of the page that tells how the portal stands. */
export const HEALTH_PAGE = 'health';

const views = new ViewHelpers();

/** The address of a page that is no table's. */
export function pageUrl(name: string): string {
  return views.pageUrl(name);
}
