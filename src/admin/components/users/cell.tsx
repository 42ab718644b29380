import { useTranslation, ViewHelpers, type BasePropertyProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Age } from '../parts/age.tsx';

type Params = Readonly<Record<string, unknown>>;

const views = new ViewHelpers();
const textOf = (params: Params, name: string): string => {
  const value = params[name];
  return typeof value === 'string' ? value : '';
};

/** Name, username and e-mail address in one: the name leads to the person, and whoever has none is their username. */
function PersonCell({ record, resource }: BasePropertyProps): ReactNode {
  const params: Params = record?.params ?? {};
  const username = textOf(params, 'username');
  const name = `${textOf(params, 'firstName')} ${textOf(params, 'lastName')}`.trim();
  const beneath = [name === '' ? '' : username, textOf(params, 'email')].filter((part) => part !== '');
  return (
    <span className="p-who">
      <Link to={views.showUrl(resource.id, record?.id ?? '')} dir="auto">
        {name === '' ? username : name}
      </Link>
      <span className="p-who-beneath">
        {beneath.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </span>
    </span>
  );
}

/** A cell of the list of users. */
export default function UserCell(props: BasePropertyProps): ReactNode {
  const { property, record } = props;
  const { translateLabel } = useTranslation();
  const params: Params = record?.params ?? {};
  switch (property.path) {
    case 'person':
      return <PersonCell {...props} />;
    case 'lastLogin':
      return params.lastLogin ? (
        <Age value={params.lastLogin} />
      ) : (
        <span className="p-quiet">{translateLabel('neverSignedIn', 'users')}</span>
      );
    case 'isActive':
      return params.isActive === true ? (
        <span className="p-quiet">{translateLabel('active', 'users')}</span>
      ) : (
        <span className="p-badge">{translateLabel('inactive', 'users')}</span>
      );
    case 'dateJoined':
      return <Age value={params.dateJoined} />;
    default:
      return textOf(params, property.path);
  }
}
