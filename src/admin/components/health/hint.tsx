import { ApiClient, useTranslation } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { useSelector } from 'react-redux';
import { Link } from 'react-router-dom';
import { HEALTH_PAGE, pageUrl } from '../parts/page-url.ts';
import type { HealthHint as Hint } from '../../pages/health.ts';

interface State {
  readonly pages: readonly { readonly name: string }[];
}

/** On the first page of those who look after the portal: a link to its health where that has a problem, else nothing. */
export function HealthHint(): ReactNode {
  const { translateMessage } = useTranslation();
  const mayRead = useSelector(({ pages }: State) => pages.some(({ name }) => name === HEALTH_PAGE));
  const [problems, setProblems] = useState<Hint['problems']>([]);
  useEffect(() => {
    if (!mayRead) return;
    new ApiClient().getPage<Hint>({ pageName: HEALTH_PAGE, params: { brief: 1 } }).then(
      ({ data }) => setProblems(data.problems),
      // The page itself tells why it cannot be read.
      () => undefined,
    );
  }, [mayRead]);
  if (problems.length === 0) return null;
  const told = { count: problems.length, names: problems.join(', ') };
  return (
    <li>
      <Link to={pageUrl(HEALTH_PAGE)}>{translateMessage('hint', 'health', told)}</Link>
    </li>
  );
}
