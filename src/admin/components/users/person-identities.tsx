import { ApiClient, useNotice, useTranslation } from 'adminjs';
import { useRef, useState, type ReactNode } from 'react';
import { Age } from '../parts/age.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { refusalOf } from '../parts/use-post.ts';
import { isPerson, type LinkedIdentity, type PersonRecord } from './person-types.ts';

interface PersonIdentitiesProps {
  readonly record: PersonRecord;
  readonly identities: readonly LinkedIdentity[];
  /** Gets the person as they are afterwards. */
  readonly onUnlinked: (record: PersonRecord) => void;
}

/** The service as people read it. */
function hostOf(issuer: string): string {
  return issuer.replace(/^[a-z]+:\/\//, '').replace(/\/$/, '');
}

/** Takes a link away and says what came of it; the focus stays here, as the button is gone. */
function useUnlinking({ record, onUnlinked }: PersonIdentitiesProps) {
  const addNotice = useNotice();
  const heading = useRef<HTMLHeadingElement>(null);
  const unlink = async (identityId: number): Promise<void> => {
    const data = new FormData();
    data.set('identityId', String(identityId));
    const call = { resourceId: 'users', actionName: 'unlink', recordId: record.id, method: 'POST', data };
    try {
      const { record: after, notice } = (await new ApiClient().recordAction(call)).data;
      if (notice) addNotice(notice);
      if (isPerson(after)) onUnlinked(after);
    } catch (error) {
      addNotice(refusalOf(error));
    }
    heading.current?.focus();
  };
  return { heading, unlink };
}

/** By which accounts of other services somebody signs in, for those who may end that. */
export function PersonIdentities(props: PersonIdentitiesProps): ReactNode {
  const { record, identities } = props;
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const { heading, unlink } = useUnlinking(props);
  const [asked, setAsked] = useState<LinkedIdentity>();
  const plain = { interpolation: { escapeValue: false } };
  return (
    <section className="p-card" aria-labelledby="p-identities">
      <h2 id="p-identities" ref={heading} tabIndex={-1}>
        {translateLabel('identities', 'users')}
      </h2>
      <ul className="p-lines">
        {identities.map((identity) => (
          <li key={identity.id}>
            <span className="p-grows">
              {hostOf(identity.issuer)}
              <br />
              <span className="p-quiet">
                {translateLabel('linkedAs', 'users', { subject: identity.subject, ...plain })}
                {' · '}
                {translateLabel(identity.lastUsedAt === null ? 'linkedAt' : 'lastUsed', 'users')}{' '}
                <Age value={identity.lastUsedAt ?? identity.linkedAt} />
              </span>
            </span>
            <button type="button" className="p-button p-small" onClick={() => setAsked(identity)}>
              {translateButton('unlink', 'users')}
              <span className="visually-hidden"> {hostOf(identity.issuer)}</span>
            </button>
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <ConfirmDialog
          question={translateMessage('unlink', 'users', {
            name: record.title,
            service: hostOf(asked.issuer),
            ...plain,
          })}
          answer={translateButton('unlink', 'users')}
          onConfirm={() => void unlink(asked.id)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
