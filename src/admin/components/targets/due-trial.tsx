import {
  ApiClient,
  useTranslation,
  type ActionResponse,
  type BasePropertyProps,
  type RecordJSON,
} from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import type { Foresight } from '../../../use-cases/targets/foresee-due.ts';
import { asText } from '../parts/as-text.ts';
import { Field } from '../parts/field.tsx';
import { panelZone } from '../parts/time.ts';
import { formData, refusalOf } from '../parts/use-post.ts';

const FIELDS = ['calendarId', 'firstResponseMinutes', 'resolutionMinutes', 'timeZone', 'hours'];

interface Answer extends ActionResponse {
  readonly foresight?: Foresight;
  readonly record?: RecordJSON;
}

/** What came back: when it would be due, or why that cannot be said. */
type Told = { readonly foresight: Foresight } | { readonly fault: string };

async function ask(resourceId: string, { params }: RecordJSON, at: string): Promise<Told> {
  const values = FIELDS.map((field) => [field, asText((params as Record<string, unknown>)[field])]);
  // A calendar goes by its own holidays.
  const own = resourceId === 'calendars' ? { calendarId: asText(params.id) } : {};
  const data = formData({ ...Object.fromEntries(values), ...own, at });
  try {
    const answer = await new ApiClient().resourceAction({
      resourceId,
      actionName: 'foresee',
      method: 'POST',
      data,
    });
    const { foresight, record, notice } = answer.data as Answer;
    const [refused] = Object.values(record?.errors ?? {});
    return foresight === undefined ? { fault: refused?.message ?? notice?.message ?? '' } : { foresight };
  } catch (error) {
    return { fault: refusalOf(error).message };
  }
}

function Rows({
  foresight,
  resourceId,
}: {
  readonly foresight: Foresight;
  readonly resourceId: string;
}): ReactNode {
  const { translateLabel } = useTranslation();
  const text = (name: string): string => translateLabel(name, resourceId);
  const { rows } = foresight;
  const isNamed = rows.some(({ name }) => name !== '');
  const columns = (['firstResponse', 'resolution'] as const).filter((one) =>
    rows.some((row) => row[one] !== null),
  );
  const told = (due: string | null): string => (due === null ? '–' : due === 'never' ? text('never') : due);
  return (
    <div className="p-table-scroll" tabIndex={0} role="region" aria-label={text('foreseen')}>
      <table className="p-table p-foreseen">
        <thead>
          <tr>
            {[...(isNamed ? ['target'] : []), ...columns].map((column) => (
              <th key={column} scope="col">
                {text(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              {isNamed && <td dir="auto">{row.name}</td>}
              {columns.map((column) => (
                <td key={column}>{told(row[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Shows when what is filed would be due: by a record as it stands in its form, or on its page as soon as that is open. */
export default function DueTrial({ record, resource, where }: BasePropertyProps): ReactNode {
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const [at, setAt] = useState('');
  const [told, setTold] = useState<Told>();
  const run = async (): Promise<void> => {
    if (record !== undefined) setTold(await ask(resource.id, record, at));
  };
  useEffect(() => {
    if (where === 'show') void run();
  }, []);
  const zone = panelZone();
  return (
    <div className="p-field p-trial">
      <Field
        name="trial-at"
        label={translateLabel('filedAt', resource.id, { zone })}
        hint={translateMessage('filedAt', resource.id)}
        error={told && 'fault' in told ? told.fault : undefined}
      >
        {(control) => (
          <input
            {...control}
            type="datetime-local"
            value={at}
            onChange={({ target }) => setAt(target.value)}
          />
        )}
      </Field>
      <button type="button" className="p-button" onClick={() => void run()}>
        {translateButton('foresee', resource.id)}
      </button>
      <p role="status">
        {told &&
          'foresight' in told &&
          translateMessage('foreseen', resource.id, { filed: told.foresight.filed, zone })}
      </p>
      {told && 'foresight' in told && <Rows foresight={told.foresight} resourceId={resource.id} />}
    </div>
  );
}
