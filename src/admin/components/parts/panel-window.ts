import type { CurrentAdmin, ReduxState } from 'adminjs';
import type { ComponentType } from 'react';

/** What the page that the server sends leaves in the window. */
interface PanelState extends ReduxState {
  /** Who uses the panel; null before anybody signed in. */
  session: (CurrentAdmin & { readonly timeZone?: string }) | null;
}

/** What the design system draws with. */
export interface PanelTheme {
  readonly font: string;
  readonly colors: Record<string, string>;
  readonly borders: Record<string, string>;
}

declare global {
  interface Window {
    readonly REDUX_STATE: PanelState;
    readonly THEME: PanelTheme;
    /** Where AdminJS looks for components by their names. */
    AdminJS: { readonly UserComponents: Readonly<Record<string, ComponentType>> };
  }
}
