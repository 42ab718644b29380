/** What AdminJS's page leaves in the window, as far as it is used here. */
interface PanelState {
  readonly paths: { readonly rootPath: string };
  /** Who uses the panel; null before anybody signed in. */
  readonly session?: { readonly timeZone?: string } | null;
}

/** What the design system draws with. */
export interface PanelTheme {
  font: string;
  readonly colors: Record<string, string>;
  readonly borders: Record<string, string>;
}

declare global {
  interface Window {
    readonly REDUX_STATE: PanelState;
    readonly THEME: PanelTheme;
  }
}
