import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { Popover } from '../parts/popover.tsx';
import { siteUrl } from '../parts/site-url.ts';

interface PdfLinkProps {
  readonly complaintId: number;
  /** Whether this person may have the notes in it. */
  readonly readsNotes: boolean;
}

/** The complaint as a PDF; the notes are in it where that is chosen. */
export function PdfLink({ complaintId, readsNotes }: PdfLinkProps): ReactNode {
  const { translateButton } = useTranslation();
  const plain = siteUrl(`/complaints/${complaintId}/pdf`);
  const name = translateButton('pdf', 'complaints');
  if (!readsNotes) {
    return (
      <a className="p-button" href={plain}>
        {name}
      </a>
    );
  }
  return (
    <Popover
      className="p-button p-export"
      name={
        <>
          {name}
          <Icon icon="ChevronDown" size={14} />
        </>
      }
      label={name}
      boxClass="p-menu"
      role="group"
      align="end"
    >
      {(close) => (
        <>
          <a className="p-menu-item" href={plain} onClick={close}>
            {translateButton('pdfWithoutNotes', 'complaints')}
          </a>
          <a className="p-menu-item" href={`${plain}?notes=1`} onClick={close}>
            {translateButton('pdfWithNotes', 'complaints')}
          </a>
        </>
      )}
    </Popover>
  );
}
