import { ThemeProvider } from '@adminjs/design-system/styled-components';
import { App, AppLoader, createStore, initTranslations, type Locale } from 'adminjs';
import { Suspense, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { Provider } from 'react-redux';
import { BrowserRouter } from 'react-router-dom';
import { onScheme, panelTheme } from './theme.ts';

// Both are there in the panel's script; the packages' types do not know them.
declare module 'adminjs' {
  export function initTranslations(locale: Locale): Pick<Parameters<typeof I18nextProvider>[0], 'i18n'>;
}

declare module '@adminjs/design-system/styled-components' {
  export const ThemeProvider: ComponentType<{ readonly theme: object; readonly children: ReactNode }>;
}

/** How long the first drawing waits for the rows of its list, in milliseconds: to draw once is quicker than twice. */
const PATIENCE = 150;

/** Ends when the rows that the page asked for came, or take long. */
function firstRows(): Promise<unknown> {
  const slow = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE);
  });
  return Promise.race([window.FIRST_LIST?.call, slow]);
}

/** Draws with the colours of the person's system, as it is now. */
function Themed({ children }: { readonly children: ReactNode }): ReactNode {
  return <ThemeProvider theme={useSyncExternalStore(onScheme, panelTheme)}>{children}</ThemeProvider>;
}

/** Draws the panel, as AdminJS's own script does, with these components in it by their names. */
export async function start(components: Readonly<Record<string, ComponentType>>): Promise<void> {
  window.AdminJS = { UserComponents: components };
  const store = createStore(window.REDUX_STATE);
  const { i18n } = initTranslations(store.getState().locale);
  const root = document.getElementById('app');
  if (root === null) return;
  await firstRows();
  createRoot(root).render(
    <Provider store={store}>
      <Themed>
        <I18nextProvider i18n={i18n}>
          <BrowserRouter>
            <Suspense fallback={<AppLoader />}>
              <App />
            </Suspense>
          </BrowserRouter>
        </I18nextProvider>
      </Themed>
    </Provider>,
  );
}
