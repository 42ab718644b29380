import { useTranslation } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Box } from './box.tsx';
import { askPlan } from './call.ts';
import type { BulkStep, Chosen, Plan, Taker } from './types.ts';

interface TakerRowProps {
  readonly person: Taker;
  readonly most: number;
  readonly isOn: boolean;
  readonly onChange: () => void;
}

/** Somebody with the open work that they have and will have. */
function TakerRow({ person, most, isOn, onChange }: TakerRowProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { name, openLoad: before, after = null } = person;
  const words = after === null ? 'loadStays' : 'loadChanges';
  return (
    <li>
      <label className="p-choice">
        <input type="checkbox" checked={isOn} onChange={onChange} />
        <bdi>{name}</bdi>
        <span className="p-bulk-load" aria-hidden="true">
          <span style={{ width: `${(100 * (after ?? before)) / Math.max(1, most)}%` }} />
        </span>
        <span className="p-bulk-numbers">
          <span aria-hidden="true">{after === null ? before : `${before} → ${after}`}</span>
          <span className="visually-hidden">
            {translateLabel(words, 'complaints', { before, after: after ?? before })}
          </span>
        </span>
      </label>
    </li>
  );
}

/** The plan for those who are ticked; the last question asked wins. */
function usePlan(chosen: Chosen) {
  const [plan, setPlan] = useState<Plan>();
  const [error, setError] = useState<string>();
  const turn = useRef(0);
  const ask = (ids?: readonly number[]): void => {
    turn.current += 1;
    const mine = turn.current;
    setError(undefined);
    askPlan(chosen, ids).then(
      (answer) => mine === turn.current && setPlan(answer),
      ({ message }: Error) => mine === turn.current && setError(message),
    );
  };
  useEffect(() => ask(), []);
  return { plan, error, ask };
}

interface SpreadBoxProps {
  readonly step: BulkStep;
  readonly title: string;
  readonly chosen: Chosen;
  readonly onSend: (ids: readonly number[]) => void;
  readonly onClose: () => void;
}

/** Who gets how many, shown before anything is done. */
export function SpreadBox({ step, title, chosen, onSend, onClose }: SpreadBoxProps): ReactNode {
  const { translateLabel } = useTranslation();
  const { plan, error, ask } = usePlan(chosen);
  const [ticked, setTicked] = useState<ReadonlySet<number>>();
  const usual = plan?.people.filter(({ after }) => after !== null).map(({ id }) => id);
  const ids = ticked ?? new Set(usual);
  const toggle = (id: number): void => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
    if (next.size > 0) ask([...next]);
  };
  const most = Math.max(
    ...(plan?.people.map(({ openLoad, after }) => Math.max(openLoad, after ?? 0)) ?? [0]),
  );
  const told = (name: string, count: number): string => translateLabel(name, 'complaints', { count });
  const { moved = 0, kept = 0, left = 0 } = plan ?? {};
  return (
    <Box
      title={title}
      button={plan === undefined ? step.button : told('spreadCount', moved)}
      isReady={plan !== undefined && ids.size > 0 && error === undefined}
      error={error}
      onSend={() => onSend([...ids])}
      onClose={onClose}
    >
      <p className="p-hint">{step.hint}</p>
      <ul className="p-bulk-takers" aria-busy={plan === undefined}>
        {plan?.people.map((person) => (
          <TakerRow
            key={person.id}
            person={ids.has(person.id) ? person : { ...person, after: null }}
            most={most}
            isOn={ids.has(person.id)}
            onChange={() => toggle(person.id)}
          />
        ))}
      </ul>
      <p className="p-hint" role="status">
        {plan === undefined && error === undefined && translateLabel('loading', 'complaints')}
        {kept > 0 && <span>{told('spreadKept', kept)} </span>}
        {left > 0 && <span>{told('spreadLeft', left)}</span>}
      </p>
    </Box>
  );
}
