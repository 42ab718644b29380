import { useTranslation } from 'adminjs';
import { useState, type ReactNode } from 'react';
import type { ImportReport, ReportedRow, RowOutcome } from '../../../use-cases/people/import/report.ts';

/** What becomes of a row, in the order in which they are counted. */
const OUTCOMES: readonly RowOutcome[] = ['created', 'changed', 'unchanged', 'refused'];

/** So many rows are drawn at first, and more on request: a file may have thousands. */
const STEP = 100;
const ALL = 'all';

function Row({ row }: { readonly row: ReportedRow }): ReactNode {
  const { translateLabel } = useTranslation();
  const { line, username, outcome, changes, reasons, notes } = row;
  return (
    <tr>
      <td className="p-import-line">{line}</td>
      <td dir="auto">{username}</td>
      <td>
        <span className={`tag p-import-${outcome}`}>{translateLabel(`outcome_${outcome}`, 'users')}</span>
      </td>
      <td>
        <ul>
          {[...reasons, ...changes, ...notes].map((text) => (
            <li key={text} dir="auto">
              {text}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

interface ChoicesProps {
  readonly report: ImportReport;
  readonly shown: string;
  readonly onChoose: (outcome: string) => void;
}

/** Which rows are shown, each kind with its number; a kind without rows is not offered. */
function Choices({ report, shown, onChoose }: ChoicesProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { counts, rows } = report;
  const kinds = OUTCOMES.filter((outcome) => counts[outcome] > 0);
  return (
    <div className="p-buttons" role="group" aria-label={translateLabel('shownRows', 'users')}>
      {[ALL, ...kinds].map((kind) => (
        <button
          key={kind}
          type="button"
          className="p-button p-small"
          aria-pressed={shown === kind}
          onClick={() => onChoose(kind)}
        >
          {translateLabel(`outcome_${kind}`, 'users')}{' '}
          <span className="p-view-count">
            {kind === ALL ? rows.length : counts[kind as keyof typeof counts]}
          </span>
        </button>
      ))}
    </div>
  );
}

/** What becomes of each row of the file, and why. */
export function ImportTable({ report }: { readonly report: ImportReport }): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const [shown, setShown] = useState(ALL);
  const [most, setMost] = useState(STEP);
  const rows = report.rows.filter(({ outcome }) => shown === ALL || outcome === shown);
  const choose = (kind: string): void => {
    setShown(kind);
    setMost(STEP);
  };
  return (
    <>
      <Choices report={report} shown={shown} onChoose={choose} />
      <div
        className="p-table-scroll"
        tabIndex={0}
        role="region"
        aria-label={translateLabel('rowsOfFile', 'users')}
      >
        <table className="p-table p-import">
          <thead>
            <tr>
              {['line', 'importUsername', 'outcome', 'details'].map((column) => (
                <th key={column} scope="col">
                  {translateLabel(column, 'users')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row) => (
              <Row key={row.line} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && (
        <button type="button" className="p-button" onClick={() => setMost(most + STEP)}>
          {translateButton('moreRows', 'users', { count: rows.length - most })}
        </button>
      )}
    </>
  );
}
