import { useNotice, useTranslation } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { Moment } from '../parts/moment.tsx';
import { questionWords } from './question-words.ts';
import { ReportBox, type ReportBoxProps } from './report-box.tsx';
import type { SavedReport } from './saved-types.ts';

interface RowProps extends Pick<ReportBoxProps, 'people' | 'choices' | 'search' | 'send'> {
  readonly report: SavedReport;
}

/** So many people are named; of others, how many there are. */
const NAMED = 3;

/** What a report asks, when it is made, and who is told. */
function About({ report, people, choices }: Pick<RowProps, 'report' | 'people' | 'choices'>): ReactNode {
  const { translateLabel } = useTranslation();
  const label = (name: string): string => translateLabel(name, 'reports');
  const { search, every, nextAt, recipientIds } = report;
  const readers = people.filter(({ id }) => recipientIds.includes(id)).map(({ name }) => name);
  const others = readers.length > NAMED ? [`+${readers.length - NAMED}`] : [];
  return (
    <>
      <span className="p-hint" dir="auto">
        {questionWords(search, choices, label)}
      </span>
      <span className="p-hint">
        {label(`rhythm_${every}`)}
        {nextAt !== null && (
          <>
            {`, ${label('next')} `}
            <Moment value={nextAt} />
          </>
        )}
        {readers.length > 0 && ` · ${[...readers.slice(0, NAMED), ...others].join(', ')}`}
      </span>
    </>
  );
}

/** A report that is kept, with what can be done with it. */
export function SavedRow({ report, people, choices, search, send }: RowProps): ReactNode {
  const { translateButton, translateMessage } = useTranslation();
  const addNotice = useNotice();
  const [isAsking, setAsking] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const { id, name } = report;
  const act = async (deed: string): Promise<void> => {
    setAsking(false);
    const refused = await send(deed, { id });
    if (refused !== undefined) addNotice({ message: refused.message, type: 'error' });
  };
  const button = (label: string, onClick: () => void, also = ''): ReactNode => (
    <button type="button" className={`p-button${also}`} onClick={onClick}>
      {translateButton(label, 'reports')}
      <span className="visually-hidden"> {name}</span>
    </button>
  );
  return (
    <li>
      <div className="p-saved-name">
        <Link to={`?${report.search}`} dir="auto">
          {name}
        </Link>
        <About report={report} people={people} choices={choices} />
      </div>
      <div className="p-buttons">
        {button('makeReport', () => void act('start'))}
        {button('changeReport', () => setChanging(true))}
        {button('deleteReport', () => setAsking(true), ' p-danger')}
      </div>
      {isChanging && (
        <ReportBox
          people={people}
          choices={choices}
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
