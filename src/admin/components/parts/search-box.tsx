import { useTranslation, ViewHelpers, type ResourceJSON } from 'adminjs';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { useNavigate } from 'react-router';
import { useFilters } from '../filters/use-filters.ts';

/** The filter that a resource offers when all of its texts can be searched at once. */
export const SEARCH = 'search';

const views = new ViewHelpers();
/** The number of a complaint, as it is written everywhere. */
const NUMBER = /^#\s*([1-9]\d{0,9})$/;

interface SearchBoxProps {
  readonly resource: ResourceJSON;
  /** Without a label and a button that are seen. */
  readonly isBare?: boolean;
}

function useSeesComplaints(): boolean {
  return useSelector(({ resources }: { resources: readonly ResourceJSON[] }) =>
    resources.some(({ id }) => id === 'complaints'),
  );
}

/** Searches all texts of a list at once, where the resource can do so; the number of a complaint opens that. */
export function SearchBox({ resource, isBare = false }: SearchBoxProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const filters = useFilters();
  const navigate = useNavigate();
  const opensNumbers = useSeesComplaints();
  const stored = filters.get(SEARCH);
  const [text, setText] = useState(stored);
  useEffect(() => setText(stored), [stored, resource.id]);
  if (!resource.filterProperties.some(({ propertyPath }) => propertyPath === SEARCH)) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const number = NUMBER.exec(text.trim())?.[1];
    if (number !== undefined && opensNumbers) navigate(views.showUrl('complaints', number));
    else filters.set(SEARCH, text.trim());
  };
  const unseen = isBare ? 'visually-hidden' : undefined;
  return (
    <form className="p-search" role="search" onSubmit={submit}>
      <label htmlFor="p-search" className={unseen}>
        {translateLabel('search', resource.id)}
      </label>
      <input
        id="p-search"
        type="search"
        autoComplete="off"
        placeholder={isBare ? translateLabel('searchHint', resource.id) : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className={`p-button ${unseen ?? ''}`}>
        {translateButton('search', resource.id)}
      </button>
    </form>
  );
}
