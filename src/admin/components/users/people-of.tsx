import { ApiClient, BasePropertyComponent, useTranslation, ViewHelpers } from 'adminjs';
import type { ActionProps, RecordJSON, ResourceJSON } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { Link } from 'react-router-dom';
import { asText } from '../parts/as-text.ts';

const views = new ViewHelpers();
/** So many are listed; all of them are in the list of users. */
const SHOWN = 20;

interface People {
  readonly records: readonly RecordJSON[];
  readonly total: number;
}

/** The people whom the filter finds, for those who may see people; undefined until they are there. */
function usePeople(filter: string, id: string, mayAsk: boolean): People | undefined {
  const [people, setPeople] = useState<People>();
  useEffect(() => {
    if (!mayAsk) return undefined;
    let wanted = true;
    const params = { [`filters.${filter}`]: id, perPage: SHOWN };
    const load = async (): Promise<void> => {
      const { data } = await new ApiClient().resourceAction({
        resourceId: 'users',
        actionName: 'list',
        params,
      });
      const { records = [], meta } = data as { records?: RecordJSON[]; meta?: { total: number } };
      if (wanted) setPeople({ records, total: meta?.total ?? 0 });
    };
    // What is above is all there; the list of users says why it cannot be loaded.
    load().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [filter, id, mayAsk]);
  return people;
}

function PeopleCard({ people, all }: { readonly people: People; readonly all: string }): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  return (
    <section className="p-card" aria-labelledby="p-people">
      <div className="p-part-head">
        <h2 id="p-people">
          {translateLabel('People')} <span className="p-count">{people.total}</span>
        </h2>
        {people.total > 0 && <Link to={all}>{translateLabel('inUsersList', 'users')}</Link>}
      </div>
      {people.total === 0 && <p className="p-quiet">{translateMessage('peopleNone', 'users')}</p>}
      <ul className="p-lines">
        {people.records.map(({ id, title, params }) => (
          <li key={id}>
            <Link to={views.showUrl('users', id)} dir="auto">
              {title}
            </Link>
            <span className="p-quiet">
              {asText((params as Readonly<Record<string, unknown>>).accessLevel)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A group or a department, with those who are in it. */
export default function PeopleOf({ resource, record, action }: ActionProps): ReactNode {
  const mayAsk = useSelector(({ resources }: { resources: readonly ResourceJSON[] }) =>
    resources.some(({ id }) => id === 'users'),
  );
  const filter = asText(action.custom?.filter);
  const id = record?.id ?? '';
  const people = usePeople(filter, id, mayAsk);
  if (record === undefined) return null;
  return (
    <>
      <div className="p-card">
        {resource.showProperties.map((property) => (
          <BasePropertyComponent
            key={property.propertyPath}
            where="show"
            property={property}
            resource={resource}
            record={record}
          />
        ))}
      </div>
      {people && (
        <PeopleCard
          people={people}
          all={`${views.resourceUrl({ resourceId: 'users' })}?filters.${filter}=${id}`}
        />
      )}
    </>
  );
}
