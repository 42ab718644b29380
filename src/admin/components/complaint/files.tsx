import { Icon } from '@adminjs/design-system';
import type { ReactNode } from 'react';
import type { FileView } from './types.ts';
import { siteUrl } from '../parts/site-url.ts';

/** Types that browsers show as a picture. */
const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

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
            <span className="p-hint">{size(sizeBytes)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
