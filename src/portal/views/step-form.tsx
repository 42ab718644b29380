import type { ReactElement, ReactNode } from 'react';
import type { Conversation } from '../../use-cases/complaints/conversation/get-conversation.ts';
import { portalForms, type PortalForm } from '../../use-cases/complaints/steps/portal-steps.ts';
import type { AskedStep } from '../../use-cases/complaints/steps/asked-step.ts';
import type { StepField } from '../../use-cases/complaints/steps/step-form.ts';
import {
  AreaField,
  ChoiceField,
  ErrorSummary,
  noErrors,
  TextField,
  type FormErrors,
} from '../../web/views/fields.tsx';
import { FileField } from './file-field.tsx';
import { emptyMarks, Marks, type FormMarks } from './form-marks.tsx';
import { StarField } from './stars.tsx';

/** Most characters of what says nothing else. */
const REMARK_MOST = 10_000;
/** The form that takes whatever is said, and keeps words whose own form is gone. */
const WORDS = 'remarks';

/** A form that was refused, as typed. */
export interface RefusedForm {
  readonly form: string;
  /** By the name of the field. */
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: FormErrors;
}

interface StepProps {
  readonly offer: PortalForm;
  readonly conversation: Conversation;
  /** Draws the key of one form. */
  readonly submissionKey: string;
  /** What was refused and belongs into this form. */
  readonly refused: RefusedForm | undefined;
  readonly marks: FormMarks;
}

/** Where in the page a form stands. */
function anchorOf(form: string): string {
  return form === WORDS ? 'answer' : form;
}

const followersOf = ({ complaint }: Conversation) =>
  complaint.followers.map(({ id, name }) => ({ value: String(id), text: name }));

function Input({ field, ...props }: StepProps & { field: StepField }): ReactElement {
  const { offer, refused, marks, conversation } = props;
  const prefix = `${anchorOf(offer.form)}-`;
  const errors = refused?.form === offer.form ? refused.errors : noErrors;
  const typed = refused?.typed ?? {};
  if (field.kind === 'files') return <FileField prefix={prefix} errors={errors} marks={marks} />;
  if (field.kind === 'stars') return <StarField chosen={typed.rating ?? ''} errors={errors} />;
  const shared = { name: field.name, prefix, label: field.label, required: field.isRequired, errors };
  const value = { defaultValue: typed[field.name] ?? '' };
  if (field.kind === 'line')
    return <TextField {...shared} {...value} maxLength={field.most ?? REMARK_MOST} />;
  if (field.kind === 'follower')
    return <ChoiceField {...shared} {...value} empty="Please choose" choices={followersOf(conversation)} />;
  return <AreaField {...shared} {...value} rows={field.rows ?? 4} maxLength={field.most ?? REMARK_MOST} />;
}

function Fields(props: StepProps): ReactElement {
  const { offer, conversation, refused, marks, submissionKey } = props;
  const { id, version } = conversation.complaint;
  const errors = refused?.form === offer.form ? refused.errors : noErrors;
  const labels = Object.fromEntries(offer.fields.map(({ name, label }) => [name, label]));
  return (
    <form
      method="post"
      action={`/complaints/${id}/${offer.form}`}
      encType="multipart/form-data"
      noValidate
      data-once
      data-draft={`complaint ${id} ${offer.form}`}
      data-refused={refused === undefined ? undefined : ''}
    >
      {offer.hint !== '' && <p className="hint">{offer.hint}</p>}
      <ErrorSummary errors={errors} labels={labels} prefix={`${anchorOf(offer.form)}-`} />
      <Marks marks={marks} />
      <input type="hidden" name="submissionKey" value={submissionKey} />
      {offer.asOfVersion && <input type="hidden" name="version" value={version} />}
      {offer.fields.map((field) => (
        <Input key={field.name} {...props} field={field} />
      ))}
      <div className="form-actions">
        <button type="submit" className="btn btn-primary">
          {offer.button}
        </button>
      </div>
    </form>
  );
}

interface CardProps {
  readonly offer: PortalForm;
  readonly isOpen: boolean;
  /** Its reader came for it: it takes the focus, without a script too. */
  readonly isAsked: boolean;
  readonly children: ReactNode;
}

function Card({ offer, isOpen, isAsked, children }: CardProps) {
  const anchor = anchorOf(offer.form);
  if (offer.isFolded) {
    return (
      <details className="panel step" id={anchor} open={isOpen}>
        <summary autoFocus={isAsked}>{offer.heading}</summary>
        {children}
      </details>
    );
  }
  return (
    <section className={`panel step step-${offer.name}`} id={anchor} aria-labelledby={`${anchor}-heading`}>
      <h2 id={`${anchor}-heading`} {...(isAsked ? { tabIndex: -1, autoFocus: true } : {})}>
        {offer.heading}
      </h2>
      {children}
    </section>
  );
}

interface StepsProps {
  readonly conversation: Conversation;
  readonly refused: RefusedForm | undefined;
  readonly asked: AskedStep | undefined;
  readonly newKey: () => string;
  readonly marks: FormMarks;
}

/** What was typed into a form that is gone goes into the one that has a place for all words. */
function refusedIn(offer: PortalForm, refused: RefusedForm | undefined, isGone: boolean) {
  if (refused === undefined || refused.form === offer.form) return refused;
  const { remark = '', comment = '' } = refused.typed;
  return isGone && offer.form === WORDS ? { ...refused, typed: { remark: remark || comment } } : undefined;
}

/** The forms of the steps that the page's reader may take now. */
export function StepForms({ conversation, refused, asked, newKey, marks }: StepsProps): ReactElement {
  const offers = portalForms(conversation.steps);
  // What was refused because the complaint changed may have no form any more; it is told all the same.
  const isGone = refused !== undefined && !offers.some(({ form }) => form === refused.form);
  return (
    <>
      {isGone && (
        <div className="alert alert-danger" role="alert" id="errors" tabIndex={-1}>
          {refused.errors.message ?? Object.values(refused.errors.fields)[0]}
        </div>
      )}
      {offers.map((offer) => {
        const own = refusedIn(offer, refused, isGone);
        const isAsked = offer.name === asked;
        const isOpen = isAsked || (own !== undefined && (own.form === offer.form || own.typed.remark !== ''));
        const ownMarks = own === undefined ? emptyMarks(marks) : marks;
        const props = { offer, conversation, submissionKey: newKey(), refused: own, marks: ownMarks };
        return (
          <Card key={offer.name} offer={offer} isOpen={isOpen} isAsked={isAsked}>
            <Fields {...props} />
          </Card>
        );
      })}
    </>
  );
}
