import { useTranslation } from 'adminjs';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTemplates, type TemplateList } from './use-templates.ts';

const ROWS = 4;

interface ListProps {
  readonly id: string;
  readonly list: TemplateList;
}

/** The templates to choose from, while the focus stays in the text. */
function Templates({ id, list: { found, active, insert } }: ListProps): ReactNode {
  const { translateLabel } = useTranslation();
  const chosen = useRef<HTMLLIElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul id={id} className="p-templates" role="listbox" aria-label={translateLabel('templates', 'complaints')}>
      {found.map((template, place) => (
        <li
          key={template.id}
          id={`${id}-${template.id}`}
          ref={place === active ? chosen : undefined}
          role="option"
          aria-selected={place === active}
          // Before the text loses the focus.
          onMouseDown={(event) => {
            event.preventDefault();
            insert(template);
          }}
        >
          <span className="p-template-name" dir="auto">
            {template.name}
          </span>
          {template.isOwn && <span className="p-hint">{translateLabel('ownTemplate', 'complaints')}</span>}
          <span className="p-template-text" dir="auto">
            {template.text}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface WordsProps {
  readonly area: RefObject<HTMLTextAreaElement>;
  readonly recordId: string;
  readonly label: string;
  /** The element that tells what is wrong. */
  readonly toldBy: string;
  readonly isRefused: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSend: (event: KeyboardEvent) => void;
}

/** What is typed; a slash at the beginning of a word offers the templates. */
export function Words({
  area,
  recordId,
  label,
  toldBy,
  isRefused,
  text,
  onText,
  onSend,
}: WordsProps): ReactNode {
  const { translateLabel } = useTranslation();
  const id = useId();
  const list = useTemplates({ area, recordId, text, onText });
  const { found, active, look, close, press } = list;
  const isOpen = found.length > 0;
  const keyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return onSend(event);
    if (!press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="p-words">
      <textarea
        ref={area}
        dir="auto"
        rows={ROWS}
        placeholder={translateLabel('writeHere', 'complaints')}
        aria-label={label}
        aria-describedby={toldBy}
        aria-invalid={isRefused || undefined}
        aria-autocomplete="list"
        aria-controls={isOpen ? id : undefined}
        aria-activedescendant={isOpen ? `${id}-${found[active]?.id}` : undefined}
        value={text}
        onChange={({ target }) => {
          onText(target.value);
          look();
        }}
        onClick={look}
        onBlur={close}
        onKeyDown={keyDown}
      />
      {isOpen && <Templates id={id} list={list} />}
      <span className="visually-hidden" role="status">
        {isOpen && translateLabel('templatesFound', 'complaints', { count: found.length })}
      </span>
    </div>
  );
}
