import type { ReactElement } from 'react';
import { OWNER_FIELD } from '../../web/form-owner.ts';
import { fileSize } from '../../look/file-size.ts';

/** What a form carries beside what is typed into it. */
export interface FormMarks {
  /** As whom it was opened. */
  readonly owner: string;
  /** The key of the kept form that it was restored from; empty: none. */
  readonly restoredFrom: string;
  /** Files that came with it before and wait for it to be accepted. */
  readonly files: readonly WaitingFile[];
}

interface WaitingFile {
  readonly stagedId: number | undefined;
  readonly name: string;
  readonly sizeBytes: number;
}

/** The marks of a form of the same page that holds nothing yet. */
export function emptyMarks({ owner }: FormMarks): FormMarks {
  return { owner, restoredFrom: '', files: [] };
}

/** The hidden fields of a form, which come before all others: what follows is read as its owner's. */
export function Marks({ marks: { owner, restoredFrom } }: { marks: FormMarks }): ReactElement {
  return (
    <>
      <input type="hidden" name={OWNER_FIELD} value={owner} />
      {restoredFrom !== '' && <input type="hidden" name="keptForm" value={restoredFrom} />}
    </>
  );
}

/** The files that are there already; each can be left out. */
export function WaitingFiles({ marks: { files } }: { marks: FormMarks }): ReactElement | null {
  if (files.length === 0) return null;
  return (
    <fieldset className="waiting-files">
      <legend className="hint">Already here; untick what shall not be sent:</legend>
      {files.map(({ stagedId, name, sizeBytes }) => (
        <div key={stagedId} className="form-check">
          <input
            className="form-check-input"
            type="checkbox"
            id={`kept-file-${stagedId}`}
            name="keptFiles"
            value={stagedId}
            defaultChecked
          />
          <label className="form-check-label" htmlFor={`kept-file-${stagedId}`} dir="auto">
            {name} <span className="file-size">{fileSize(sizeBytes)}</span>
          </label>
        </div>
      ))}
    </fieldset>
  );
}
