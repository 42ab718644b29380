import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Age } from '../parts/age.tsx';
import { panelTime } from '../parts/time.ts';
import type { ShownToken } from './token-types.ts';

interface TokenLineProps {
  readonly token: ShownToken;
  readonly onRevoke: () => void;
  /** Undefined: no other is made in its place here. */
  readonly onRotate: (() => void) | undefined;
}

function Use({ token: { expires, lastUsedAt, lastAddress } }: Pick<TokenLineProps, 'token'>): ReactNode {
  const { translateLabel } = useTranslation();
  const isOver = new Date(expires) <= new Date();
  const when = panelTime(new Date(expires));
  return (
    <span className="p-quiet">
      {translateLabel(isOver ? 'tokenOver' : 'tokenUntil', { when })} ·{' '}
      {lastUsedAt === null ? (
        translateLabel('tokenNever')
      ) : (
        <>
          {translateLabel('tokenUsed')} <Age value={lastUsedAt} />{' '}
          {lastAddress !== null && translateLabel('tokenFrom', { address: lastAddress })}
        </>
      )}
    </span>
  );
}

/** A token with what it lets, how long it works, and from where it was used last. */
export function TokenLine({ token, onRevoke, onRotate }: TokenLineProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const { name, prefix, scopes } = token;
  const of = <span className="visually-hidden"> {name}</span>;
  return (
    <li>
      <span className="p-grows">
        <strong dir="auto">{name}</strong> <code>{prefix}…</code>
        <br />
        <span className="p-quiet">
          {scopes.length === 0 ? translateLabel('tokenScopesNone') : scopes.join(', ')}
        </span>
        <br />
        <Use token={token} />
      </span>
      {onRotate !== undefined && new Date(token.expires) > new Date() && (
        <button type="button" className="p-button p-small" onClick={onRotate}>
          {translateButton('rotateToken')}
          {of}
        </button>
      )}
      <button type="button" className="p-button p-small" onClick={onRevoke}>
        {translateButton('revokeToken')}
        {of}
      </button>
    </li>
  );
}
