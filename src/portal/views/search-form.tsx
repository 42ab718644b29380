import type { ReactElement } from 'react';

interface SearchFormProps {
  /** The address that takes the words as `q`. */
  readonly action: string;
  readonly label: string;
  readonly placeholder: string;
  /** What is searched for; empty: nothing. */
  readonly search: string;
  readonly className?: string;
  /** What else the address keeps. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** The search above a list of the portal. */
export function SearchForm(props: SearchFormProps): ReactElement {
  const { action, label, placeholder, search, className = 'search', kept = {} } = props;
  return (
    <form className={className} role="search" method="get" action={action}>
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="visually-hidden" htmlFor="q">
        {label}
      </label>
      <input
        className="form-control"
        type="search"
        id="q"
        name="q"
        dir="auto"
        maxLength={500}
        placeholder={placeholder}
        defaultValue={search}
      />
      <button type="submit" className="btn btn-outline-secondary">
        Search
      </button>
    </form>
  );
}
