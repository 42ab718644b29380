import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { SESSION_ENDED } from '../../../web/session-ended.ts';
import type { StepResult } from '../complaint/post-step.ts';
import { stepsOf } from '../complaint/step-of.ts';
import type { ComplaintRecord } from '../complaint/types.ts';
import { ownDrafts } from './own-drafts.ts';
import { Writing, type Kind } from './writing.tsx';

const KINDS: readonly Kind[] = ['reply', 'note'];

interface ComposerProps {
  readonly record: ComplaintRecord;
  /** Takes the record as a step left it; without one the page is asked for anew. */
  readonly onRecord: (record?: ComplaintRecord) => void;
}

/** Whether something was written here before, which must not vanish with the right to send it. */
function hasDraft(record: ComplaintRecord, kind: Kind): boolean {
  return ownDrafts.read(`complaint ${record.id} ${kind}`) !== undefined;
}

/** The boxes of the page: those that may be used now, and those that were while it was open. */
function useKinds(record: ComplaintRecord) {
  const possible = record.conversation.steps;
  const steps = stepsOf(record.recordActions)
    .map(({ step }) => step)
    .filter((step) => step.speech !== undefined && possible.includes(step.rule));
  const seen = useRef(new Set<Kind>(KINDS.filter((kind) => hasDraft(record, kind))));
  for (const { speech } of steps) if (speech) seen.current.add(speech.kind);
  const of = (kind: Kind) => steps.filter(({ speech }) => speech?.kind === kind);
  return { kinds: KINDS.filter((kind) => seen.current.has(kind)), of };
}

interface TabsProps {
  readonly kinds: readonly Kind[];
  readonly present: Kind | undefined;
  readonly onChoose: (kind: Kind) => void;
}

/** Opens a box to write in it, once it is drawn. */
function write(kind: Kind): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`#p-write-${kind} textarea`)?.focus());
}

/** One tab for each box. */
function Tabs({ kinds, present, onChoose }: TabsProps): ReactNode {
  const { translateLabel } = useTranslation();
  const turn = (event: KeyboardEvent): void => {
    const other = kinds.find((kind) => kind !== present);
    if (other === undefined || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    onChoose(other);
    document.getElementById(`p-tab-${other}`)?.focus();
  };
  return (
    <div className="p-tabs" role="tablist" aria-label={translateLabel('composer', 'complaints')}>
      {kinds.map((kind) => (
        <button
          key={kind}
          id={`p-tab-${kind}`}
          type="button"
          role="tab"
          data-hotkey={kind}
          className="p-tab"
          aria-selected={kind === present}
          aria-controls={`p-write-${kind}`}
          tabIndex={kind === present ? 0 : -1}
          onClick={() => {
            onChoose(kind);
            write(kind);
          }}
          onKeyDown={turn}
        >
          {kind === 'note' && <Icon icon="Lock" />}
          <span>{translateLabel(kind, 'complaints')}</span>
        </button>
      ))}
    </div>
  );
}

/** The box below the conversation: a reply that the reporter reads, or a note among those who work on it. */
export function Composer({ record, onRecord }: ComposerProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const { kinds, of } = useKinds(record);
  const [chosen, setChosen] = useState<Kind>();
  const present = chosen ?? kinds[0];
  const hear = (result: StepResult): void => {
    // Without a session the page would be asked for in vain, and be led to the sign-in page with what is typed in it.
    if (result.message !== SESSION_ENDED) onRecord(result.isDone ? result.answer.record : undefined);
  };
  if (kinds.length === 0) {
    const claims = record.conversation.steps.includes('claim');
    return claims ? (
      <p className="p-composer-hint">{translateMessage('claimToWrite', 'complaints')}</p>
    ) : null;
  }
  return (
    <section
      className={`p-composer p-composer-${present}`}
      aria-label={translateLabel('composer', 'complaints')}
    >
      <div className="p-composer-head">
        <Tabs kinds={kinds} present={present} onChoose={setChosen} />
        <p className="p-hint">
          {translateMessage(
            present === 'note' ? 'noteReaders' : 'replyReaders',
            'complaints',
            record.conversation.complaint.reporter,
          )}
        </p>
      </div>
      {kinds.map((kind) => (
        <Writing
          key={kind}
          kind={kind}
          record={record}
          steps={of(kind)}
          isShown={kind === present}
          onResult={hear}
        />
      ))}
    </section>
  );
}
