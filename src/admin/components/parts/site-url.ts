/** The address of a page of the portal such as `/complaints/1`, wherever the site is found. */
export function siteUrl(path: string): string {
  const { rootPath } = window.REDUX_STATE.paths;
  return rootPath.replace(/\/admin$/, '') + path;
}
