import { Icon } from '@adminjs/design-system';
import { useNotice, useTranslation, type RecordJSON } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Values } from '../parts/use-post.ts';
import { startRun, stopRun, undoRun } from './call.ts';
import { focusRows } from './focus-rows.ts';
import { RunCard } from './run-card.tsx';
import { SaidBox } from './said-box.tsx';
import { SpreadBox } from './spread-box.tsx';
import { StepButtons } from './step-buttons.tsx';
import type { BulkStep, Chosen, Run } from './types.ts';
import { useRuns } from './use-runs.ts';

/** As many as the server takes at once. */
const MOST = 5000;

/** What the queue tells of its page, as far as the bar looks. */
interface ViewMeta {
  readonly total: number;
  readonly more: boolean;
  readonly view: string;
  readonly asOf: string;
  readonly bulk: readonly BulkStep[];
}

interface BulkBarProps {
  readonly meta: ViewMeta;
  /** The query that the list answers. On a slow line the address may ask for another one already, which nobody saw. */
  readonly search: string;
  readonly records: readonly RecordJSON[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  /** Complaints were changed: the list is to be asked for anew. */
  readonly onChanged: () => void;
}

/** The complaints that are ticked, or all of the view that the list's query and the server's choice make. */
function chosenOf({ meta, search, records, selected }: BulkBarProps, isAll: boolean): Chosen {
  if (isAll) {
    const query = new URLSearchParams(search);
    query.set('filters.view', meta.view);
    return { query: query.toString(), asOf: meta.asOf };
  }
  const ticked = records.filter(({ id }) => selected.has(id));
  return { complaints: ticked.map(({ id, params }) => ({ id, version: Number(params.version) })) };
}

interface SelectionProps extends BulkBarProps {
  readonly isAll: boolean;
  readonly onAll: () => void;
}

/** How many are chosen, and the way to all of the view. */
function Selection({ meta, records, selected, isAll, onAll, onSelect }: SelectionProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const told = useRef<HTMLElement>(null);
  const count = isAll ? meta.total : selected.size;
  const canAll = !isAll && selected.size === records.length && meta.total > records.length;
  return (
    <div className="p-bulk-count">
      <button
        type="button"
        className="p-icon-button"
        aria-label={translateButton('clearSelection', 'complaints')}
        onClick={() => {
          focusRows();
          onSelect(new Set());
        }}
      >
        <Icon icon="X" />
      </button>
      <strong ref={told} tabIndex={-1} role="status">
        {translateLabel('selectedRecords', 'complaints', { selected: count })}
      </strong>
      {canAll && !meta.more && meta.total <= MOST && (
        <button
          type="button"
          className="p-link-button"
          onClick={() => {
            // The button goes.
            told.current?.focus();
            onAll();
          }}
        >
          {translateButton('selectAllOfView', 'complaints', { count: meta.total })}
        </button>
      )}
      {canAll && (meta.more || meta.total > MOST) && (
        <span className="p-hint">{translateLabel('tooManyToSelect', 'complaints')}</span>
      )}
    </div>
  );
}

/** What is done at the bottom of the queue with many complaints at once, and what became of it. */
export function BulkBar(props: BulkBarProps): ReactNode {
  const { meta, selected, onChanged } = props;
  const { translateLabel } = useTranslation();
  const addNotice = useNotice();
  const [isAll, setAll] = useState(false);
  const [asking, setAsking] = useState<BulkStep>();
  const [error, setError] = useState<string>();
  const [isSending, setSending] = useState(false);
  const [fresh, setFresh] = useState(0);
  const { runs, isBusy, add, dismiss } = useRuns(meta.bulk.length > 0, onChanged);
  const chosen = chosenOf(props, isAll);
  useEffect(() => setAll(false), [selected]);
  const follow = async (begin: Promise<Run>): Promise<void> => {
    setSending(true);
    setError(undefined);
    try {
      const run = await begin;
      setAsking(undefined);
      setFresh(run.id);
      add(run);
    } catch (refused) {
      const { message } = refused as Error;
      if (asking === undefined) addNotice({ message, type: 'error' });
      else setError(message);
    } finally {
      setSending(false);
    }
  };
  const take = (step: BulkStep, said: Values): void => void follow(startRun(step.name, chosen, said));
  const ask = (step: BulkStep | undefined): void => {
    setError(undefined);
    setAsking(step);
  };
  const count = isAll ? meta.total : selected.size;
  const box = asking && {
    step: asking,
    title: `${asking.label}: ${translateLabel('chosenComplaints', 'complaints', { count })}`,
    onClose: () => ask(undefined),
  };
  return (
    <div className="p-bulk" data-bulk="">
      {runs.map((run) => (
        <RunCard
          key={run.id}
          run={run}
          isFresh={run.id === fresh}
          onStop={() => void follow(stopRun(run.id)).then(onChanged)}
          onUndo={() => void follow(undoRun(run.id)).then(() => dismiss(run.id))}
          onDismiss={() => {
            focusRows();
            dismiss(run.id);
          }}
        />
      ))}
      {selected.size > 0 && (
        <section className="p-bulk-bar" aria-label={translateLabel('bulkBar', 'complaints')}>
          <Selection {...props} isAll={isAll} onAll={() => setAll(true)} />
          <div className="p-bulk-steps">
            <StepButtons
              steps={meta.bulk}
              disabled={isBusy || isSending}
              ticked={isAll ? [] : props.records.filter(({ id }) => selected.has(id))}
              onTake={take}
              onAsk={ask}
            />
          </div>
        </section>
      )}
      {box &&
        (asking.name === 'spread' ? (
          <SpreadBox
            {...box}
            chosen={chosen}
            onSend={(ids) => take(asking, { assigneeIds: ids.map(String) })}
          />
        ) : (
          <SaidBox {...box} error={error} isBusy={isSending} onSend={(said) => take(asking, said)} />
        ))}
    </div>
  );
}
