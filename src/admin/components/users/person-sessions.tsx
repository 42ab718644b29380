import { ApiClient, useNotice, useTranslation } from 'adminjs';
import { useRef, useState, type ReactNode } from 'react';
import { Age } from '../parts/age.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { refusalOf } from '../parts/use-post.ts';
import { isPerson, type OpenSession, type PersonRecord } from './person-types.ts';

interface PersonSessionsProps {
  readonly record: PersonRecord;
  readonly sessions: readonly OpenSession[];
  /** Gets the person as they are afterwards. */
  readonly onEnded: (record: PersonRecord) => void;
}

async function end(recordId: string, handle?: string) {
  const data = new FormData();
  if (handle !== undefined) data.set('handle', handle);
  const call = { resourceId: 'users', actionName: 'endSessions', recordId, method: 'POST', data };
  return (await new ApiClient().recordAction(call)).data;
}

/** Ends sessions and says what came of it; the focus stays with the sessions, whose button may be gone. */
function useEnding({ record, onEnded }: PersonSessionsProps) {
  const addNotice = useNotice();
  const heading = useRef<HTMLHeadingElement>(null);
  const ending = async (handle?: string): Promise<void> => {
    try {
      const { record: after, notice } = await end(record.id, handle);
      if (notice) addNotice(notice);
      if (isPerson(after)) onEnded(after);
    } catch (error) {
      addNotice(refusalOf(error));
    }
    heading.current?.focus();
  };
  return { heading, ending };
}

/** Where somebody is signed in, for those who may end that. */
export function PersonSessions(props: PersonSessionsProps): ReactNode {
  const { record, sessions } = props;
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const { heading, ending } = useEnding(props);
  const [isAsking, setAsking] = useState(false);
  return (
    <section className="p-card" aria-labelledby="p-sessions">
      <h2 id="p-sessions" ref={heading} tabIndex={-1}>
        {translateLabel('sessions', 'users')}
      </h2>
      {sessions.length === 0 && <p className="p-quiet">{translateMessage('sessionsNone', 'users')}</p>}
      <ul className="p-lines">
        {sessions.map(({ handle, began, lastUsed, program, address }, index) => (
          <li key={handle}>
            <span className="p-grows">
              {translateLabel('signedIn', 'users')} <Age value={began} />
              <br />
              <span className="p-quiet">
                {translateLabel('lastUsed', 'users')} <Age value={lastUsed} />
                {[program, address].filter((part) => part !== '').map((part) => ` · ${part}`)}
              </span>
            </span>
            <button type="button" className="p-button p-small" onClick={() => void ending(handle)}>
              {translateButton('endSession', 'users')}
              <span className="visually-hidden"> {index + 1}</span>
            </button>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <button type="button" className="p-button" onClick={() => setAsking(true)}>
          {translateButton('endSessions', 'users')}
        </button>
      )}
      {isAsking && (
        <ConfirmDialog
          question={translateMessage('endSessions', 'users', { name: record.title })}
          answer={translateButton('endSessions', 'users')}
          onConfirm={() => void ending()}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
