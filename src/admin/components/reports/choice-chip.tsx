import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { Popover } from '../parts/popover.tsx';
import { FilterSearch, MANY_CHOICES } from '../filters/filter-search.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoicesProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  /** Called with the value; with nothing when what was chosen is chosen again. */
  readonly onChoose: (value: string) => void;
}

function Choices({ label, choices, chosen, onChoose }: ChoicesProps): ReactNode {
  const { translateMessage } = useTranslation();
  const [text, setText] = useState('');
  const fits = choices.filter(({ label: one }) => one.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <div className="p-filter-body">
      {choices.length > MANY_CHOICES && <FilterSearch label={label} text={text} onText={setText} />}
      <div role="group" aria-label={label} className="p-filter-list">
        {fits.map((choice) => (
          <button
            key={choice.value}
            type="button"
            className="p-filter-choice"
            aria-pressed={choice.value === chosen}
            onClick={() => onChoose(choice.value === chosen ? '' : choice.value)}
          >
            <span className="p-filter-label" dir="auto">
              {choice.label}
            </span>
            {choice.value === chosen && <Icon icon="Check" size={16} />}
          </button>
        ))}
      </div>
      {fits.length === 0 && <p className="p-filter-none">{translateMessage('noMatches')}</p>}
    </div>
  );
}

/** A filter of which one value is chosen, behind its button. */
export function ChoiceChip(props: ChoicesProps): ReactNode {
  const { label, choices, chosen, onChoose } = props;
  const setting = chosen === '' ? '' : (choices.find(({ value }) => value === chosen)?.label ?? chosen);
  return (
    <Popover
      className={chosen === '' ? 'p-chip' : 'p-chip p-chip-on'}
      name={
        <>
          {label}
          {setting !== '' && <strong dir="auto">{setting}</strong>}
          <Icon icon="ChevronDown" size={14} />
        </>
      }
      label={label}
    >
      {(close) => (
        <Choices
          {...props}
          onChoose={(value) => {
            close();
            onChoose(value);
          }}
        />
      )}
    </Popover>
  );
}
