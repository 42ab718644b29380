import { ApiClient, useNotice, useTranslation } from 'adminjs';
import { useRef, useState, type ReactNode } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { ShownSecret } from '../parts/shown-secret.tsx';
import { formData, refusalOf } from '../parts/use-post.ts';
import { TokenLine } from './token-line.tsx';
import { hasTokens, type ShownToken, type TokensRecord } from './token-types.ts';

interface TokenListProps {
  readonly resourceId: string;
  readonly recordId: string;
  readonly tokens: readonly ShownToken[];
  readonly canRotate?: boolean;
  /** Gets the record as it is afterwards. */
  readonly onChanged: (record: TokensRecord) => void;
  /** What stands beside the heading. */
  readonly children?: ReactNode;
}

type Deed = 'revokeToken' | 'rotateToken';

/** Does something with a token and says what came of it; the focus stays here, as the token's button may be gone. */
function useDeeds({ resourceId, recordId, onChanged }: TokenListProps) {
  const addNotice = useNotice();
  const heading = useRef<HTMLHeadingElement>(null);
  const [made, setMade] = useState('');
  const act = async (actionName: Deed, tokenId: number): Promise<void> => {
    setMade('');
    let secret = '';
    try {
      const data = formData({ tokenId: String(tokenId) });
      const call = { resourceId, recordId, actionName, method: 'POST', data };
      const answer = (await new ApiClient().recordAction(call)).data;
      if (answer.notice) addNotice(answer.notice);
      secret = 'made' in answer && typeof answer.made === 'string' ? answer.made : '';
      setMade(secret);
      if (hasTokens(answer.record)) onChanged(answer.record);
    } catch (error) {
      addNotice(refusalOf(error));
    }
    if (secret === '') heading.current?.focus();
  };
  return { heading, made, act };
}

/** The tokens of somebody, for those who may take them away. */
export function TokenList(props: TokenListProps): ReactNode {
  const { resourceId, tokens, canRotate = false, children } = props;
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const { heading, made, act } = useDeeds(props);
  const [asked, setAsked] = useState<{ deed: Deed; token: ShownToken }>();
  return (
    <section className="p-card" aria-labelledby="p-tokens">
      <div className="p-part-head">
        <h2 id="p-tokens" ref={heading} tabIndex={-1}>
          {translateLabel('tokens')}
        </h2>
        {children}
      </div>
      {made !== '' && <ShownSecret secret={made} resourceId={resourceId} />}
      {tokens.length === 0 && <p className="p-quiet">{translateMessage('tokensNone')}</p>}
      <ul className="p-lines">
        {tokens.map((token) => (
          <TokenLine
            key={token.id}
            token={token}
            onRevoke={() => setAsked({ deed: 'revokeToken', token })}
            onRotate={canRotate ? () => setAsked({ deed: 'rotateToken', token }) : undefined}
          />
        ))}
      </ul>
      {asked && (
        <ConfirmDialog
          question={translateMessage(asked.deed, {
            name: asked.token.name,
            interpolation: { escapeValue: false },
          })}
          answer={translateButton(asked.deed)}
          onConfirm={() => void act(asked.deed, asked.token.id)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
