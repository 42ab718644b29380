import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { readCount } from '../../../look/chart/read-number.ts';
import { HealthHint } from '../health/hint.tsx';
import type { FrontData } from './front-types.ts';

/** What the FAQ did lately; more of it stands in the list of answers. */
function FaqUse({ days, views, helped, deflections, href }: NonNullable<FrontData['faq']>): ReactNode {
  const { translateMessage } = useTranslation();
  const text = translateMessage('faqUse', {
    days,
    views: readCount(views),
    helped: readCount(helped),
    spared: readCount(deflections),
  });
  return href === null ? text : <Link to={href}>{text}</Link>;
}

/** What else is to be known at first, beside the greeting. */
export function Notes({ data }: { readonly data: FrontData | undefined }): ReactNode {
  const { translateLabel } = useTranslation();
  const people = data?.people;
  return (
    <ul className="p-front-notes">
      {people && (
        <li>
          <Link to={people.href}>{`${translateLabel('activeUsers')}: ${readCount(people.count)}`}</Link>
        </li>
      )}
      {data?.faq && (
        <li>
          <FaqUse {...data.faq} />
        </li>
      )}
      <HealthHint />
    </ul>
  );
}
