import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { Popover } from '../parts/popover.tsx';
import { FilterSearch, MANY_CHOICES } from '../filters/filter-search.tsx';

/** How a chip looks that is set, or set to what cannot be asked. */
export function chipClass(isOn: boolean, isRefused: boolean): string {
  return `p-chip${isOn ? ' p-chip-on' : ''}${isRefused ? ' p-chip-refused' : ''}`;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoicesProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Empty: none of them, or the one that is so by itself. */
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

interface ChipProps extends ChoicesProps {
  /** Where it is said that what is chosen cannot be. */
  readonly describedBy?: string | undefined;
}

/** A filter of which one value is chosen, behind its button. */
export function ChoiceChip(props: ChipProps): ReactNode {
  const { label, choices, chosen, onChoose, describedBy } = props;
  const setting = chosen === '' ? '' : (choices.find(({ value }) => value === chosen)?.label ?? chosen);
  return (
    <Popover
      className={chipClass(chosen !== '', describedBy !== undefined)}
      describedBy={describedBy}
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
