import { ApiClient } from 'adminjs';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

/** A text that can be inserted, with the complaint's values in it. */
export interface Template {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly isOwn: boolean;
}

/** A sign at the beginning of a line or a word, and what was typed behind it. */
const ASKED = /(?:^|\s)\/([^\s/][^\n/]{0,40})?$/;

/** What is looked for by the text before the caret; undefined: nothing is. */
function askedIn(before: string): string | undefined {
  const found = ASKED.exec(before);
  return found === null ? undefined : (found[1] ?? '');
}

function matching(all: readonly Template[], asked: string): readonly Template[] {
  const words = asked.toLowerCase().split(/\s+/);
  return all.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}

/** The templates of the complaint, asked for when they are needed; they are other ones once it changed. */
function useOffered(recordId: string, isAsked: boolean): readonly Template[] {
  const [offered, setOffered] = useState<readonly Template[]>([]);
  useEffect(() => {
    if (!isAsked) return undefined;
    let wanted = true;
    const call = { resourceId: 'complaints', recordId, actionName: 'templates' };
    new ApiClient().recordAction(call).then(
      ({ data }) => wanted && setOffered((data as { templates?: readonly Template[] }).templates ?? []),
      // Without them everything is typed.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [recordId, isAsked]);
  return offered;
}

interface Field {
  readonly area: RefObject<HTMLTextAreaElement>;
  readonly recordId: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** The list that a typed sign opens. */
export interface TemplateList {
  /** Empty: it is closed. */
  readonly found: readonly Template[];
  readonly active: number;
  /** To be told where the caret is, after whatever moves it. */
  readonly look: () => void;
  readonly close: () => void;
  readonly insert: (template: Template) => void;
  /** Returns whether the key was meant for the list. */
  readonly press: (event: KeyboardEvent) => boolean;
}

/** Opens the list of templates while one is asked for in the text, filters it, and puts one in place of what was typed. */
export function useTemplates({ area, recordId, text, onText }: Field): TemplateList {
  const [asked, setAsked] = useState<string>();
  const [active, setActive] = useState(0);
  const offered = useOffered(recordId, asked !== undefined);
  const caretAt = useRef<number>();
  // With the text that was inserted, before another key is pressed.
  useLayoutEffect(() => {
    if (caretAt.current !== undefined) area.current?.setSelectionRange(caretAt.current, caretAt.current);
    caretAt.current = undefined;
  }, [text]);
  const found = asked === undefined ? [] : matching(offered, asked);
  const close = (): void => setAsked(undefined);
  const look = (): void => {
    const { selectionStart = 0, value = '' } = area.current ?? {};
    setAsked(askedIn(value.slice(0, selectionStart)));
    setActive(0);
  };
  const insert = (template: Template): void => {
    const caret = area.current?.selectionStart ?? text.length;
    const begin = caret - (asked?.length ?? 0) - 1;
    onText(text.slice(0, begin) + template.text + text.slice(caret));
    close();
    caretAt.current = begin + template.text.length;
  };
  const press = ({ key }: KeyboardEvent): boolean => {
    const chosen = found[active];
    if (chosen === undefined) return false;
    if (key === 'Escape') close();
    else if (key === 'Enter') insert(chosen);
    else if (key === 'ArrowDown') setActive((active + 1) % found.length);
    else if (key === 'ArrowUp') setActive((active - 1 + found.length) % found.length);
    else return false;
    return true;
  };
  return { found, active, look, close, insert, press };
}
