import { useTranslation, ViewHelpers, type ActionProps } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { HolidayReport } from '../../../use-cases/targets/holidays/plan-holidays.ts';
import { Field } from '../parts/field.tsx';
import { FileDrop } from '../parts/file-drop.tsx';
import { useImport, type Import, type ImportAnswer } from '../parts/use-import.ts';
import { HolidayDays } from './holiday-days.tsx';

const views = new ViewHelpers();
const YEARS = ['firstYear', 'lastYear'] as const;

interface ReportProps {
  readonly state: Import<HolidayReport>;
  readonly answer: ImportAnswer<HolidayReport> & { readonly report: HolidayReport };
  readonly calendarId: string;
}

function Buttons({
  state,
  answer,
  calendarId,
  dates,
}: ReportProps & { readonly dates: readonly string[] }): ReactNode {
  const { translateButton, translateMessage } = useTranslation();
  const search = `?filters.calendarId=${calendarId}`;
  return (
    <div className="p-buttons p-import-do">
      {answer.isDone === true ? (
        <Link className="p-button p-primary" to={views.resourceUrl({ resourceId: 'holidays', search })}>
          {translateButton('toHolidays', 'calendars')}
        </Link>
      ) : (
        <button
          type="button"
          className="p-button p-primary"
          disabled={state.busy || dates.length === 0}
          onClick={() => state.confirm({ dates: dates.join(',') })}
        >
          {dates.length === 0
            ? translateMessage('importNothing', 'calendars')
            : translateButton('importNow', 'calendars', { count: dates.length })}
        </button>
      )}
    </div>
  );
}

function Report(props: ReportProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { state, answer } = props;
  const { report, isDone = false, changed } = answer;
  useEffect(() => heading.current?.focus(), [answer]);
  const leave = (date: string, leaves: boolean): void => {
    const others = [...left].filter((other) => other !== date);
    setLeft(new Set(leaves ? [...others, date] : others));
  };
  const dates = report.days.flatMap(({ date, outcome }) =>
    outcome === 'added' && date !== null && !left.has(date) ? [date] : [],
  );
  return (
    <section className="p-card" aria-labelledby="p-import-report" aria-busy={state.busy}>
      <h2 id="p-import-report" ref={heading} tabIndex={-1}>
        {translateLabel(isDone ? 'imported' : 'wouldImport', 'calendars')}
      </h2>
      {changed !== undefined && (
        <p className="p-message p-message-error" role="alert">
          {changed}
        </p>
      )}
      {report.others > 0 && <p>{translateMessage('otherYears', 'calendars', { count: report.others })}</p>}
      {report.days.length > 0 && <HolidayDays report={report} left={left} onLeave={leave} isDone={isDone} />}
      <Buttons {...props} dates={dates} />
    </section>
  );
}

/** Makes holidays of a calendar file: first what it would do, day by day, then just that. */
export default function ImportHolidays({ resource, record }: ActionProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const thisYear = new Date().getFullYear();
  const [years, setYears] = useState({ firstYear: String(thisYear), lastYear: String(thisYear + 1) });
  const calendarId = record?.id ?? '';
  const call = { resourceId: resource.id, recordId: calendarId, actionName: 'importHolidays' };
  const state = useImport<HolidayReport>(call, years);
  const { answer, errors } = state;
  const change = (name: string, value: string): void => {
    const next = { ...years, [name]: value };
    setYears(next);
    // What is typed half is not asked for.
    if (Object.values(next).every((year) => year.length === 4)) state.change(next);
  };
  return (
    <div className="p-import-page">
      <div className="p-card p-form">
        <p>{translateMessage('importIntro', resource.id)}</p>
        <div className="p-import-years">
          {YEARS.map((name) => (
            <Field key={name} name={name} label={translateLabel(name, resource.id)} error={errors[name]}>
              {(control) => (
                <input
                  {...control}
                  inputMode="numeric"
                  maxLength={4}
                  value={years[name]}
                  onChange={({ target }) => change(name, target.value)}
                />
              )}
            </Field>
          ))}
        </div>
        <FileDrop
          state={state}
          label={translateLabel('importFile', resource.id)}
          hint={translateMessage('importHint', resource.id)}
          accept=".ics,text/calendar"
        />
        <p role="status" className="p-quiet">
          {state.busy && translateMessage('importBusy', resource.id)}
        </p>
      </div>
      {answer?.report && Object.keys(errors).length === 0 && (
        <Report
          key={answer.report.digest}
          state={state}
          answer={{ ...answer, report: answer.report }}
          calendarId={calendarId}
        />
      )}
    </div>
  );
}
