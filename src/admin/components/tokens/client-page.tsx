import {
  BasePropertyComponent,
  useTranslation,
  ViewHelpers,
  type ActionProps,
  type BasePropertyJSON,
} from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { TokenList } from './token-list.tsx';
import { hasTokens } from './token-types.ts';

const views = new ViewHelpers();

/** A program that acts in its own name: what is known of it, and its tokens. */
export default function ClientPage({ resource, record: given }: ActionProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const [record, setRecord] = useState(given);
  useEffect(() => setRecord(given), [given]);
  if (!hasTokens(record)) return null;
  const mayMake = record.recordActions.some(({ name }) => name === 'makeToken');
  const isSaid = ({ propertyPath }: BasePropertyJSON): boolean => record.params[propertyPath] !== '';
  const make = views.recordActionUrl({
    resourceId: resource.id,
    recordId: record.id,
    actionName: 'makeToken',
  });
  return (
    <div className="p-person-page">
      <div>
        <TokenList
          resourceId={resource.id}
          recordId={record.id}
          tokens={record.tokens}
          canRotate={mayMake}
          onChanged={setRecord}
        >
          {mayMake && (
            <Link className="p-button" to={make}>
              {translateButton('makeToken')}
            </Link>
          )}
        </TokenList>
      </div>
      <div>
        <section className="p-card" aria-labelledby="p-facts">
          <h2 id="p-facts">{translateLabel('facts', 'users')}</h2>
          <div className="p-person-facts">
            {resource.showProperties.filter(isSaid).map((property) => (
              <BasePropertyComponent
                key={property.propertyPath}
                where="show"
                property={property}
                resource={resource}
                record={record}
              />
            ))}
          </div>
        </section>
      </div>
    </div>
  );
}
