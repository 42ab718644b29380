import { useTranslation } from 'adminjs';
import { useId, useState, type ReactNode } from 'react';
import { Box } from '../bulk/box.tsx';
import { Field } from '../parts/field.tsx';
import { AskedChoice, Choice, Readers } from './report-fields.tsx';
import { isSameQuestion, questionWords } from './question-words.ts';
import type { Choices } from './report-types.ts';
import type { Saved, SavedReport } from './saved-types.ts';
import type { Refusal, SavedCalls } from './use-saved.ts';

/** The formats and rhythms by the names that the server knows. */
const FORMATS = ['xlsx', 'pdf', 'csv'] as const;
const RHYTHMS = ['never', 'daily', 'weekly', 'monthly'] as const;
const CONFLICT = 409;

/** What the box calls the fields that it has. */
const FIELDS: ReadonlySet<string> = new Set(['name', 'every', 'format', 'recipientIds']);

/** What stands at no field of the box. */
function besideFields({ message, fields }: Refusal): string {
  // Said at its field already.
  const whole = Object.entries(fields).some(([name, text]) => FIELDS.has(name) && text === message)
    ? 'Please correct the marked field.'
    : message;
  return [whole, ...Object.entries(fields).flatMap(([name, text]) => (FIELDS.has(name) ? [] : [text]))]
    .filter((text, at, all) => all.indexOf(text) === at)
    .join(' ');
}

export interface ReportBoxProps extends Pick<SavedCalls, 'send'> {
  readonly people: Saved['people'];
  /** What the page is asked by, which is what a new report asks; undefined: it shows none. */
  readonly search: string | undefined;
  readonly choices: Choices | undefined;
  /** The one that is changed; undefined: a new one is kept. */
  readonly report?: SavedReport;
  readonly onClose: () => void;
}

/** What is filled in, as it is sent, and why it was refused. */
function useReportForm({ people, search, report, send, onClose }: ReportBoxProps) {
  const [values, setValues] = useState({
    name: report?.name ?? '',
    format: report?.format ?? 'xlsx',
    every: report?.every ?? 'never',
    // Who may not see reports any more is not offered, and would be refused.
    recipientIds: (report?.recipientIds ?? []).filter((id) => people.some((one) => one.id === id)),
  });
  const [asksShown, setAsksShown] = useState(false);
  const [version, setVersion] = useState(report?.version);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const save = async (): Promise<void> => {
    setBusy(true);
    const recipientIds = values.every === 'never' ? [] : values.recipientIds;
    const told = { ...values, recipientIds };
    // What one that is kept asks is told only where it is to ask something else.
    const anew = asksShown ? { search } : {};
    const refused = await (report
      ? send('change', { ...told, ...anew, id: report.id, version })
      : send('save', { ...told, search }));
    setBusy(false);
    if (refused === undefined) return onClose();
    // Whoever was told what others saved meanwhile may save over it.
    if (refused.status === CONFLICT) setVersion(undefined);
    setRefusal(refused);
  };
  const change = (changed: Partial<typeof values>): void =>
    setValues((before) => ({ ...before, ...changed }));
  return { values, change, asksShown, setAsksShown, isBusy, refusal, save };
}

interface AskedProps extends Pick<ReportBoxProps, 'report' | 'search' | 'choices'> {
  readonly isShown: boolean;
  readonly onChange: (isShown: boolean) => void;
}

/** What the report asks; where the page shows another, it can be that from now on. */
function Asked({ report, search, choices, isShown, onChange }: AskedProps): ReactNode {
  const { translateLabel } = useTranslation();
  const words = (question: string): string =>
    questionWords(question, choices, (name) => translateLabel(name, 'reports'));
  const kept = report?.search ?? search ?? '';
  if (report === undefined || search === undefined || isSameQuestion(kept, search))
    return (
      <p className="p-hint" dir="auto">
        {words(kept)}
      </p>
    );
  return <AskedChoice kept={words(kept)} shown={words(search)} isShown={isShown} onChange={onChange} />;
}

/** Asks how a report is called, how often it is made, as which file, and who is told. */
export function ReportBox(props: ReportBoxProps): ReactNode {
  const { people, report, search, choices, onClose } = props;
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const id = useId();
  const { values, change, asksShown, setAsksShown, isBusy, refusal, save } = useReportForm(props);
  const label = (name: string): string => translateLabel(name, 'reports');
  const errors = refusal?.fields ?? {};
  return (
    <Box
      title={
        report
          ? translateMessage('changeReport', 'reports', { name: report.name })
          : translateButton('saveReport', 'reports')
      }
      button={translateButton('save')}
      isReady={!isBusy && values.name.trim() !== ''}
      error={refusal && translateMessage(besideFields(refusal), 'reports')}
      onSend={() => void save()}
      onClose={onClose}
    >
      <Field name="name" id={id} label={label('reportName')} error={errors.name}>
        {(control) => (
          <input
            {...control}
            type="text"
            value={values.name}
            maxLength={100}
            autoComplete="off"
            onChange={({ target }) => change({ name: target.value })}
          />
        )}
      </Field>
      <Asked report={report} search={search} choices={choices} isShown={asksShown} onChange={setAsksShown} />
      <Choice
        name="every"
        label={label('made')}
        value={values.every}
        values={RHYTHMS}
        prefix="every_"
        error={errors.every}
        onChange={(every) => change({ every })}
      />
      <Choice
        name="format"
        label={label('as')}
        value={values.format}
        values={FORMATS}
        prefix="file_"
        error={errors.format}
        onChange={(format) => change({ format })}
      />
      {values.every !== 'never' && (
        <Readers
          people={people}
          chosen={values.recipientIds}
          error={errors.recipientIds}
          onChange={(recipientIds) => change({ recipientIds: [...recipientIds] })}
        />
      )}
    </Box>
  );
}
