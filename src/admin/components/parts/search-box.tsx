import { useQueryParams, useTranslation, type ResourceJSON } from 'adminjs';
import { asText } from './as-text.ts';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';

/** The filter that a resource offers when all of its texts can be searched at once. */
export const SEARCH = 'search';

/** Searches all texts of a list at once, where the resource can do so. */
export function SearchBox({ resource }: { readonly resource: ResourceJSON }): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const { filters, storeParams } = useQueryParams();
  const stored = asText(filters?.[SEARCH]);
  const [text, setText] = useState(stored);
  useEffect(() => setText(stored), [stored, resource.id]);
  if (!resource.filterProperties.some(({ propertyPath }) => propertyPath === SEARCH)) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { [SEARCH]: _, ...others } = filters ?? {};
    storeParams({ filters: text.trim() === '' ? others : { ...others, [SEARCH]: text.trim() }, page: '1' });
  };
  return (
    <form className="p-search" role="search" onSubmit={submit}>
      <label htmlFor="p-search">{translateLabel('search', resource.id)}</label>
      <input
        id="p-search"
        type="search"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="p-button">
        {translateButton('search', resource.id)}
      </button>
    </form>
  );
}
