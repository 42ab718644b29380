import { join } from 'node:path';

/** Files that the panel's pages load, each beside its compressed forms `.br` and `.gz`. */
export const ASSET_NAMES = ['panel.js', 'panel.css', 'logo.svg'] as const;

/** The name of one of the panel's files. */
export type AssetName = (typeof ASSET_NAMES)[number];

/** The file, beside the assets, that tells the digest of each one's content. */
export const MANIFEST = 'manifest.json';

/** What `MANIFEST` holds. */
export type Manifest = Readonly<Record<AssetName, string>>;

/** Whether the program runs from its sources, as tests do, and not from what was built. */
export const FROM_SOURCES = import.meta.filename.endsWith('.ts');

/** Where the built assets are. */
export const ASSETS_FOLDER = FROM_SOURCES
  ? join(import.meta.dirname, '../../../dist/panel')
  : join(import.meta.dirname, '../../../panel');
