import { createFunctions, type useTranslation as stockHook } from 'adminjs';
import { getI18n } from 'react-i18next';

type Translations = ReturnType<typeof stockHook>;
type Translate = (name: string, ...rest: unknown[]) => string;

/** Stands in a remembered text for what is put into it; no text of ours has this sign. */
const MARK = '\u0001';

/** What is put into a text, where the text is otherwise the same whatever it is; numbers and defaults change it. */
function wordsIn(options: unknown): Readonly<Record<string, string>> | undefined {
  const entries = Object.entries((options ?? {}) as Readonly<Record<string, string>>);
  const plain = entries.every(([name, value]) => typeof value === 'string' && name !== 'defaultValue');
  return plain ? Object.fromEntries<string>(entries) : undefined;
}

/** Remembers texts: rows ask for the same ones again and again. */
function remembering(translate: Translate): Translate {
  const known = new Map<string, string>();
  return (name, ...rest) => {
    const [resourceId, options] = rest;
    const words = typeof resourceId === 'object' ? undefined : wordsIn(options);
    if (words === undefined) return translate(name, ...rest);
    const names = Object.keys(words);
    const key = [String(resourceId), name, ...names].join(' ');
    const marks = Object.fromEntries(names.map((one) => [one, MARK + one + MARK]));
    const text = known.get(key) ?? translate(name, resourceId, marks);
    known.set(key, text);
    return names.reduce((said, one) => said.replaceAll(MARK + one + MARK, () => words[one] ?? ''), text);
  };
}

function makeTranslations(): Translations {
  const i18n = getI18n();
  const { t, translate, ...named } = createFunctions(i18n);
  const remembered = Object.entries(named).map(([name, one]) => [name, remembering(one as Translate)]);
  return { ...(Object.fromEntries(remembered) as typeof named), t, translate, i18n, ready: true };
}

let made: Translations | undefined;

/**
 * Takes the place of AdminJS's hook, which makes all of this anew in each component that is drawn, and has each watch
 * for another language: the panel has one, and all its texts are there before anything is drawn.
 */
export function useTranslation(): Translations {
  made ??= makeTranslations();
  return made;
}
