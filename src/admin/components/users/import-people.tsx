import { useTranslation, ViewHelpers, type ActionProps, type ResourceJSON } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { Link } from 'react-router-dom';
import type { ImportReport } from '../../../use-cases/people/import/report.ts';
import { FileDrop } from '../parts/file-drop.tsx';
import { useImport, type Import, type ImportAnswer } from '../parts/use-import.ts';
import { ImportTable } from './import-table.tsx';

type Answer = ImportAnswer<ImportReport>;

const views = new ViewHelpers();
const CALL = { resourceId: 'users', actionName: 'importPeople' };

function useMayAddDepartments(): boolean {
  return useSelector(({ resources }: { resources: readonly ResourceJSON[] }) =>
    resources.some(({ id, actions }) => id === 'departments' && actions.some(({ name }) => name === 'new')),
  );
}

/** What is said of the whole file, below its heading. */
function Besides({ answer }: { readonly answer: Answer }): ReactNode {
  const { translateMessage } = useTranslation();
  const { unknownColumns = [], newDepartments = [], counts } = answer.report ?? {};
  const told = [
    unknownColumns.length > 0 &&
      translateMessage('unknownColumns', 'users', { names: unknownColumns.join(', ') }),
    newDepartments.length > 0 &&
      translateMessage('newDepartments', 'users', { names: newDepartments.join(', ') }),
    (counts?.created ?? 0) > 0 && translateMessage('noPasswordYet', 'users'),
  ];
  return told.filter((text) => text !== false).map((text) => <p key={text}>{text}</p>);
}

function Report({
  state,
  answer,
}: {
  readonly state: Import<ImportReport>;
  readonly answer: Answer;
}): ReactNode {
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [answer]);
  const { report, isDone, changed } = answer;
  if (report === undefined) return null;
  const writes = report.counts.created + report.counts.changed;
  return (
    <section className="p-card" aria-labelledby="p-import-report" aria-busy={state.busy}>
      <h2 id="p-import-report" ref={heading} tabIndex={-1}>
        {translateLabel(isDone ? 'imported' : 'wouldImport', 'users')}
      </h2>
      {changed !== undefined && (
        <p className="p-message p-message-error" role="alert">
          {changed}
        </p>
      )}
      <Besides answer={answer} />
      <ImportTable key={report.digest} report={report} />
      <div className="p-buttons p-import-do">
        {isDone === true ? (
          <Link className="p-button p-primary" to={views.resourceUrl({ resourceId: 'users' })}>
            {translateButton('toUsers', 'users')}
          </Link>
        ) : (
          <button
            type="button"
            className="p-button p-primary"
            disabled={state.busy || writes === 0}
            onClick={() => state.confirm()}
          >
            {writes === 0
              ? translateMessage('importNothing', 'users')
              : translateButton('importNow', 'users', { count: writes })}
          </button>
        )}
      </div>
    </section>
  );
}

/** Imports people from a CSV file: first what it would do, row by row, then just that. */
export default function ImportPeople({ resource }: ActionProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const [addsDepartments, setAdds] = useState(false);
  const state = useImport<ImportReport>(CALL, { createDepartments: 'false' });
  const mayAddDepartments = useMayAddDepartments();
  return (
    <div className="p-import-page">
      <div className="p-card p-form">
        <p>{translateMessage('importIntro', resource.id)}</p>
        <FileDrop
          state={state}
          label={translateLabel('importFile', resource.id)}
          hint={translateMessage('importHint', resource.id)}
          accept=".csv,.txt,text/csv"
        />
        {mayAddDepartments && (
          <label className="p-choice">
            <input
              type="checkbox"
              checked={addsDepartments}
              disabled={state.busy}
              onChange={({ target }) => {
                setAdds(target.checked);
                state.change({ createDepartments: String(target.checked) });
              }}
            />
            <span>{translateLabel('addDepartments', resource.id)}</span>
          </label>
        )}
        <p role="status" className="p-quiet">
          {state.busy && translateMessage('importBusy', resource.id)}
        </p>
      </div>
      {state.answer && Object.keys(state.errors).length === 0 && (
        <Report state={state} answer={state.answer} />
      )}
    </div>
  );
}
