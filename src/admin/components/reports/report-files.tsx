import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { siteUrl } from '../parts/site-url.ts';

/** The formats by the names that the server knows. */
const FORMATS = ['pdf', 'xlsx', 'csv'] as const;

/** The report that is shown as a file. */
export function ReportFiles({ search }: { readonly search: string }): ReactNode {
  const { translateLabel } = useTranslation();
  const address = (format: string): string => {
    const query = new URLSearchParams(search);
    query.set('format', format);
    return siteUrl(`/admin/exports/reports?${query.toString()}`);
  };
  return (
    <ul className="p-buttons">
      {FORMATS.map((format) => (
        <li key={format}>
          <a className="p-button" href={address(format)} download>
            {translateLabel(`file_${format}`, 'reports')}
          </a>
        </li>
      ))}
    </ul>
  );
}
