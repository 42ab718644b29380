import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Router, type Request, type Response } from 'express';
import { ASSET_NAMES, ASSETS_FOLDER, FROM_SOURCES, MANIFEST } from './asset-names.ts';
import type { AssetName, Manifest } from './asset-names.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const SUFFIXES: Readonly<Record<string, string>> = { br: '.br', gzip: '.gz' };
const YEAR = 31_536_000;

/** The panel's static files: a router for the panel's root, and the versioned address of each. */
export interface PanelAssets {
  readonly router: Router;
  readonly urls: Readonly<Record<AssetName, string>>;
}

function isAsset(name: string): name is AssetName {
  return ASSET_NAMES.some((known) => known === name);
}

function serve(manifest: Manifest, name: string, request: Request, response: Response): void {
  if (!isAsset(name)) {
    response.status(404).type('text').send('There is no such file.');
    return;
  }
  // The smaller one wherever it is understood, whichever the browser names first.
  const encoding = Object.keys(SUFFIXES).find((one) => request.acceptsEncodings(one)) ?? 'identity';
  if (encoding in SUFFIXES) response.set('Content-Encoding', encoding);
  const current = request.query.v === manifest[name];
  response.set({
    'Content-Type': TYPES[extname(name)],
    'Cache-Control': current ? `public, max-age=${YEAR}, immutable` : 'no-cache',
    Vary: 'Accept-Encoding',
  });
  response.sendFile(name + (SUFFIXES[encoding] ?? ''), { root: ASSETS_FOLDER, cacheControl: false });
}

/** From sources, as in tests, what is missing or outdated is built first. */
async function prepare(): Promise<void> {
  if (!FROM_SOURCES) return;
  const { bundlePanel } = await import('./bundle.ts');
  await bundlePanel(ASSETS_FOLDER);
}

/**
 * Serves what `bundlePanel` made, compressed as the browser likes it, to be kept for a year under its versioned
 * address. Unknown names under the folder end here, so that AdminJS never bundles at run time.
 *
 * @param rootPath the path of the panel, at which the router is to be mounted.
 */
export async function panelAssets(rootPath = '/admin'): Promise<PanelAssets> {
  await prepare();
  const manifest = JSON.parse(await readFile(join(ASSETS_FOLDER, MANIFEST), 'utf8')) as Manifest;
  const router = Router();
  router.get('/frontend/assets/*name', (request, response) => {
    serve(manifest, [request.params.name].flat().join('/'), request, response);
  });
  const urls = ASSET_NAMES.map((name) => [name, `${rootPath}/frontend/assets/${name}?v=${manifest[name]}`]);
  return { router, urls: Object.fromEntries(urls) as Record<AssetName, string> };
}
