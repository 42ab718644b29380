import { useTranslation, type EditPropertyProps } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { readWeek, WEEKDAYS } from './week.ts';

/** As a new calendar begins, which the server knows as well. */
const USUAL = [...Array<string>(5).fill('09:00-18:00'), '', ''];

/** Edits the hours of a week: for each day its spans, one after the other. */
export default function HoursField({ property, record, onChange }: EditPropertyProps): ReactNode {
  const { translateLabel, translateProperty } = useTranslation();
  const { path, resourceId } = property;
  const [days, setDays] = useState(() => readWeek(record.params[path]) ?? USUAL);
  const change = (next: readonly string[]): void => {
    setDays([...next]);
    onChange(path, JSON.stringify(next));
  };
  const error = record.errors[path]?.message;
  return (
    <fieldset className={`p-field p-week${error ? ' p-refused' : ''}`} aria-describedby={`${path}-hint`}>
      <legend>{translateProperty(property.label, resourceId)}</legend>
      <p id={`${path}-hint`} className="p-hint">
        {translateLabel('hoursHint', resourceId)}
      </p>
      {WEEKDAYS.map((day, index) => (
        <label key={day} className="p-week-day">
          <span>{day}</span>
          <input
            type="text"
            autoComplete="off"
            placeholder={translateLabel('closed', resourceId)}
            value={days[index] ?? ''}
            onChange={({ target }) => change(days.with(index, target.value))}
          />
        </label>
      ))}
      <p className="p-week-tools">
        <button
          type="button"
          className="p-button"
          onClick={() => change(days.map((day, index) => (index < 5 ? (days[0] ?? '') : day)))}
        >
          {translateLabel('copyToWeekdays', resourceId)}
        </button>
        <button type="button" className="p-button" onClick={() => change(days.map(() => '00:00-24:00'))}>
          {translateLabel('aroundTheClock', resourceId)}
        </button>
      </p>
      {error && <p className="p-error">{error}</p>}
    </fieldset>
  );
}
