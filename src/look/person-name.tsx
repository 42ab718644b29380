import type { ReactElement } from 'react';

interface PersonNameProps {
  /** Null: nobody. */
  readonly name: string | null;
  readonly department?: string | null | undefined;
}

/** A person, and where they work; or that there is nobody. */
export function PersonName({ name, department }: PersonNameProps): ReactElement {
  if (name === null || name === '') return <em className="nobody">nobody</em>;
  return (
    <span className="person">
      <bdi>{name}</bdi>
      {department ? <span className="person-department"> {department}</span> : null}
    </span>
  );
}
