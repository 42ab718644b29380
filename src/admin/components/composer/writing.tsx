import { useTranslation } from 'adminjs';
import { useEffect, useId, useRef, useState, type SyntheticEvent, type ReactNode } from 'react';
import { holdsFiles, pastedFiles } from '../../../look/public/files.js';
import type { StepResult } from '../complaint/post-step.ts';
import { Refusal } from '../complaint/refusal.tsx';
import type { StepView } from '../complaint/step-of.ts';
import type { ComplaintRecord } from '../complaint/types.ts';
import { useUnsaved } from '../parts/unsaved.ts';
import { AttachButton } from './attach-button.tsx';
import { DraftLine } from './draft-line.tsx';
import { FileTiles } from './file-tiles.tsx';
import { SendButton, type Way } from './send-button.tsx';
import { useDraft } from './use-draft.ts';
import { useFiles, type Files } from './use-files.ts';
import { Words } from './words.tsx';
import { useSending, type Sending } from './use-sending.ts';

/** To whom it is written: to the reporter, or to those who work on the complaint. */
export type Kind = 'reply' | 'note';

/** Takes files that are dropped on the box or pasted into it. */
function useDropping(files: Files) {
  const [isOver, setOver] = useState(false);
  return {
    className: isOver ? ' p-dropped-on' : '',
    handlers: {
      onDragOver: (event: React.DragEvent) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: React.DragEvent) => {
        setOver(false);
        if (!holdsFiles(event)) return;
        event.preventDefault();
        files.add([...event.dataTransfer.files]);
      },
      onPaste: (event: React.ClipboardEvent) => {
        const pasted = pastedFiles(event);
        if (pasted.length === 0) return;
        event.preventDefault();
        files.add(pasted);
      },
    },
  };
}

/** The ways to send what is written, and those after which the next complaint is opened. */
function useWays(steps: readonly StepView[], sending: Sending): Way[] {
  const { translateButton } = useTranslation();
  return steps.flatMap((step) => {
    const label = step.speech?.send ?? step.button;
    const way = { name: step.name, label, send: () => void sending.send(step) };
    if (step.speech?.isEnd !== true) return [way];
    const next = translateButton('openNext', 'complaints', { way: label });
    return [way, { name: `${step.name}Next`, label: next, send: () => void sending.send(step, true) }];
  });
}

interface WritingProps {
  readonly kind: Kind;
  readonly record: ComplaintRecord;
  /** What may be done with the words now. */
  readonly steps: readonly StepView[];
  readonly isShown: boolean;
  readonly onResult: (result: StepResult) => void;
}

/** One box to write in. What is typed stays until it is sent or discarded, whatever happens to the complaint. */
export function Writing({ kind, record, steps, isShown, onResult }: WritingProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(`complaint ${record.id} ${kind}`);
  const files = useFiles();
  const sending = useSending({ record, draft, files }, onResult);
  const { busy, percent, result } = sending;
  const ways = useWays(steps, sending);
  const dropping = useDropping(files);
  useUnsaved(draft.isAtRisk || files.chosen.length > 0);
  const focus = (): void => area.current?.focus();
  const errors = Object.values(result?.errors ?? {});
  const fault = files.fault || errors.join(' ');
  useEffect(() => {
    if (errors.length > 0) focus();
  }, [result]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    ways[0]?.send();
  };
  const { reporter } = record.conversation.complaint;
  const message = result && !result.isDone && errors.length === 0 ? result.message : '';
  return (
    <div
      id={`p-write-${kind}`}
      role="tabpanel"
      aria-labelledby={`p-tab-${kind}`}
      className={`p-writing p-writing-${kind}${dropping.className}`}
      hidden={!isShown}
    >
      <form noValidate onSubmit={submit} {...dropping.handlers}>
        <Refusal message={message} />
        <Words
          area={area}
          recordId={record.id}
          label={translateLabel(kind === 'note' ? 'noteText' : 'replyTo', 'complaints', reporter)}
          toldBy={`${id}-told`}
          isRefused={fault !== ''}
          text={draft.text}
          onText={draft.setText}
          onSend={submit}
        />
        <FileTiles files={files} onEmpty={focus} />
        <p id={`${id}-told`} className="p-error" aria-live="assertive">
          {fault}
        </p>
        {percent !== undefined && (
          <p className="p-progress">
            <progress max={100} value={percent} aria-label={translateLabel('attached', 'complaints')} />{' '}
            {translateLabel('sending', 'complaints', { percent })}
          </p>
        )}
        <div className="p-writing-foot">
          <AttachButton onFiles={files.add} />
          {ways.length === 0 && <p className="p-hint">{translateMessage('notYourTurn', 'complaints')}</p>}
          <DraftLine draft={draft} onDiscard={focus} />
          <SendButton ways={ways} busy={busy} />
        </div>
      </form>
    </div>
  );
}
