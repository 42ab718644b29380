import { useTranslation } from 'adminjs';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { askPeople } from './call.ts';
import type { Taker } from './types.ts';

/** Moves the focus among the field and the people below it. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  all[all.indexOf(event.target as HTMLElement) + step]?.focus();
}

function usePeople(): readonly Taker[] | undefined {
  const [people, setPeople] = useState<readonly Taker[]>();
  useEffect(() => {
    let wanted = true;
    askPeople().then(
      (found) => wanted && setPeople(found),
      () => wanted && setPeople([]),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return people;
}

/** Those whom complaints can be assigned to, the least busy first; typing finds one by a part of the name, Enter takes the first. */
export function PersonPicker({ onPick }: { readonly onPick: (id: number) => void }): ReactNode {
  const { translateLabel } = useTranslation();
  const people = usePeople();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const found = people?.filter(({ name }) => name.toLowerCase().includes(wanted));
  const text = (name: string): string => translateLabel(name, 'complaints');
  return (
    <div onKeyDown={moveFocus}>
      <form
        className="p-bulk-find"
        onSubmit={(event) => {
          event.preventDefault();
          if (found?.[0] !== undefined) onPick(found[0].id);
        }}
      >
        <input
          type="text"
          role="searchbox"
          aria-label={text('findPerson')}
          placeholder={text('findPerson')}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </form>
      <ul className="p-bulk-people">
        {found?.map(({ id, name, openLoad, away }) => (
          <li key={id}>
            <button type="button" className="p-menu-item" onClick={() => onPick(id)}>
              <bdi>{name}</bdi>
              {away !== '' && <span className="p-badge">{away}</span>}
              <span className="p-hint">{translateLabel('openLoad', 'complaints', { count: openLoad })}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="p-hint" role="status">
        {found === undefined ? text('loading') : found.length === 0 ? text('nobodyFound') : ''}
      </p>
    </div>
  );
}
