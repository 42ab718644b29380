import { MessageBox } from '@adminjs/design-system';
import { ErrorBoundary, useTranslation } from 'adminjs';
import type { ReactNode } from 'react';

/** Stands where something failed while it was drawn. */
function BrokenPart(): ReactNode {
  const { translateMessage } = useTranslation();
  return (
    <MessageBox m="xxl" variant="danger" message={translateMessage('partBroken')} role="alert">
      {translateMessage('partBrokenHelp')}
    </MessageBox>
  );
}

// AdminJS shows people what the program threw, and lets nobody put a component in the place of the one that does.
ErrorBoundary.prototype.render = function render(this: ErrorBoundary): ReactNode {
  return this.state.error === null ? (this.props as { children?: ReactNode }).children : <BrokenPart />;
};
