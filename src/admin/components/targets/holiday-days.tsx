import { useTranslation } from 'adminjs';
import { useState, type ReactNode } from 'react';
import type { HolidayReport, ReportedDay } from '../../../use-cases/targets/holidays/plan-holidays.ts';

/** So many days are drawn at first, and more on request. */
const STEP = 100;

interface DaysProps {
  readonly report: HolidayReport;
  /** Days that are not to be added. */
  readonly left: ReadonlySet<string>;
  readonly onLeave: (date: string, leaves: boolean) => void;
  /** They were added already. */
  readonly isDone: boolean;
}

function Day({
  day,
  left,
  onLeave,
  isDone,
}: Omit<DaysProps, 'report'> & { readonly day: ReportedDay }): ReactNode {
  const { translateLabel } = useTranslation();
  const { date, name, outcome, note } = day;
  const isOffered = outcome === 'added' && date !== null && !isDone;
  const isLeft = outcome === 'added' && date !== null && left.has(date);
  return (
    <tr>
      <td className="p-cell-take">
        {isOffered && (
          <input
            type="checkbox"
            checked={!isLeft}
            aria-label={`${translateLabel('take', 'calendars')}: ${date} ${name}`}
            onChange={({ target }) => onLeave(date, !target.checked)}
          />
        )}
      </td>
      <td className="p-import-day">{date ?? translateLabel('noDay', 'calendars')}</td>
      <td dir="auto">{name}</td>
      <td>
        <span className={`tag p-import-${isLeft ? 'there' : outcome}`}>
          {translateLabel(`outcome_${isLeft ? 'left' : outcome}`, 'calendars')}
        </span>
      </td>
      <td dir="auto">{note}</td>
    </tr>
  );
}

/** What becomes of each day of a calendar file, and why; days that would be added can be left out. */
export function HolidayDays(props: DaysProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const [most, setMost] = useState(STEP);
  const { days } = props.report;
  return (
    <>
      <div
        className="p-table-scroll"
        tabIndex={0}
        role="region"
        aria-label={translateLabel('rowsOfFile', 'calendars')}
      >
        <table className="p-table p-import p-import-days">
          <thead>
            <tr>
              {['take', 'day', 'holiday', 'outcome', 'details'].map((column) => (
                <th key={column} scope="col">
                  {translateLabel(column, 'calendars')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.slice(0, most).map((day, index) => (
              <Day key={`${day.date}-${index}`} {...props} day={day} />
            ))}
          </tbody>
        </table>
      </div>
      {days.length > most && (
        <button type="button" className="p-button" onClick={() => setMost(most + STEP)}>
          {translateButton('moreRows', 'calendars', { count: days.length - most })}
        </button>
      )}
    </>
  );
}
