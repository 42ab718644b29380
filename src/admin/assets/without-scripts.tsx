import { renderToStaticMarkup } from 'react-dom/server';
import { Brand } from '../../look/brand.tsx';
import { ErrorBlock } from '../../look/states.tsx';

/**
 * What the panel's page says where scripts do not run.
 *
 * @param portal the address of the portal, which works without them.
 */
export function withoutScripts(portal: string): string {
  return renderToStaticMarkup(
    <noscript>
      <header className="p-topbar">
        <Brand href={portal} />
      </header>
      <main className="p-without-scripts">
        <ErrorBlock
          heading="The panel needs scripts"
          message="This browser does not run JavaScript, or not for this site. Allow it and load the page again. The portal works without: there you can file complaints, and follow and answer your own."
        >
          <a className="p-button p-primary" href={portal}>
            Go to the portal
          </a>
        </ErrorBlock>
      </main>
    </noscript>,
  );
}
