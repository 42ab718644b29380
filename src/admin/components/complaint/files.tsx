import { Icon } from '@adminjs/design-system';
import type { ReactNode } from 'react';
import type { FileView } from './types.ts';
import { fileSize } from '../../../look/file-size.ts';
import { siteUrl } from '../parts/site-url.ts';

/** Types that browsers show as a picture. */
const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Files to open: pictures are shown, the rest is downloaded. */
export function Files({ files }: { readonly files: readonly FileView[] }): ReactNode {
  if (files.length === 0) return null;
  return (
    <ul className="p-files">
      {files.map(({ id, name, sizeBytes, contentType }) => (
        <li key={id}>
          <a href={siteUrl(`/attachments/${id}`)} className="p-file">
            {IMAGES.has(contentType) ? (
              <img src={siteUrl(`/attachments/${id}`)} alt="" loading="lazy" />
            ) : (
              <Icon icon="Paperclip" />
            )}
            <span className="p-file-name">{name}</span>
            <span className="p-hint">{fileSize(sizeBytes)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
