import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Popover } from './popover.tsx';
import { siteUrl } from './site-url.ts';

/** The formats by the names that the server knows. */
const FORMATS = ['xlsx', 'excel', 'csv', 'jsonl'] as const;

interface ExportMenuProps {
  readonly resourceId: string;
  readonly className: string;
  /** Said above the formats: what the file leaves out. */
  readonly note?: string | undefined;
  /** The button is an icon, where there is little room. */
  readonly isIcon?: boolean;
}

/** The list as it is filtered, searched and sorted, all of its pages, as a file. */
export function ExportMenu({ resourceId, className, note, isIcon = false }: ExportMenuProps): ReactNode {
  const { translateButton } = useTranslation();
  const { search } = useLocation();
  const address = (format: string): string => {
    const query = new URLSearchParams(search);
    for (const place of ['page', 'perPage', 'after']) query.delete(place);
    query.set('format', format);
    return siteUrl(`/admin/exports/${resourceId}?${query.toString()}`);
  };
  const name = translateButton('export');
  return (
    <Popover
      className={`${className} p-export`}
      name={
        isIcon ? (
          <Icon icon="Download" />
        ) : (
          <>
            {name}
            <Icon icon="ChevronDown" size={14} />
          </>
        )
      }
      label={name}
      isIcon={isIcon}
      boxClass="p-menu"
      role="group"
      align="end"
    >
      {(close) => (
        <>
          {note !== undefined && <p className="p-hint p-menu-note">{note}</p>}
          {FORMATS.map((format) => (
            <a key={format} className="p-menu-item" href={address(format)} onClick={close}>
              {translateButton(`export_${format}`)}
            </a>
          ))}
        </>
      )}
    </Popover>
  );
}
