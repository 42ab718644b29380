interface PanelWindow {
  readonly REDUX_STATE: { readonly paths: { readonly rootPath: string } };
}

/** The address of a page of the portal such as `/complaints/1`, wherever the site is found. */
export function siteUrl(path: string): string {
  const { rootPath } = (window as unknown as PanelWindow).REDUX_STATE.paths;
  return rootPath.replace(/\/admin$/, '') + path;
}
