import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { DETAIL_FIELDS, eachDetail, type DetailName } from '../../use-cases/complaints/complaint-fields.ts';
import type { ComplaintFormOptions } from '../../use-cases/complaints/complaint-form-options.ts';
import {
  AreaField,
  ChoiceField,
  ErrorSummary,
  TextField,
  noErrors,
  type FormErrors,
} from '../../web/views/fields.tsx';
import { Layout } from '../../web/views/layout.tsx';
import { URGENCY_NAMES } from './badges.tsx';
import { FittingAnswers, SolvedForm } from './fitting-answers.tsx';
import { FileField } from './file-field.tsx';
import { Marks, type FormMarks } from './form-marks.tsx';

/** What the complaint form holds, as typed. */
export interface ComplaintForm extends Readonly<Record<DetailName, string>> {
  readonly title: string;
  readonly description: string;
  readonly typeId: string;
  readonly urgency: string;
  /** The complaint that this one continues; empty: none. */
  readonly followUpOfId: string;
  /** Username or e-mail address of whom it is filed for; empty: one's own. */
  readonly forPerson: string;
  readonly submissionKey: string;
}

/** What the page of a new complaint shows. */
export interface NewComplaintProps {
  readonly person: Person;
  readonly form: ComplaintForm;
  readonly options: ComplaintFormOptions;
  readonly errors: FormErrors;
  readonly marks: FormMarks;
}

const LABELS = {
  forPerson: 'For somebody else',
  title: 'Title',
  typeId: 'What is it about?',
  urgency: 'Urgency',
  description: 'Description',
  ...eachDetail(({ label }) => label),
  attachments: 'Attachments',
};

/** Names the complaint that this one continues. */
function FollowedUp({ id }: { id: string }): ReactElement | null {
  if (!/^[1-9]\d*$/.test(id)) return null;
  return (
    <p className="hint">
      <input type="hidden" name="followUpOfId" value={id} />
      This continues <a href={`/complaints/${id}`}>complaint #{id}</a>.
    </p>
  );
}

/** The form in which staff report a problem. */
export function NewComplaint({ person, form, options, errors, marks }: NewComplaintProps): ReactElement {
  const types = options.types.map(({ id, name }) => ({ value: String(id), text: name }));
  const urgencies = options.urgencies.map((urgency) => ({ value: urgency, text: URGENCY_NAMES[urgency] }));
  return (
    <Layout title="New complaint" person={person} current="/complaints/new" narrow>
      <h1>New complaint</h1>
      <p className="lead-text">Tell IT what does not work. You can follow it under My complaints.</p>
      <ErrorSummary errors={errors} labels={LABELS} />
      <form
        className="panel"
        method="post"
        action="/complaints"
        encType="multipart/form-data"
        noValidate
        data-once
        data-draft={form.followUpOfId === '' ? 'new complaint' : `new complaint ${form.followUpOfId}`}
        data-refused={errors === noErrors ? undefined : ''}
      >
        <Marks marks={marks} />
        <input type="hidden" name="submissionKey" value={form.submissionKey} />
        <FollowedUp id={form.followUpOfId} />
        {complaintPolicy.may(person, 'fileFor') && (
          <TextField
            name="forPerson"
            label={LABELS.forPerson}
            hint="Username or e-mail address of who called. Empty: the complaint is yours."
            maxLength={254}
            autoComplete="off"
            defaultValue={form.forPerson}
            errors={errors}
          />
        )}
        <TextField
          name="title"
          label={LABELS.title}
          hint="In a few words, such as: Printer on floor 2 does not print"
          required
          maxLength={255}
          defaultValue={form.title}
          errors={errors}
        />
        <FittingAnswers />
        <div className="field-row">
          <ChoiceField
            name="typeId"
            label={LABELS.typeId}
            required
            choices={types}
            empty="Please choose"
            defaultValue={form.typeId}
            errors={errors}
          />
          <ChoiceField
            name="urgency"
            label={LABELS.urgency}
            required
            choices={urgencies}
            defaultValue={form.urgency}
            errors={errors}
          />
        </div>
        <AreaField
          name="description"
          label={LABELS.description}
          hint="What happened, since when, and what you tried"
          required
          rows={8}
          maxLength={10_000}
          defaultValue={form.description}
          errors={errors}
        />
        <div className="field-row">
          {DETAIL_FIELDS.map(({ name, label, most, kind }) => (
            <TextField
              key={name}
              name={name}
              label={label}
              type={kind}
              autoComplete={kind}
              maxLength={most}
              defaultValue={form[name]}
              errors={errors}
            />
          ))}
        </div>
        <FileField errors={errors} marks={marks} />
        <div className="form-actions">
          <button type="submit" className="btn btn-primary">
            Send
          </button>
          <a className="btn btn-link" href="/">
            Cancel
          </a>
        </div>
      </form>
      <SolvedForm marks={marks} />
    </Layout>
  );
}
