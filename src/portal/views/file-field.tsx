import type { ReactElement } from 'react';
import { ENDINGS, FILE_SIZE, KINDS, MOST_FILES } from '../../use-cases/attachments/file-limits.ts';
import { described, Field, type FormErrors } from '../../web/views/fields.tsx';
import { WaitingFiles, type FormMarks } from './form-marks.tsx';

// With all pictures named, phones offer their camera, too.
const ACCEPTED = `image/*,${ENDINGS}`;
const HINT = `Up to ${MOST_FILES} files of ${FILE_SIZE / 1024 / 1024} MB each: ${KINDS}. The place where a picture was taken is removed from it.`;

/** The choice of files to attach, below those that a form which was refused brought. */
export function FileField({
  prefix,
  errors,
  marks,
}: {
  prefix?: string;
  errors: FormErrors;
  marks: FormMarks;
}): ReactElement {
  const field = { name: 'attachments', label: 'Attachments', hint: HINT, prefix, errors };
  const invalid = errors.fields.attachments === undefined ? '' : ' is-invalid';
  return (
    <Field {...field}>
      <WaitingFiles marks={marks} />
      <input
        className={`form-control${invalid}`}
        type="file"
        multiple
        accept={ACCEPTED}
        data-most-files={MOST_FILES}
        data-most-bytes={FILE_SIZE}
        data-endings={ENDINGS}
        data-kinds={KINDS}
        {...described(field)}
      />
    </Field>
  );
}
