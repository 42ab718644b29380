import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import type { Change, MatrixForm, PermissionView } from './use-matrix.ts';

function List({ title, rights }: { title: string; rights: readonly PermissionView[] }): ReactNode {
  if (rights.length === 0) return null;
  return (
    <>
      <p className="p-hint">{title}</p>
      <ul>
        {rights.map(({ name, allows }) => (
          <li key={name}>{allows}</li>
        ))}
      </ul>
    </>
  );
}

function OfGroup({ group, added, removed }: Change): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const stopsWork = removed.some(({ name }) => name === 'complaints.work') && group.memberCount > 0;
  return (
    <li>
      <strong>{group.name}</strong>{' '}
      <span className="p-hint">{translateLabel('memberCount', 'groups', { count: group.memberCount })}</span>
      <List title={translateLabel('mayAlso', 'groups')} rights={added} />
      <List title={translateLabel('mayNoLonger', 'groups')} rights={removed} />
      {stopsWork && <p>{translateMessage('workIsGivenBack', 'groups')}</p>}
    </li>
  );
}

/** What saving would change, in words, and the buttons that do it or leave it. */
export function Changes({ form }: { readonly form: MatrixForm }): ReactNode {
  const { translateLabel, translateMessage, translateButton } = useTranslation();
  const { changes, busy } = form;
  return (
    <section className="p-card p-changes" aria-labelledby="p-changes-title">
      <h2 id="p-changes-title">{translateLabel('whatChanges', 'groups')}</h2>
      <div aria-live="polite">
        {changes.length === 0 && <p className="p-hint">{translateMessage('nothingChanges', 'groups')}</p>}
        <ul className="p-changes-list">
          {changes.map((change) => (
            <OfGroup key={change.group.id} {...change} />
          ))}
        </ul>
      </div>
      <div className="p-buttons">
        <button
          type="button"
          className="p-button p-primary"
          disabled={busy || changes.length === 0}
          onClick={() => void form.save()}
        >
          {translateButton('savePermissions', 'groups')}
        </button>
        <button
          type="button"
          className="p-button"
          disabled={busy || changes.length === 0}
          onClick={form.discard}
        >
          {translateButton('discardPermissions', 'groups')}
        </button>
      </div>
    </section>
  );
}
