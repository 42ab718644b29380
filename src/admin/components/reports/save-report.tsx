import { useTranslation } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { ReportBox, type ReportBoxProps } from './report-box.tsx';

/** The button that keeps the report that is shown under a name. */
export function SaveReport(props: Pick<ReportBoxProps, 'people' | 'search' | 'choices' | 'send'>): ReactNode {
  const { translateButton } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="p-button" onClick={() => setOpen(true)}>
        {translateButton('saveReport', 'reports')}
      </button>
      {isOpen && <ReportBox {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
