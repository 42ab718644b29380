import type { ReactElement, ReactNode } from 'react';
import { PersonName } from '../../look/person-name.tsx';
import { Notice } from '../../look/states.tsx';
import type { Person } from '../../policies/actor.ts';
import { mayOpenPanel } from '../../policies/panel.ts';
import type { Conversation } from '../../use-cases/complaints/conversation/get-conversation.ts';
import type { AskedStep } from '../../use-cases/complaints/steps/asked-step.ts';
import { staticUrl } from '../../web/static-files.ts';
import { Layout } from '../../web/views/layout.tsx';
import { StatusBadge, UrgencyBadge } from './badges.tsx';
import { Moment } from './moment.tsx';
import type { FormMarks } from './form-marks.tsx';
import { FollowUp } from './follow-up.tsx';
import { OutdatedStep } from './outdated-step.tsx';
import { Progress } from './progress.tsx';
import { StepForms, type RefusedForm } from './step-form.tsx';
import { Thread } from './thread.tsx';

/** What the page of a complaint shows. */
export interface ComplaintPageProps {
  readonly person: Person;
  readonly conversation: Conversation;
  readonly timeZone: string;
  /** Told after a step was taken. */
  readonly notice?: string | undefined;
  readonly refused?: RefusedForm | undefined;
  /** What the reader came to do. */
  readonly asked?: AskedStep | undefined;
  /** Draws the key of a form. */
  readonly newKey: () => string;
  readonly marks: FormMarks;
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function Facts({ conversation, timeZone }: Pick<ComplaintPageProps, 'conversation' | 'timeZone'>) {
  const { createdAt, reporter, type, assignee, details, followers, filesRemovedAt, textsRemovedAt } =
    conversation.complaint;
  const { mergedIntoId, followUpOfId, followUpIds } = conversation.complaint;
  return (
    <dl className="facts">
      <Fact label="Filed">
        <Moment value={createdAt} timeZone={timeZone} />
      </Fact>
      <Fact label="Reporter">{reporter.name}</Fact>
      <Fact label="Type">{type}</Fact>
      <Fact label="Assigned to">
        <PersonName name={assignee?.name ?? null} />
      </Fact>
      {details.map(({ name, label, value }) => (
        <Fact key={name} label={label}>
          {value}
        </Fact>
      ))}
      {filesRemovedAt !== null && (
        <Fact label="Files removed">
          <Moment value={filesRemovedAt} timeZone={timeZone} />
        </Fact>
      )}
      {textsRemovedAt !== null && (
        <Fact label="Texts removed">
          <Moment value={textsRemovedAt} timeZone={timeZone} />
        </Fact>
      )}
      {followers.length > 0 && (
        <Fact label="Followed by">{followers.map(({ name }) => name).join(', ')}</Fact>
      )}
      {mergedIntoId !== null && (
        <Fact label="Goes on in">
          <a href={`/complaints/${mergedIntoId}`}>Complaint #{mergedIntoId}</a>
        </Fact>
      )}
      {followUpOfId !== null && (
        <Fact label="Continues">
          <a href={`/complaints/${followUpOfId}`}>Complaint #{followUpOfId}</a>
        </Fact>
      )}
      {followUpIds.length > 0 && (
        <Fact label="Continued in">
          {followUpIds.map((id) => (
            <a key={id} className="follow-up-link" href={`/complaints/${id}`}>
              Complaint #{id}
            </a>
          ))}
        </Fact>
      )}
    </dl>
  );
}

/** What is expected of the reporter now, above everything else. */
function Expected({ steps, complaint }: Conversation): ReactElement | null {
  if (complaint.mergedIntoId !== null) {
    return (
      <p className="expected">
        This goes on in{' '}
        <a href={`/complaints/${complaint.mergedIntoId}`}>complaint #{complaint.mergedIntoId}</a>, which says
        the same. What you write is added there.
      </p>
    );
  }
  if (steps.includes('answer')) {
    return (
      <p className="expected">
        IT has a question and waits for you. <a href="#answer">Answer now</a>
      </p>
    );
  }
  if (!steps.includes('confirm')) return null;
  return (
    <p className="expected">
      IT has solved this. <a href="#confirm">Say whether it works now</a>
    </p>
  );
}

function Heading({ conversation, timeZone }: Pick<ComplaintPageProps, 'conversation' | 'timeZone'>) {
  const { id, title, status, category, urgency } = conversation.complaint;
  return (
    <section className="panel" aria-labelledby="title">
      <p className="number">Complaint #{id}</p>
      <h1 className="complaint-title" id="title" dir="auto">
        {title}
      </h1>
      <p className="tags">
        <StatusBadge name={status} category={category} /> <UrgencyBadge urgency={urgency} />
      </p>
      <Progress complaint={conversation.complaint} />
      <Expected {...conversation} />
      <Facts conversation={conversation} timeZone={timeZone} />
    </section>
  );
}

/** Says what others did since; empty until a script knows of something. */
function News({ complaint, events, hasLater }: Conversation): ReactElement | null {
  // An older page of the conversation is read as it was.
  if (hasLater) return null;
  return (
    <div className="news" aria-live="polite" data-shown={events.at(-1)?.id ?? 0}>
      <p className="news-line" hidden>
        <span dir="auto" /> <a href={`/complaints/${complaint.id}`}>Show</a>
      </p>
      <script type="module" src={staticUrl('portal-live.js')} />
    </div>
  );
}

/** A complaint as a conversation, and what its reader may do now. */
export function ComplaintPage(props: ComplaintPageProps): ReactElement {
  const { person, conversation, timeZone, notice } = props;
  const { id, title } = conversation.complaint;
  return (
    <Layout title={`#${id} ${title}`} person={person}>
      <p className="back">
        <a href="/">← My complaints</a>
        {mayOpenPanel(person) && (
          <a href={`/admin/resources/complaints/records/${id}/show`}>Open in the admin panel</a>
        )}
        <a href={`/complaints/${id}/pdf`}>PDF</a>
      </p>
      <OutdatedStep asked={props.asked} conversation={conversation} />
      <Heading conversation={conversation} timeZone={timeZone} />
      <section aria-labelledby="conversation">
        <h2 id="conversation">Conversation</h2>
        <Thread conversation={conversation} readerId={person.id} timeZone={timeZone} />
      </section>
      <News {...conversation} />
      <div id="latest" className="latest">
        {notice !== undefined && <Notice kind="done">{notice}</Notice>}
        {conversation.steps.includes('followUp') && <FollowUp {...conversation.complaint} />}
        <StepForms {...props} refused={props.refused} asked={props.asked} />
      </div>
    </Layout>
  );
}
