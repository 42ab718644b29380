import type { ReactElement } from 'react';
import { IMAGE_TYPES } from '../../use-cases/attachments/content-type.ts';
import type { AttachmentView } from '../../use-cases/complaints/conversation/conversation-parts.ts';
import { fileSize } from '../../look/file-size.ts';

function Image({ file }: { file: AttachmentView }): ReactElement {
  const address = `/attachments/${file.id}`;
  return (
    <li className="file file-image">
      <a href={`${address}?inline=1`}>
        <img src={`${address}?inline=1`} alt={`Picture ${file.name}`} loading="lazy" />
      </a>
      <a className="file-name" href={address} download dir="auto">
        {file.name}
      </a>{' '}
      <span className="file-size">{fileSize(file.sizeBytes)}</span>
    </li>
  );
}

function Download({ file }: { file: AttachmentView }): ReactElement {
  return (
    <li className="file">
      <a className="file-name" href={`/attachments/${file.id}`} download dir="auto">
        {file.name}
      </a>{' '}
      <span className="file-size">{fileSize(file.sizeBytes)}</span>
    </li>
  );
}

/** Attached files: pictures to look at, the rest to download. */
export function Files({ files }: { files: readonly AttachmentView[] }): ReactElement | null {
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label="Attachments">
      {files.map((file) =>
        IMAGE_TYPES.includes(file.contentType) ? (
          <Image key={file.id} file={file} />
        ) : (
          <Download key={file.id} file={file} />
        ),
      )}
    </ul>
  );
}
