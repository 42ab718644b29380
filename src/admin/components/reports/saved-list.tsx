import { useNotice, useTranslation } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { Moment } from '../parts/moment.tsx';
import { ReportBox } from './report-box.tsx';
import { RunResult } from './run-result.tsx';
import type { Saved, SavedReport } from './saved-types.ts';
import type { SavedCalls } from './use-saved.ts';

interface RowProps extends Pick<SavedCalls, 'send'> {
  readonly report: SavedReport;
  readonly people: Saved['people'];
}

function SavedRow({ report, people, send }: RowProps): ReactNode {
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const addNotice = useNotice();
  const [isAsking, setAsking] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const { id, name, search, every, recipientIds } = report;
  const readers = people.filter((one) => recipientIds.includes(one.id)).map((one) => one.name);
  const act = async (deed: string): Promise<void> => {
    setAsking(false);
    const refused = await send(deed, { id });
    if (refused !== undefined) addNotice({ message: refused.message, type: 'error' });
  };
  return (
    <li>
      <div className="p-saved-name">
        <Link to={`?${search}`} dir="auto">
          {name}
        </Link>
        <span className="p-hint">
          {[translateLabel(`every_${every}`, 'reports'), ...readers].join(' · ')}
        </span>
      </div>
      <div className="p-buttons">
        <button type="button" className="p-button" onClick={() => void act('start')}>
          {translateButton('makeReport', 'reports')}
          <span className="visually-hidden"> {name}</span>
        </button>
        <button type="button" className="p-button" onClick={() => setChanging(true)}>
          {translateButton('changeReport', 'reports')}
          <span className="visually-hidden"> {name}</span>
        </button>
        <button type="button" className="p-button p-danger" onClick={() => setAsking(true)}>
          {translateButton('deleteReport', 'reports')}
          <span className="visually-hidden"> {name}</span>
        </button>
      </div>
      {isChanging && (
        <ReportBox
          people={people}
          search={search}
          report={report}
          send={send}
          onClose={() => setChanging(false)}
        />
      )}
      {isAsking && (
        <ConfirmDialog
          question={translateMessage('deleteReport_confirm', 'reports', { name })}
          answer={translateButton('deleteReport', 'reports')}
          onConfirm={() => void act('delete')}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

/** The reports that are kept, and the files that were made of them. */
export function SavedReports({
  saved,
  send,
}: { readonly saved: Saved } & Pick<SavedCalls, 'send'>): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const { reports, runs, people } = saved;
  if (reports.length + runs.length === 0) return null;
  return (
    <div className="p-charts p-saved">
      <section className="p-card" aria-labelledby="p-saved">
        <h3 id="p-saved">{translateLabel('savedReports', 'reports')}</h3>
        {reports.length === 0 && <p className="p-hint">{translateMessage('nothingSaved', 'reports')}</p>}
        <ul className="p-saved-list">
          {reports.map((report) => (
            <SavedRow key={report.id} report={report} people={people} send={send} />
          ))}
        </ul>
      </section>
      <section className="p-card" aria-labelledby="p-runs">
        <h3 id="p-runs">{translateLabel('runs', 'reports')}</h3>
        <p className="p-hint">{translateMessage('runsHint', 'reports')}</p>
        <ul className="p-saved-list" aria-live="polite">
          {runs.map((run) => (
            <li key={run.id}>
              <div className="p-saved-name">
                <bdi>{run.name}</bdi>
                <span className="p-hint">
                  <Moment value={run.createdAt} />
                </span>
              </div>
              <RunResult run={run} label={translateLabel(`file_${run.format}`, 'reports')} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
